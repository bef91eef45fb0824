"""Numbers as people type and read them in a field: their language's decimal sign, shares in per cent."""

import math
import re

from replicity.catalogue.labels import unit_words
from replicity.quantities.suffixes import UnitError, unit_of

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
    return unit_factor(unit_name(name))


def unit_factor(unit: str) -> float:
    """Return by how much people read more than the stored value: shares are read in per cent."""
    return 100.0 if unit.split("/")[0] == "share" else 1.0


def unit_name(name: str) -> str:
    """Return the unit in a name, empty for a name without one."""
    try:
        return unit_of(name)
    except UnitError:
        return ""


def field_unit(unit: str, language: str) -> str:
    """Return the unit that stands beside a field."""
    return unit_words(unit, language) if unit not in ("", "flag", "class") else ""
