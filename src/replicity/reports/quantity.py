"""How documents write quantities: value, unit and range in the words of a language."""

from replicity.catalogue.labels import unit_words
from replicity.catalogue.wording import sentence as _
from replicity.catalogue.wording import translator
from replicity.engine.summary import Summary
from replicity.quantities.suffixes import unit_of
from replicity.quantities.writing import money, written

NOTHING = "–"


def number(value: float | None, unit: str, language: str) -> str:
    """Return the number alone: shares times a hundred, a flag as yes or no."""
    if value is None:
        return NOTHING
    if unit == "flag":
        say = translator(language)
        return say(_("yes")) if value >= 0.5 else say(_("no"))
    factor = 100.0 if unit.split("/")[0] == "share" else 1.0
    return written(factor * value, language).replace("-", "\N{MINUS SIGN}")


def quantity(value: float | str | None, unit: str, language: str) -> str:
    """Return a value with its unit."""
    if value is None:
        return NOTHING
    if isinstance(value, str):
        return value
    if unit == "eur":
        return euro(value, language)
    if unit.startswith("eur/") and abs(value) >= 1e6:
        return f"{euro(value, language)}/{unit_words(unit, language).partition('/')[2]}"
    first, *others = unit.split("/")
    if first == "kwh" and abs(value) >= 1e6 and others in ([], ["year"]):
        value, unit = value / 1e6, "/".join(["gwh", *others])
    words = "" if unit == "flag" else unit_words(unit, language)
    return f"{number(value, unit, language)} {words}".rstrip()


def euro(value: float | None, language: str) -> str:
    """Return an amount of euro with a true minus sign, a narrow gap kept together."""
    return (
        money(value, language)
        .replace("€ ", "€\N{NO-BREAK SPACE}")
        .replace(" M", "\N{NO-BREAK SPACE}M")
        .replace("-", "\N{MINUS SIGN}")
    )


def spread(low: float | None, high: float | None, unit: str, language: str) -> str:
    """Return a range without its unit, empty where the value is certain or has none."""
    if low is None or high is None or low == high or unit == "flag":
        return ""
    words = translator(language)(_("{low} to {high}"))
    if unit == "eur":
        return _euro_range(low, high, language, words)
    return words.format(low=number(low, unit, language), high=number(high, unit, language))


def _euro_range(low: float, high: float, language: str, words: str) -> str:
    """Return a range of euro with the unit once."""
    largest = max(abs(low), abs(high))
    factor, unit = (1e6, "\N{NO-BREAK SPACE}M") if largest >= 1e6 else (1.0, "")
    both = words.format(
        low=number(low / factor, "eur", language), high=number(high / factor, "eur", language)
    )
    return f"€\N{NO-BREAK SPACE}{both}{unit}"


def summarised(name: str, found: Summary, language: str) -> tuple[str, str, str]:
    """Return the three points of a result with their units."""
    unit = unit_of(name)
    p10, p50, p90 = (quantity(v, unit, language) for v in (found.p10, found.p50, found.p90))
    return p10, p50, p90
