"""Finding cities by name in any language, exactly, by the beginning or in spite of a typing error."""

import re
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from replicity.catalogue.city_climate import FOLDER
from replicity.catalogue.city_records import (
    REFERENCE,
    City,
    UnknownCity,
    city_at,
    lines,
    places,
    position_of,
    printable,
)
from replicity.catalogue.country_names import country_code
from replicity.catalogue.place_names import LONGEST_QUERY, NameIndex, fold

STATE = re.compile(r"[A-Z]{2}")
OWN_NAME_WEIGHT = 10  # a city's own name counts as much as a foreign name of a city ten times as large
LARGEST_POPULATION_LOG = 8.0
NEAREST_OFFERED = 5
NEAR_NAMES = 1_000  # names are kept, not cities: one city may bear a hundred that fit
SIMILAR_NAMES = 200


@dataclass(frozen=True, slots=True)
class CityMatch:
    """A city that fits a search, with how well it fits (1: this very name)."""

    city: City
    score: float


@dataclass(frozen=True, slots=True)
class _Region:
    """Where a search looks: a country, or the state of the USA that has the same two letters."""

    country: str
    state: str

    def mask(self) -> NDArray[np.bool_]:
        """Which of all places lie in the region."""
        records = places()
        inside = records["country"] == self.country.encode()
        if self.state:
            inside |= (records["country"] == b"US") & (records["region"] == self.state.encode())
        return np.asarray(inside)


@cache
def _names() -> NameIndex:
    return NameIndex.read(FOLDER / "names.txt.gz", FOLDER / "name_places.npy")


def _population_shares(positions: NDArray[np.uint16]) -> NDArray[np.float64]:
    populations = np.maximum(places()["population"][positions], 1)
    return np.asarray(np.log10(populations) / LARGEST_POPULATION_LOG)


def _weight(position: int, name: str) -> int:
    own = fold(lines("city_names.txt")[position]) == name
    return int(places()["population"][position]) * (OWN_NAME_WEIGHT if own else 1)


def _exact(name: str, region: _Region | None) -> list[int]:
    found = _names().exact(name)
    if found and region is not None:
        inside = region.mask()
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
    else:
        # a search may guess: what stands before the comma, wherever the rest may be
        readings.append((fold(text[: 4 * LONGEST_QUERY].partition(",")[0]), None))
    for name, region in readings:
        _add_near(scores, name[:LONGEST_QUERY], region, limit)
        if scores:
            break
    ranked = sorted(scores.items(), key=lambda item: -item[1])  # stable: exact ones keep their order
    return [CityMatch(city_at(position), score) for position, score in ranked[:limit]]


def _add_near(scores: dict[int, float], name: str, region: _Region | None, limit: int) -> None:
    """Fill up with names that go on after the text and, if nothing bears the name itself, similar names."""
    hits = [] if len(scores) >= limit else [_continued(name)]
    if not scores:
        hits.append(_mistyped(name))
    for positions, near in hits:
        order = np.argsort(-near, kind="stable")
        if region is not None:
            order = order[region.mask()[positions[order]]]
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
    if REFERENCE.fullmatch(reference):
        return city_at(position_of(reference)), ()
    for name, region in _readings(reference[: 4 * LONGEST_QUERY]):
        if found := _exact(name, region):
            return city_at(found[0]), tuple(city_at(position) for position in found[1:])
    raise UnknownCity(_unknown(reference))


def get_city(reference: str) -> City:
    """The city of `resolve_city`, the most populous one where several bear the name."""
    return resolve_city(reference)[0]


def lookup(name: str, country: str) -> City:
    """The most populous city of a country that bears exactly this name (for entering data)."""
    if found := _exact(fold(name), _Region(country.upper(), "")):
        return city_at(found[0])
    raise UnknownCity(_unknown(f"{name}, {country}"))


def _unknown(reference: str) -> str:
    near = [f"{match.city.name}, {match.city.country}" for match in find_cities(reference, NEAREST_OFFERED)]
    offer = "; search for it with `replicity city find`."
    if near:
        offer = f"; did you mean {' or '.join(dict.fromkeys(near))}?"
    return f"No city is called '{printable(reference)}' among the {places().size:,} cities of GeoNames{offer}"
