"""The rules that entered values are held against: bounds of quantities, balances, shares, sizes."""

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from math import inf
from typing import Any

from replicity.catalogue.documents import read_document
from replicity.catalogue.tables import DATA, DataError
from replicity.catalogue.wording import Text
from replicity.quantities.suffixes import UnitError, unit_of

KINDS = (
    "bounds",
    "not_above",
    "equal",
    "balance",
    "sum_at_most",
    "heat_pump_limit",
    "degree_days",
    "spread",
    "evidence",
    "near_ours",
    "finite",
    "known_name",
)
SEVERITIES = ("error", "warning")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; which fields it uses depends on its kind (see the head of the file)."""

    id: str
    kind: str
    severity: str
    names: tuple[str, ...]
    units: tuple[str, ...]
    besides: tuple[str, ...]
    lowest: float
    highest: float
    left: tuple[str, ...]
    right: tuple[str, ...]
    factor: float
    tolerance: float
    solutions: tuple[str, ...]
    reason: Text
    check: Text

    def names_it(self, name: str) -> bool:
        """Tell whether the rule speaks of a name."""
        if any(fnmatchcase(name, pattern) for pattern in self.besides):
            return False
        if any(fnmatchcase(name, pattern) for pattern in self.names):
            return True
        try:
            return unit_of(name) in self.units
        except UnitError:
            return False

    def counts_for(self, solution: str) -> bool:
        """Tell whether the rule counts for a solution."""
        return not self.solutions or solution in self.solutions


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules, the sentences of their findings by kind, and hints at common slips."""

    rules: tuple[Rule, ...]
    sentences: Mapping[str, Text]
    hints: Mapping[str, Text]

    def of_kind(self, kind: str, solution: str) -> tuple[Rule, ...]:
        """Return the rules of a kind that count for a solution."""
        return tuple(r for r in self.rules if r.kind == kind and r.counts_for(solution))


def _rule(raw: Mapping[str, Any]) -> Rule:
    return Rule(
        id=raw["id"],
        kind=raw["kind"],
        severity=raw["severity"],
        names=tuple(raw.get("names", ())),
        units=tuple(raw.get("units", ())),
        besides=tuple(raw.get("besides", ())),
        lowest=float(raw.get("lowest", -inf)),
        highest=float(raw.get("highest", inf)),
        left=tuple(raw.get("left", ())),
        right=tuple(raw.get("right", ())),
        factor=float(raw.get("factor", 1.0)),
        tolerance=float(raw.get("tolerance", 0.0)),
        solutions=tuple(raw.get("solutions", ())),
        reason=Text.read(raw["reason"]),
        check=Text.read(raw["check"]),
    )


@lru_cache(maxsize=1)
def rulebook() -> Rulebook:
    """Return the rules of consistency."""
    path = DATA / "common" / "consistency.yaml"
    raw = read_document(path)
    try:
        return Rulebook(
            tuple(_rule(r) for r in raw["rules"]),
            {kind: Text.read(text) for kind, text in raw["sentences"].items()},
            {name: Text.read(text) for name, text in raw["hints"].items()},
        )
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(f"A rule in {path} cannot be used ({error}); run 'replicity data check'.") from None
