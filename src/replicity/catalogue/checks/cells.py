"""Rules for one cell: numbers, years, dates, choices, ids and references."""

import math
import re
from collections.abc import Collection
from difflib import get_close_matches
from typing import Final

from replicity.catalogue.checks.files import CellRule
from replicity.catalogue.checks.problem import Fault

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100
SHOWN: Final = 60

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def value_of(cell: str) -> float | None:
    """Return the finite number of a cell, None where it holds none."""
    try:
        value = float(cell)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def number(lowest: float = -math.inf, highest: float = math.inf) -> CellRule:
    """Return the rule that a cell is a number within bounds."""

    def check(cell: str) -> Fault | None:
        value = value_of(cell)
        if value is None:
            return Fault("not-a-number", f"'{cell[:SHOWN]}' is not a number; write 1234.5.")
        if not lowest <= value <= highest:
            return Fault(
                "out-of-bounds", f"{cell} is outside {lowest:g} to {highest:g}; check value and unit."
            )
        return None

    return check


def whole_number(lowest: float, highest: float, rule: str = "out-of-bounds") -> CellRule:
    """Return the rule that a cell is a whole number within bounds."""

    def check(cell: str) -> Fault | None:
        if not re.fullmatch(r"-?\d+", cell):
            return Fault("not-a-number", f"'{cell[:SHOWN]}' is not a whole number.")
        if not lowest <= int(cell) <= highest:
            return Fault(rule, f"{cell} is outside {lowest:g} to {highest:g}.")
        return None

    return check


def year() -> CellRule:
    """Return the rule that a cell is a plausible year."""
    return whole_number(FIRST_YEAR, LAST_YEAR, "wrong-year")


def date() -> CellRule:
    """Return the rule that a cell is a year, a month or a day in ISO 8601."""

    def check(cell: str) -> Fault | None:
        if _DATE.fullmatch(cell):
            return None
        return Fault("wrong-date", f"'{cell[:SHOWN]}' is not a date; write 2024, 2024-05 or 2024-05-31.")

    return check


def choice(rule: str, *allowed: str) -> CellRule:
    """Return the rule that a cell is one of a few words."""

    def check(cell: str) -> Fault | None:
        if cell in allowed:
            return None
        return Fault(rule, f"'{cell[:SHOWN]}' is not one of {', '.join(allowed)}.")

    return check


def identifier() -> CellRule:
    """Return the rule that a cell is an id of lower-case words with hyphens."""

    def check(cell: str) -> Fault | None:
        if _ID.fullmatch(cell):
            return None
        return Fault("wrong-id", f"'{cell[:SHOWN]}' is not an id; use lower-case words with hyphens.")

    return check


def reference(rule: str, known: Collection[str] | None, *, several: bool = False) -> CellRule | None:
    """Return the rule that a cell names something known; no rule where the list itself is unusable."""
    if known is None:
        return None

    def check(cell: str) -> Fault | None:
        for name in cell.split() if several else [cell]:
            if name not in known:
                return Fault(rule, f"'{name[:SHOWN]}' is not known{nearest(name, known)}")
        return None

    return check


def nearest(name: str, known: Collection[str]) -> str:
    """Return the end of a sentence: a hint at the known name that looks most like a name, or a full stop."""
    found = get_close_matches(name, list(known), 1) if len(known) < 5000 else []
    return f"; did you mean '{found[0]}'?" if found else "."
