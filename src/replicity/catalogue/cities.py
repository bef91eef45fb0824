"""The world's cities of 15,000 inhabitants and more: names in many languages, place, climate and sun."""

from functools import cache
from typing import Any

from replicity.catalogue.city_climate import ClimateTable, ClimateValue, climate_at, tabulate
from replicity.catalogue.city_records import (
    City,
    CityTable,
    UnknownCity,
    all_cities,
    nearest_city,
    places,
    position_of,
)
from replicity.catalogue.city_search import CityMatch, find_cities, get_city, lookup, resolve_city

__all__ = [
    "City",
    "CityMatch",
    "CityTable",
    "ClimateTable",
    "ClimateValue",
    "UnknownCity",
    "all_cities",
    "city_document",
    "climate",
    "climate_table",
    "find_cities",
    "get_city",
    "lookup",
    "nearest_city",
    "resolve_city",
]


def climate(city_id: str) -> dict[str, ClimateValue]:
    """Climate and sun of one city by canonical name, each with its range and source."""
    return climate_at(position_of(city_id), places())


@cache
def climate_table() -> ClimateTable:
    """Climate and sun of all cities as arrays in the order of `all_cities()`."""
    return tabulate(places())


def city_document(city: City, score: float) -> dict[str, Any]:
    """Return a city as in the JSON."""
    return {
        "id": city.id,
        "name": city.name,
        "country": city.country,
        "latitude_degree": city.latitude_degree,
        "longitude_degree": city.longitude_degree,
        "population_count": city.population_count,
        "score": score,
    }
