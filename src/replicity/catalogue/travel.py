"""What a journey costs and emits: fares by distance, daily rates by country, emission factors."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from replicity.catalogue.countries import price_tables
from replicity.catalogue.parameters import Parameter, read_parameters
from replicity.catalogue.tables import DATA, needed_number, number, read_rows
from replicity.engine.uncertainty import Spread
from replicity.quantities.money import to_base_eur

FOLDER: Final = DATA / "travel"


@dataclass(frozen=True, slots=True)
class Fare:
    """What a return journey of up to a distance costs a person, in eur of the base year."""

    up_to_km: float
    eur_per_person: Spread
    source_id: str
    kind: str
    derivation: str


@dataclass(frozen=True, slots=True)
class DailyRate:
    """Bed, meals and local transport for a person and day in a country, in eur of the base year."""

    country: str
    eur_per_person_per_day: float
    source_id: str
    note: str


@lru_cache(maxsize=1)
def travel_parameters() -> Mapping[str, Parameter]:
    """Return the factors and limits by name."""
    return read_parameters(FOLDER / "parameters.csv")


def travel_spread(name: str) -> Spread:
    """Return what is believed of a factor, money in eur of the base year."""
    parameter = travel_parameters()[name]
    if not parameter.is_money:
        return parameter.spread
    factor = _factor(parameter.currency, parameter.price_year or 0)
    found = parameter.spread
    return Spread(found.low * factor, found.mode * factor, found.high * factor, found.shape)


@lru_cache(maxsize=1)
def fares() -> tuple[Fare, ...]:
    """Return the fares, shortest distance first; the last one has no end."""
    path = FOLDER / "fares.csv"
    found = []
    for row in read_rows(path):
        limit = number(row["up_to_km"], path, "up_to_km")
        factor = _factor(row["currency"], int(needed_number(row["price_year"], path, "price_year")))
        low, mode, high = (factor * needed_number(row[c], path, c) for c in ("low", "mode", "high"))
        found.append(
            Fare(
                math.inf if limit is None else limit,
                Spread(low, mode, high, "normal"),
                row["source_id"],
                row["kind"],
                row["derivation"],
            )
        )
    return tuple(sorted(found, key=lambda fare: fare.up_to_km))


def fare_for(distance_km: float) -> Fare:
    """Return the fare of a return journey over a distance (one way, straight)."""
    return next(fare for fare in fares() if distance_km <= fare.up_to_km)


@lru_cache(maxsize=1)
def daily_rates() -> Mapping[str, DailyRate]:
    """Return the daily rates by country."""
    path = FOLDER / "daily_rates.csv"
    found = []
    for row in read_rows(path):
        factor = _factor(row["currency"], int(needed_number(row["price_year"], path, "price_year")))
        amount = factor * needed_number(row["amount_per_day"], path, "amount_per_day")
        found.append(DailyRate(row["country"], amount, row["source_id"], row["note"]))
    return {rate.country: rate for rate in found}


def _factor(currency: str, price_year: int) -> float:
    return float(to_base_eur(price_tables(), 1.0, currency, price_year))
