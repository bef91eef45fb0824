"""The world's cities of 15,000 inhabitants and more: names in many languages, place, climate and sun."""

import re
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from replicity.catalogue.city_climate import (
    DEGREE_PARTS,
    FOLDER,
    ClimateTable,
    ClimateValue,
    Places,
    climate_at,
    tabulate,
)
from replicity.catalogue.country_names import country_code
from replicity.catalogue.place_names import LONGEST_QUERY, NameIndex, fold

__all__ = [
    "City",
    "CityMatch",
    "CityTable",
    "ClimateTable",
    "ClimateValue",
    "UnknownCity",
    "all_cities",
    "climate",
    "climate_table",
    "find_cities",
    "get_city",
    "lookup",
    "nearest_city",
    "resolve_city",
]

REFERENCE = re.compile(r"\s*geonames:(\d{1,10})\s*", re.IGNORECASE)
STATE = re.compile(r"[A-Z]{2}")
OWN_NAME_WEIGHT = 5  # a city's own name counts as much as a foreign name of a city five times as large
LARGEST_POPULATION_LOG = 8.0
NEAREST_OFFERED = 5
NEAR_NAMES = 1_000  # names are kept, not cities: one city may bear a hundred that fit
SIMILAR_NAMES = 200


class UnknownCity(LookupError):  # noqa: N818 - the name says what is wrong
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
class CityMatch:
    """A city that fits a search, with how well it fits (1: this very name)."""

    city: City
    score: float


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


@dataclass(frozen=True, slots=True)
class _Region:
    """Where a search looks: a country, or the state of the USA that has the same two letters."""

    country: str
    state: str

    def places(self) -> NDArray[np.bool_]:
        """Which of all places lie in the region."""
        places = _places()
        inside = places["country"] == self.country.encode()
        if self.state:
            inside |= (places["country"] == b"US") & (places["region"] == self.state.encode())
        return np.asarray(inside)


@cache
def _places() -> Places:
    return np.asarray(np.load(FOLDER / "cities.npy", mmap_mode="r"))


@cache
def _lines(file: str) -> tuple[str, ...]:
    return tuple((FOLDER / file).read_text(encoding="utf-8").splitlines())


@cache
def _names() -> NameIndex:
    return NameIndex.read(FOLDER / "names.txt.gz", FOLDER / "name_places.npy")


def _city(position: int) -> City:
    place = _places()[position]
    return City(
        id=f"geonames:{place['geonames']}",
        name=_lines("city_names.txt")[position],
        country=place["country"].decode(),
        latitude_degree=float(place["latitude"]) / DEGREE_PARTS,
        longitude_degree=float(place["longitude"]) / DEGREE_PARTS,
        population_count=int(place["population"]),
        elevation_m=float(place["elevation_m"]),
        timezone=_lines("timezones.txt")[int(place["timezone"])],
    )


def _population_shares(positions: NDArray[np.uint16]) -> NDArray[np.float64]:
    populations = np.maximum(_places()["population"][positions], 1)
    return np.asarray(np.log10(populations) / LARGEST_POPULATION_LOG)


def _weight(position: int, name: str) -> int:
    own = fold(_lines("city_names.txt")[position]) == name
    return int(_places()["population"][position]) * (OWN_NAME_WEIGHT if own else 1)


def _exact(name: str, region: _Region | None) -> list[int]:
    found = _names().exact(name)
    if found and region is not None:
        inside = region.places()
        found = [position for position in found if inside[position]]
    return sorted(found, key=lambda position: (-_weight(position, name), position))


def _region(text: str) -> _Region | None:
    text = text.strip()
    state = text.upper() if STATE.fullmatch(text.upper()) else ""
    country = country_code(text)
    return _Region(country, state) if country or state else None


def _readings(text: str) -> list[tuple[str, _Region | None]]:
    """The ways to read a search, the most literal last: name and country, or a name alone."""
    readings: list[tuple[str, _Region | None]] = []
    name, comma, rest = text.rpartition(",")
    if comma and (region := _region(rest)):
        readings.append((fold(name), region))
    whole = fold(text)
    readings.append((whole, None))
    words = whole.split()
    for count in range(1, min(4, len(words))):
        ending = " ".join(words[-count:])
        if len(ending) > 2 and (country := country_code(ending)):
            readings.append((" ".join(words[:-count]), _Region(country, "")))
    return [(name, region) for name, region in readings if name]


