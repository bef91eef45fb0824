"""Where demonstrations and network cities lie, as points of a map."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from replicity.catalogue.cities import City, UnknownCity, get_city
from replicity.catalogue.evidence import Demonstration, demonstrations, towns
from replicity.catalogue.network import network_cities


@dataclass(frozen=True, slots=True)
class Place:
    """A place on a map: `kind` is city, host, demonstration or network; `url` is empty for none."""

    name: str
    country: str
    latitude_degree: float
    longitude_degree: float
    kind: str
    url: str


def city_url(city_id: str) -> str:
    """Return the address of a city's page."""
    return f"/cities/{city_id.partition(':')[2]}/"


@lru_cache(maxsize=4096)
def known_city(city_id: str) -> City | None:
    """Return a city of the table, None for a place too small for it."""
    try:
        return get_city(city_id) if city_id else None
    except UnknownCity:
        return None


def place(city_id: str, kind: str) -> Place | None:
    """Return the place of a city or of a town that only demonstrations know."""
    city = known_city(city_id)
    if city:
        return Place(
            city.name, city.country, city.latitude_degree, city.longitude_degree, kind, city_url(city.id)
        )
    town = towns().get(city_id)
    if town:
        return Place(town.name, town.country, town.latitude_degree, town.longitude_degree, kind, "")
    return None


def places_of(shown: Iterable[Demonstration]) -> tuple[Place, ...]:
    """Return the places of demonstrations, each once, sorted by name."""
    ids = {d.city_id for d in shown if d.city_id}
    found = [p for p in (place(i, "demonstration") for i in sorted(ids)) if p]
    return tuple(sorted(found, key=lambda p: (p.name, p.country)))


@lru_cache(maxsize=1)
def world_places() -> tuple[Place, ...]:
    """Return all cities with demonstrations, then the other cities of the network."""
    shown = places_of(demonstrations().values())
    taken = {(p.name, p.country) for p in shown}
    ids = {c.city_id for c in network_cities() if c.city_id}
    others = [p for p in (place(i, "network") for i in sorted(ids)) if p and (p.name, p.country) not in taken]
    return (*shown, *sorted(others, key=lambda p: (p.name, p.country)))
