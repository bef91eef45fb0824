"""Ranges as people read them: the unit stands beside the value."""

from replicity.catalogue.labels import shown
from replicity.quantities.writing import money, written
from replicity.web.shared.numbers import unit_factor


def euro_text(value: float | None, language: str) -> str:
    """Return an amount of euro that no line break takes apart."""
    return money(value, language).replace(" ", "\N{NO-BREAK SPACE}")


def range_text(low: float, high: float, unit: str, language: str) -> str:
    """Return the two ends; only money and shares carry their sign, the unit stands beside the value."""
    if unit == "eur":
        return f"{euro_text(low, language)} – {euro_text(high, language)}"
    if unit in ("flag", "share"):
        return f"{shown(low, unit, language)} – {shown(high, unit, language)}"
    factor = unit_factor(unit)
    return f"{written(factor * low, language)} – {written(factor * high, language)}"
