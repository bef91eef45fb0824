"""What quantities are called on screen and paper, and how their values are written, in each language."""

import contextlib
from collections.abc import Mapping
from functools import lru_cache

from replicity.catalogue.tables import DATA, read_rows
from replicity.catalogue.wording import Text
from replicity.quantities.suffixes import UnitError, display_unit, unit_of
from replicity.quantities.writing import written


@lru_cache(maxsize=1)
def _labels() -> Mapping[str, Text]:
    return {row["name"]: Text(row["en"], row["es"]) for row in read_rows(DATA / "common" / "labels.csv")}


def label(name: str, language: str = "en") -> str:
    """Return what a quantity, actor, item or status is called; without a label, its name in plain words."""
    found = _labels().get(name)
    if found is not None:
        return found.of(language)
    with contextlib.suppress(UnitError):
        name = name.removesuffix("_" + unit_of(name).replace("/", "_per_"))
    return name.replace("_", " ").capitalize()


def has_label(name: str) -> bool:
    """Tell whether a name has a label of its own in every language."""
    return name in _labels()


def unit_words(unit: str, language: str = "en") -> str:
    """Return a unit as people of a language write it; shares are written in per cent."""
    first, *others = unit.split("/")
    if first == "share":
        words = ["%"]
    elif first == "count":
        words = ["1"] if others else [""]
    elif first == "ratio":
        words = [""]
    else:
        words = [_unit_part(first, language)]
    return "/".join([*words, *(_unit_part(part, language) for part in others)])


def _unit_part(part: str, language: str) -> str:
    name = f"unit_{part}"
    return label(name, language) if has_label(name) else display_unit(part)


def shown(value: float | None, unit: str, language: str = "en") -> str:
    """Return a value with its unit as people write it; a dash where it does not exist."""
    if value is None:
        return "–"
    if unit == "flag":
        return {"en": ("no", "yes"), "es": ("no", "sí")}[language][int(value >= 0.5)]
    factor = 100.0 if unit.split("/")[0] == "share" else 1.0
    return f"{written(factor * value, language)} {unit_words(unit, language)}".rstrip()
