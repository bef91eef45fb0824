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


def shown(value: float | None, unit: str, language: str = "en") -> str:
    """Return a value with its unit as people write it; a dash where it does not exist."""
    if value is None:
        return "–"
    if unit == "flag":
        return {"en": ("no", "yes"), "es": ("no", "sí")}[language][int(value >= 0.5)]
    if unit == "share":
        return written(100.0 * value, language) + " %"
    sign = display_unit(unit)
    number = written(value, language)
    return f"{number} {sign}".rstrip()
