"""Ranges as people read them: the unit stands beside the value."""

from replicity.catalogue.labels import shown
from replicity.quantities.writing import money, written


def range_text(low: float, high: float, unit: str, language: str) -> str:
    """Return the two ends; only money and shares carry their sign, the unit stands beside the value."""
    if unit == "eur":
        return f"{money(low, language)} – {money(high, language)}"
    if unit == "share":
        return f"{written(100 * low, language)} – {shown(high, unit, language)}"
    if unit == "flag":
        return f"{shown(low, unit, language)} – {shown(high, unit, language)}"
    return f"{written(low, language)} – {written(high, language)}"
