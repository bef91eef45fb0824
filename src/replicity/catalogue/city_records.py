"""The records of cities: name, country, place, inhabitants, height and time zone."""

import re
from dataclasses import dataclass, fields
from functools import cache

import numpy as np
from numpy.typing import NDArray

from replicity.catalogue.city_climate import DEGREE_PARTS, FOLDER, Places

REFERENCE = re.compile(r"\s*geonames:(\d{1,10})\s*", re.IGNORECASE)


class UnknownCity(LookupError):
    """No city bears this name or id."""


@dataclass(frozen=True, slots=True)
class City:
    """A city of GeoNames; the height is that of the ground on a grid of about 9 km (ITU-R P.1511)."""

    id: str
    name: str
    country: str
    latitude_degree: float
    longitude_degree: float
    population_count: int
    elevation_m: float | None
    timezone: str


@dataclass(frozen=True, slots=True)
class CityTable:
    """All cities as parallel columns, sorted by GeoNames number."""

    ids: NDArray[np.str_]
    names: tuple[str, ...]
    country: NDArray[np.str_]
    latitude_degree: NDArray[np.float64]
    longitude_degree: NDArray[np.float64]
    population_count: NDArray[np.int32]
    elevation_m: NDArray[np.float64]


@cache
def places() -> Places:
    """All records as they are stored."""
    return np.asarray(np.load(FOLDER / "cities.npy", mmap_mode="r"))


@cache
def lines(file: str) -> tuple[str, ...]:
    """The lines of a text file beside the records."""
    return tuple((FOLDER / file).read_text(encoding="utf-8").splitlines())


def city_at(position: int) -> City:
    """The city in this row."""
    place = places()[position]
    return City(
        id=f"geonames:{place['geonames']}",
        name=lines("city_names.txt")[position],
        country=place["country"].decode(),
        latitude_degree=float(place["latitude"]) / DEGREE_PARTS,
        longitude_degree=float(place["longitude"]) / DEGREE_PARTS,
        population_count=int(place["population"]),
        elevation_m=float(place["elevation_m"]),
        timezone=lines("timezones.txt")[int(place["timezone"])],
    )


def position_of(city_id: str) -> int:
    """The row of a city."""
    match = REFERENCE.fullmatch(city_id)
    number = int(match[1]) if match else -1
    position = int(np.searchsorted(places()["geonames"], number))
    if number < 0 or position >= places().size or int(places()["geonames"][position]) != number:
        raise UnknownCity(
            f"No city has the id '{printable(city_id)}': ids read geonames:NUMBER and stand for places "
            "of at least 15,000 inhabitants; search for the name with `replicity city find`."
        )
    return position


def printable(text: str) -> str:
    """A text cut short and without control characters, to be quoted in an error."""
    shown = "".join(letter if letter.isprintable() else " " for letter in text[:60])
    return " ".join(shown.split())


@cache
def all_cities() -> CityTable:
    """Every city as columns; read-only, read once."""
    records = places()
    columns = CityTable(
        ids=np.char.add("geonames:", records["geonames"].astype("U8")),
        names=lines("city_names.txt"),
        country=records["country"].astype("U2"),
        latitude_degree=records["latitude"] / DEGREE_PARTS,
        longitude_degree=records["longitude"] / DEGREE_PARTS,
        population_count=records["population"].copy(),
        elevation_m=records["elevation_m"].astype(np.float64),
    )
    for field in fields(columns):
        if field.name != "names":  # the only column that is no array
            getattr(columns, field.name).flags.writeable = False
    return columns


def nearest_city(latitude_degree: float, longitude_degree: float) -> City:
    """The city nearest to a point by great circle."""
    if not (abs(latitude_degree) <= 90 and abs(longitude_degree) <= 180):
        raise ValueError(
            f"({latitude_degree}, {longitude_degree}) is no place on earth: give latitude -90..90 and "
            "longitude -180..180 in degrees."
        )
    table = all_cities()
    north, south = np.radians(table.latitude_degree), np.radians(latitude_degree)
    turn = np.radians(table.longitude_degree - longitude_degree)
    haversine = np.sin((north - south) / 2) ** 2 + np.cos(north) * np.cos(south) * np.sin(turn / 2) ** 2
    return city_at(int(haversine.argmin()))
