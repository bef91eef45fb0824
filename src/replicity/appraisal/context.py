"""What is known of a city: climate, prices, carbon, risk, institutions, each with where it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from replicity.catalogue.cities import City, climate
from replicity.catalogue.classes import known_class
from replicity.catalogue.countries import country_facts, facts_table
from replicity.engine.uncertainty import Spread
from replicity.quantities.suffixes import unit_of

CITY_QUANTITIES = ("population_count", "elevation_m")


class MissingValue(LookupError):
    """A value that no source gives, not even for other countries."""


@dataclass(frozen=True, slots=True)
class ContextValue:
    """One value of the context.

    `low` and `high` are its 10 % and 90 % points. `status` is observed, derived, country, modelled, user,
    default or missing; `scope` says with whom its uncertainty is shared (city or country).
    """

    name: str
    value: float | str | None
    low: float | None
    high: float | None
    unit: str
    year: str
    source: str
    status: str
    scope: str
    note: str = ""

    def to_dict(self) -> dict[str, object]:
        """Return the value as in the JSON."""
        return {
            "value": self.value,
            "low": self.low,
            "high": self.high,
            "unit": self.unit,
            "year": self.year or None,
            "source": self.source or None,
            "status": self.status,
            "note": self.note or None,
        }

    def spread(self) -> Spread:
        """Return what is believed of the value, as the engine draws it."""
        if not isinstance(self.value, float):
            raise MissingValue(f"'{self.name}' has no number here.")
        low = self.value if self.low is None else min(self.low, self.value)
        high = self.value if self.high is None else max(self.high, self.value)
        if low == high:
            return Spread.fixed(self.value)
        if low > 0 and not self.name.endswith(("_celsius", "_score")):
            if self.unit == "share" and high < 1:
                return Spread(low, self.value, high, "logitnormal")
            return Spread(low, self.value, high, "lognormal")
        return Spread(low, self.value, high, "normal")


def city_context(
    city: City, overrides: Mapping[str, float] | None = None, classes: Mapping[str, str] | None = None
) -> dict[str, ContextValue]:
    """Return the context of a city, with the user's own values, and own classes, in the place of ours."""
    values = {**_country_values(city.country), **_city_values(city)}
    for name, text in (classes or {}).items():
        values[name] = _labelled(replace(values[name], value=known_class(name, text)))
    for name, value in (overrides or {}).items():
        if name in values:
            values[name] = own_value(values[name], value)
    return dict(sorted(values.items()))


def own_value(before: ContextValue, value: float) -> ContextValue:
    """Return a context value set by the user: certain, and labelled as theirs."""
    return _labelled(replace(before, value=float(value), low=float(value), high=float(value)))


def _labelled(value: ContextValue) -> ContextValue:
    """Return a value that says that the user set it."""
    return replace(value, year="", source="your own value", status="user", note="")


@lru_cache(maxsize=1024)
def _city_values(city: City) -> dict[str, ContextValue]:
    """Return what is particular to the place: people, height, climate and sun."""
    scope = f"city:{city.id}"
    found = {
        "population_count": ContextValue(
            "population_count",
            float(city.population_count),
            None,
            None,
            "count",
            "",
            "geonames",
            "observed",
            scope,
        )
    }
    for name, value in climate(city.id).items():
        if isinstance(value.value, tuple):  # by month: pictures show it, no model asks for it
            continue
        number = value.value if isinstance(value.value, str) else float(value.value)
        low, high = (end if isinstance(end, float) else None for end in (value.low, value.high))
        found[name] = ContextValue(
            name, number, low, high, value.unit, "", value.source_id, "modelled", scope
        )
    return found


@lru_cache(maxsize=512)
def _country_values(country: str) -> dict[str, ContextValue]:
    """Return what holds for the whole country."""
    found = {}
    for fact_name, fact in country_facts(country).items():
        name = "country_population_count" if fact_name == "population_count" else fact_name
        status = "country" if fact.status == "observed" else fact.status
        value = None if fact.value is None else float(fact.value)
        found[name] = ContextValue(
            name,
            value,
            fact.low,
            fact.high,
            fact.unit,
            str(fact.year or ""),
            fact.source_id or "",
            status,
            f"country:{country}",
            fact.note,
        )
    return found


@lru_cache(maxsize=256)
def world_spread(name: str) -> tuple[float, float, float]:
    """Return the 10, 50 and 90 % points of a country fact over all countries that have it.

    Raises
    ------
    MissingValue
        If no country has it.
    """
    known = [fact.value for fact in facts_table(name).values() if fact.value is not None]
    if not known:
        raise MissingValue(f"No country has a value of '{name}' in the reference data; set it with --set.")
    low, middle, high = np.quantile(np.array(known, dtype=np.float64), (0.1, 0.5, 0.9))
    return float(low), float(middle), float(high)


def value_or_world(context: Mapping[str, ContextValue], name: str) -> ContextValue:
    """Return a context value, or the spread over the world's countries, labelled as a default."""
    held = context.get(name)
    if held is not None and held.value is not None:
        return held
    low, middle, high = world_spread(name)
    return ContextValue(
        name,
        middle,
        low,
        high,
        unit_of(name),
        "",
        "countries with data",
        "default",
        held.scope if held else "world",
        "No source for this country: the spread over all countries that have one.",
    )
