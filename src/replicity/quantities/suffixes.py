"""Units stand in names: `capex_eur_per_kw` is a `capex` in `eur/kw`.

The list of units is closed. A name that does not end in one of them is an error, so that no number
travels without its unit. In data files the unit is written with a slash: `eur/kw`.
"""

import re
from functools import lru_cache

UNITS: dict[str, str] = {
    "eur": "€",
    "lcu": "local currency",
    "usd": "US$",
    "w": "W",
    "kw": "kW",
    "mw": "MW",
    "wh": "Wh",
    "kwh": "kWh",
    "mwh": "MWh",
    "gwh": "GWh",
    "litre": "l",
    "m": "m",
    "km": "km",
    "m2": "m²",
    "m3": "m³",
    "tonne": "t",
    "kg": "kg",
    "tco2e": "t CO₂e",
    "kgco2e": "kg CO₂e",
    "ug": "µg",
    "year": "year",
    "years": "years",
    "month": "month",
    "day": "day",
    "days": "days",
    "hour": "h",
    "hours": "h",
    "minute": "min",
    "minutes": "min",
    "celsius": "°C",
    "degree": "°",
    "degree_days_18c": "°C·d (18 °C)",
    "degree_days_15_5c": "°C·d (15.5 °C)",
    "degree_days_22c": "°C·d (22 °C)",
    "share": "share",
    "ratio": "ratio",
    "score": "points",
    "class": "class",
    "flag": "yes/no",
    "scale": "scale",
    "count": "",
    "money": "money",
    "luminaire": "luminaire",
    "dwelling": "dwelling",
    "inhabitant": "inhabitant",
    "person": "person",
    "1000_people": "1,000 people",
    "100_people": "100 people",
    "100000_people": "100,000 people",
    "household": "household",
    "member": "member",
    "vehicle": "vehicle",
    "car": "car",
    "bus": "bus",
    "bike": "bike",
    "place": "place",
    "block": "block",
    "building": "building",
    "user": "user",
    "unit": "unit",
    "dataset": "dataset",
    "participant": "participant",
    "trip": "trip",
}

_UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
_NAME = re.compile(rf"^(?P<what>[a-z0-9]+?(?:_[a-z0-9]+?)*?)_(?P<unit>(?:{_UNIT})(?:_per_(?:{_UNIT}))*)$")


class UnitError(ValueError):
    """A name or a unit that is not in the closed list."""


@lru_cache(maxsize=4096)
def unit_of(name: str) -> str:
    """Return the unit that a name carries.

    Parameters
    ----------
    name : str
        A quantity's name, for example ``capex_eur_per_kw``.

    Returns
    -------
    str
        The unit with slashes, for example ``eur/kw``.

    Raises
    ------
    UnitError
        If the name does not end in a unit of the closed list.
    """
    found = _NAME.match(name)
    if found is None:
        raise UnitError(
            f"The name '{name}' carries no unit: it must end in one of the listed units, "
            "for example '_eur_per_kwh', '_share' or '_count' (see quantities/suffixes.py)."
        )
    return found["unit"].replace("_per_", "/")


def is_money(unit: str) -> bool:
    """Tell whether a unit is an amount of euro, alone or per something."""
    return unit == "eur" or unit.startswith("eur/")


def display_unit(unit: str) -> str:
    """Return the unit as people write it: ``eur/kwh`` gives ``€/kWh``.

    Raises
    ------
    UnitError
        If a part of the unit is not in the closed list.
    """
    parts = unit.split("/")
    for part in parts:
        if part not in UNITS:
            raise UnitError(f"The unit '{unit}' is not known: '{part}' is not in quantities/suffixes.py.")
    shown = [UNITS[part] for part in parts]
    return "/".join(shown) if shown[0] else ("/".join(["1", *shown[1:]]) if len(shown) > 1 else "")
