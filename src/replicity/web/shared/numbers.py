"""Numbers as people type and read them in a field: their language's decimal sign, shares in per cent."""

import math
import re

from replicity.quantities.suffixes import UnitError, display_unit, unit_of

LONGEST = 40
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?")
# thousands are grouped: no leading zero, then groups of three
_GROUPED = {
    "en": re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d*)?"),
    "es": re.compile(r"[+-]?[1-9]\d{0,2}(\.\d{3})+(,\d*)?"),
}


def read_number(text: str, language: str) -> float | None:
    """Return the number that a person typed, None where it is none."""
    plain = re.sub(r"[\s\u00a0\u202f%€]", "", text[:LONGEST]).replace("−", "-")
    if _GROUPED[language].fullmatch(plain):
        plain = plain.replace("," if language == "en" else ".", "")
    plain = plain.replace(",", ".")
    return float(plain) if _NUMBER.fullmatch(plain) and math.isfinite(float(plain)) else None


def field_text(value: float, language: str) -> str:
    """Return a number as a field holds it: no grouping, the language's decimal sign."""
    text = f"{value:.10g}"
    if "e" in text:
        text = f"{value:.0f}" if abs(value) >= 1 else f"{value:.12f}".rstrip("0")
    return text.replace(".", ",") if language == "es" else text


def field_factor(name: str) -> float:
    """Return by how much a field shows more than the stored value: 100 for a share, shown in per cent."""
    return 100.0 if unit_name(name) == "share" else 1.0


def unit_name(name: str) -> str:
    """Return the unit in a name, empty for a name without one."""
    try:
        return unit_of(name)
    except UnitError:
        return ""


def field_unit(unit: str) -> str:
    """Return the unit that stands beside a field."""
    return "%" if unit == "share" else display_unit(unit) if unit not in ("", "flag", "class") else ""