def find_cities(text: str, limit: int = 10) -> list[CityMatch]:
    """Cities whose name fits, best first: the same name, then its beginning, then a mistyped one."""
    readings = _readings(text[: 4 * LONGEST_QUERY])
    if not readings or limit < 1:
        return []
    scores: dict[int, float] = {}
    for name, region in readings:
        if exact := _exact(name[:LONGEST_QUERY], region):
            scores = dict.fromkeys(exact[:limit], 1.0)
            readings = [(name, region)]
            break
    for name, region in readings[:1]:
        _add_near(scores, name[:LONGEST_QUERY], region, limit)
    ranked = sorted(scores.items(), key=lambda item: -item[1])  # stable: exact ones keep their order
    return [CityMatch(_city(position), score) for position, score in ranked[:limit]]


def _add_near(scores: dict[int, float], name: str, region: _Region | None, limit: int) -> None:
    """Fill up with names that go on after the text and, if nothing bears the name itself, similar names."""
    hits = [] if len(scores) >= limit else [_continued(name)]
    if not scores:
        hits.append(_mistyped(name))
    for positions, near in hits:
        order = np.argsort(-near, kind="stable")
        if region is not None:
            order = order[region.places()[positions[order]]]
        for row in order[:NEAR_NAMES].tolist():
            position, score = int(positions[row]), round(float(near[row]), 4)
            scores[position] = max(scores.get(position, 0.0), score)


def _continued(name: str) -> tuple[NDArray[np.uint16], NDArray[np.float64]]:
    positions, shares = _names().beginning(name)
    return positions, np.asarray(0.8 + 0.1 * shares + 0.09 * _population_shares(positions))


def _mistyped(name: str) -> tuple[NDArray[np.uint16], NDArray[np.float64]]:
    hits = _names().similar(name, SIMILAR_NAMES)
    positions = np.array([hit.position for hit in hits], dtype=np.uint16)
    similarity = np.array([hit.similarity for hit in hits], dtype=np.float64)
    return positions, np.asarray(0.85 * similarity + 0.1 * _population_shares(positions))


def resolve_city(reference: str) -> tuple[City, tuple[City, ...]]:
    """The city meant by an id, `name, country` or a name, and the others that bear the same name."""
    if match := REFERENCE.fullmatch(reference):
        return _city(_position(f"geonames:{int(match[1])}")), ()
    for name, region in _readings(reference[: 4 * LONGEST_QUERY]):
        if found := _exact(name, region):
            return _city(found[0]), tuple(_city(position) for position in found[1:])
    raise UnknownCity(_unknown(reference))


def get_city(reference: str) -> City:
    """The city of `resolve_city`, the most populous one where several bear the name."""
    return resolve_city(reference)[0]


def lookup(name: str, country: str) -> City:
    """The most populous city of a country that bears exactly this name (for entering data)."""
    if found := _exact(fold(name), _Region(country.upper(), "")):
        return _city(found[0])
    raise UnknownCity(_unknown(f"{name}, {country}"))


def _printable(text: str) -> str:
    shown = "".join(letter if letter.isprintable() else " " for letter in text[:60])
    return " ".join(shown.split())


def _unknown(reference: str) -> str:
    near = [f"{match.city.name}, {match.city.country}" for match in find_cities(reference, NEAREST_OFFERED)]
    offer = "; search for it with `replicity city find`."
    if near:
        offer = f"; did you mean {' or '.join(dict.fromkeys(near))}?"
    return (
        f"No city is called '{_printable(reference)}' among the {_places().size:,} cities of GeoNames{offer}"
    )


def _position(city_id: str) -> int:
    number = int(city_id.removeprefix("geonames:")) if REFERENCE.fullmatch(city_id) else -1
    position = int(np.searchsorted(_places()["geonames"], number))
    if number < 0 or position >= _places().size or int(_places()["geonames"][position]) != number:
        raise UnknownCity(
            f"No city has the id '{_printable(city_id)}': ids read geonames:NUMBER and stand for places "
            "of at least 15,000 inhabitants; search for the name with `replicity city find`."
        )
    return position


@cache
def all_cities() -> CityTable:
    """Every city as columns; read-only, read once."""
    places = _places()
    columns = CityTable(
        ids=np.char.add("geonames:", places["geonames"].astype("U8")),
        names=_lines("city_names.txt"),
        country=places["country"].astype("U2"),
        latitude_degree=places["latitude"] / DEGREE_PARTS,
        longitude_degree=places["longitude"] / DEGREE_PARTS,
        population_count=places["population"].copy(),
        elevation_m=places["elevation_m"].astype(np.float64),
    )
    for column in (columns.ids, columns.country, columns.latitude_degree, columns.longitude_degree):
        column.flags.writeable = False
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
    return _city(int(haversine.argmin()))


def climate(city_id: str) -> dict[str, ClimateValue]:
    """Climate and sun of one city by canonical name, each with its range and source."""
    return climate_at(_position(city_id), _places())


@cache
def climate_table() -> ClimateTable:
    """Climate and sun of all cities as arrays in the order of `all_cities()`."""
    return tabulate(_places())
