"""Ranges as people read them: the unit stands beside the value."""

from replicity.catalogue.labels import shown
from replicity.quantities.writing import money, written
from replicity.web.shared.numbers import unit_factor


def range_text(low: float, high: float, unit: str, language: str) -> str:
    """Return the two ends; only money and shares carry their sign, the unit stands beside the value."""
    if unit == "eur":
        return f"{money(low, language)} – {money(high, language)}"
    if unit in ("flag", "share"):
        return f"{shown(low, unit, language)} – {shown(high, unit, language)}"
    factor = unit_factor(unit)
    return f"{written(factor * low, language)} – {written(factor * high, language)}"
