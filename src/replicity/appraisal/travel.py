"""What a visit to another city costs and emits: distance, carbon with and without forcing, money."""

import math
from dataclasses import dataclass
from typing import Final

from replicity.catalogue.cities import City
from replicity.catalogue.countries import country
from replicity.catalogue.travel import daily_rates, fare_for, travel_parameters, travel_spread

EARTH_RADIUS_KM: Final = 6371.0
PLANE, TRAIN = "plane", "train"
MODES: Final = (PLANE, TRAIN)


class TravelError(ValueError):
    """A journey that cannot be reckoned."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A low, middle and high value; the unit stands in the name of the field that holds it."""

    low: float
    mode: float
    high: float

    def times(self, factor: float) -> "Estimate":
        """Return the estimate times a factor."""
        return Estimate(self.low * factor, self.mode * factor, self.high * factor)

    def plus(self, other: "Estimate") -> "Estimate":
        """Return the sum, the ends added: both may be dear at once."""
        return Estimate(self.low + other.low, self.mode + other.mode, self.high + other.high)


@dataclass(frozen=True, slots=True)
class Journey:
    """A delegation's way there and back and its stay; money in eur of the base year."""

    distance_km: float
    mode: str
    delegates: int
    carbon_kgco2e: Estimate
    carbon_with_forcing_kgco2e: Estimate
    fares_eur: Estimate
    stay_eur: Estimate
    interpreter_eur: Estimate | None
    source_ids: tuple[str, ...]

    @property
    def cost_eur(self) -> Estimate:
        """Return fares, stay and interpreter together."""
        total = self.fares_eur.plus(self.stay_eur)
        return total if self.interpreter_eur is None else total.plus(self.interpreter_eur)


def distance_km(here: City, there: City) -> float:
    """Return the length of the great circle between two cities."""
    north, south = math.radians(here.latitude_degree), math.radians(there.latitude_degree)
    turn = math.radians(there.longitude_degree - here.longitude_degree)
    half = math.sin((south - north) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(turn / 2) ** 2
    return 2.0 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))


def usual_mode(here: City, there: City) -> str:
    """Return the train for short ways over one continent, else the plane."""
    near = distance_km(here, there) <= travel_spread("train_up_to_km").mode
    same_land = country(here.country).continent == country(there.country).continent
    return TRAIN if near and same_land else PLANE


def common_languages(here: City, there: City) -> tuple[str, ...]:
    """Return the official languages that two cities share."""
    return tuple(sorted(set(country(here.country).languages) & set(country(there.country).languages)))


def journey(
    here: City,
    there: City,
    *,
    delegates: int,
    days: float,
    mode: str | None = None,
    interpreter: bool = False,
) -> Journey:
    """Return what a visit of so many working days costs and emits, there and back.

    The stay counts a day of travel beside the days of work.
    """
    if delegates < 0 or not 0 < days <= 30:
        raise TravelError(f"A visit has delegates and lasts 0.5 to 30 days, not {delegates} and {days:g}.")
    chosen = mode or usual_mode(here, there)
    if chosen not in MODES:
        raise TravelError(f"'{chosen[:20]}' is no way to travel here; use one of {', '.join(MODES)}.")
    distance = distance_km(here, there)
    carbon, forced, carbon_source = _carbon(distance, chosen)
    fare = fare_for(distance)
    stay, stay_source = _stay(there.country)
    nights = math.ceil(days) + 1
    spread = travel_spread("interpreter_eur_per_day")
    paid = Estimate(spread.low, spread.mode, spread.high).times(math.ceil(days)) if interpreter else None
    price = fare.eur_per_person
    return Journey(
        distance,
        chosen,
        delegates,
        carbon.times(2.0 * distance * delegates),
        forced.times(2.0 * distance * delegates),
        Estimate(price.low, price.mode, price.high).times(delegates),
        stay.times(nights * delegates),
        paid,
        (carbon_source, fare.source_id, stay_source),
    )


def _factor(name: str) -> Estimate:
    spread = travel_spread(name)
    return Estimate(spread.low, spread.mode, spread.high)


def _carbon(distance: float, mode: str) -> tuple[Estimate, Estimate, str]:
    """Return kg CO2e per person and straight kilometre, without and with forcing, and the source."""
    if mode == TRAIN:
        rail, detour = _factor("rail_kgco2e_per_person_per_km"), _factor("rail_detour_ratio")
        found = Estimate(rail.low * detour.low, rail.mode * detour.mode, rail.high * detour.high)
        return found, found, travel_parameters()["rail_kgco2e_per_person_per_km"].source_id
    haul = "long" if distance > travel_spread("long_haul_from_km").mode else "short"
    plain = f"flight_{haul}_haul_kgco2e_per_person_per_km"
    forced = f"flight_{haul}_haul_with_forcing_kgco2e_per_person_per_km"
    return _factor(plain), _factor(forced), travel_parameters()[plain].source_id


def _stay(country_code: str) -> tuple[Estimate, str]:
    """Return a day's stay: the country's rate within the range of all, or that range alone."""
    world = _factor("stay_eur_per_person_per_day")
    rate = daily_rates().get(country_code)
    if rate is None:
        return world, travel_parameters()["stay_eur_per_person_per_day"].source_id
    here = rate.eur_per_person_per_day
    return Estimate(min(world.low, here), here, max(world.high, here)), rate.source_id
