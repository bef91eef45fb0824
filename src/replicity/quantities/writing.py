"""How numbers are written for people: three significant digits, the language's separators."""

import math

from babel.numbers import format_decimal

_MILLION = 1e6


def written(value: float | None, language: str = "en", digits: int = 3) -> str:
    """Return a number with so many significant digits, grouped; a dash for what does not exist.

    Whole numbers up to 9,999 keep all their digits.
    """
    if value is None or not math.isfinite(value):
        return "–"
    if value == 0:
        return "0"
    if value == int(value) and abs(value) < 10_000:
        return str(format_decimal(int(value), format="#,##0", locale=language))
    rounded = float(f"{value:.{digits}g}")
    places = max(digits - 1 - math.floor(math.log10(abs(rounded))), 0)
    pattern = "#,##0" + ("." + "#" * min(places, 8) if places else "")
    return str(format_decimal(rounded, format=pattern, locale=language))


def money(value: float | None, language: str = "en") -> str:
    """Return an amount of euro: in millions from one million on, else grouped; a dash for none.

    A true minus sign stands first.
    """
    if value is None or not math.isfinite(value):
        return "–"
    sign, size = ("\N{MINUS SIGN}" if value < 0 else ""), abs(value)
    if size >= _MILLION:
        return f"{sign}€ {written(size / _MILLION, language)} M"
    return f"{sign}€ {written(size, language)}"
