"""The network: lighthouse projects, their cities, the IRIS demonstrations, partners and providers."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from replicity.catalogue.tables import DATA, number, read_rows

FOLDER: Final = DATA / "network"


@dataclass(frozen=True, slots=True)
class Project:
    """A project that demonstrated solutions in cities; money is nominal."""

    id: str
    acronym: str
    name: str
    programme: str
    grant_number: str
    start: str
    end: str
    budget_eur: float | None
    eu_contribution_eur: float | None
    website: str
    partners_count: int | None
    source_id: str
    status: str
    fields_unverified: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class NetworkCity:
    """A city's part in a project, or its membership of a network (then `network` is not empty)."""

    network: str
    project: str
    city_id: str
    city_name: str
    country: str
    role: str
    source_id: str
    status: str


@dataclass(frozen=True, slots=True)
class Network:
    """A network of cities; the list of its members may not be complete."""

    id: str
    name: str
    description: str
    members_count: int | None
    members_listed: bool
    milestones: str
    source_id: str
    status: str


@dataclass(frozen=True, slots=True)
class IrisSolution:
    """An integrated solution of IRIS, with the solution or the topic of this catalogue that it belongs to."""

    code: str
    name: str
    track: int
    solution: str
    topic: str
    source_id: str
    status: str
    fields_unverified: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IrisDemonstration:
    """What one IRIS city showed of an integrated solution, who owns it and who built it."""

    id: str
    code: str
    city_id: str
    city_name: str
    country: str
    district: str
    what: str
    owner: str
    implementers: tuple[str, ...]
    source_id: str
    status: str
    fields_unverified: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Partner:
    """An organisation in a project and its role there."""

    project: str
    name: str
    city_id: str
    city_name: str
    country: str
    role: str
    source_id: str
    status: str


@dataclass(frozen=True, slots=True)
class Provider:
    """A company that delivered solutions, and the cities where it did."""

    id: str
    name: str
    country: str
    solutions: tuple[str, ...]
    city_ids: tuple[str, ...]
    city_names: tuple[str, ...]
    source_id: str
    status: str
    fields_unverified: tuple[str, ...]


def _rows(name: str) -> list[dict[str, str]]:
    return read_rows(FOLDER / f"{name}.csv")


def _amount(row: dict[str, str], column: str) -> float | None:
    return number(row[column], FOLDER, column)


def _count(row: dict[str, str], column: str) -> int | None:
    value = _amount(row, column)
    return None if value is None else int(value)


@lru_cache(maxsize=1)
def projects() -> tuple[Project, ...]:
    """Return the projects."""
    return tuple(
        Project(
            id=r["project"],
            acronym=r["acronym"],
            name=r["name"],
            programme=r["programme"],
            grant_number=r["grant_number"],
            start=r["start"],
            end=r["end"],
            budget_eur=_amount(r, "budget_eur"),
            eu_contribution_eur=_amount(r, "eu_contribution_eur"),
            website=r["website"],
            partners_count=_count(r, "partners_count"),
            source_id=r["source_id"],
            status=r["status"],
            fields_unverified=tuple(r["fields_unverified"].split()),
            note=r["note"],
        )
        for r in _rows("projects")
    )


@lru_cache(maxsize=1)
def network_cities() -> tuple[NetworkCity, ...]:
    """Return the cities of the projects, then the members of the networks."""
    return tuple(
        NetworkCity(
            r.get("network", ""),
            r["project"],
            r["city_id"],
            r["city_name"],
            r["country"],
            r["role"],
            r["source_id"],
            r["status"],
        )
        for r in (*_rows("cities"), *_rows("members"))
    )


@lru_cache(maxsize=1)
def networks() -> tuple[Network, ...]:
    """Return the networks."""
    return tuple(
        Network(
            r["network"],
            r["name"],
            r["description"],
            _count(r, "members_count"),
            r["members_listed"] == "1",
            r["milestones"],
            r["source_id"],
            r["status"],
        )
        for r in _rows("networks")
    )


@lru_cache(maxsize=1)
def iris_tracks() -> dict[int, str]:
    """Return the names of the five IRIS tracks by number."""
    return {int(r["track"]): r["name"] for r in _rows("iris_tracks")}


@lru_cache(maxsize=1)
def iris_solutions() -> tuple[IrisSolution, ...]:
    """Return the sixteen integrated solutions of IRIS."""
    return tuple(
        IrisSolution(
            r["code"],
            r["name"],
            int(r["track"]),
            r["solution"],
            r["topic"],
            r["source_id"],
            r["status"],
            tuple(r["fields_unverified"].split()),
        )
        for r in _rows("iris_solutions")
    )


@lru_cache(maxsize=1)
def iris_demonstrations() -> tuple[IrisDemonstration, ...]:
    """Return what the IRIS cities demonstrated."""
    return tuple(
        IrisDemonstration(
            r["iris_demonstration_id"],
            r["code"],
            r["city_id"],
            r["city_name"],
            r["country"],
            r["district"],
            r["what"],
            r["owner"],
            tuple(r["implementers"].split("; ")),
            r["source_id"],
            r["status"],
            tuple(r["fields_unverified"].split()),
        )
        for r in _rows("iris_demonstrations")
    )


@lru_cache(maxsize=1)
def partners() -> tuple[Partner, ...]:
    """Return the partners of the projects."""
    return tuple(
        Partner(
            r["project"],
            r["partner"],
            r["city_id"],
            r["city_name"],
            r["country"],
            r["role"],
            r["source_id"],
            r["status"],
        )
        for r in _rows("partners")
    )


@lru_cache(maxsize=1)
def providers() -> tuple[Provider, ...]:
    """Return the providers."""
    return tuple(
        Provider(
            r["provider_id"],
            r["name"],
            r["country"],
            tuple(r["solutions"].split()),
            tuple(r["city_ids"].split()),
            tuple(r["city_names"].split("; ")),
            r["source_id"],
            r["status"],
            tuple(r["fields_unverified"].split()),
        )
        for r in _rows("providers")
    )
