"""The evidence: what demonstrations in other cities planned, measured and reported, with sources."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from replicity.catalogue.tables import DATA, needed_number, number, read_rows

FOLDER: Final = DATA / "evidence"
HASH_DIGITS: Final = 16


@dataclass(frozen=True, slots=True)
class Demonstration:
    """One solution, built in one place at one scale; `city_id` is empty where it belongs to no one city."""

    id: str
    name: str
    city_id: str
    city_name: str
    country: str
    district: str
    project: str
    solution: str
    scale: float | None
    scale_unit: str
    year: int | None
    owner: str
    note: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One number about one demonstration; money is in `currency` at the prices of `price_year`."""

    id: str
    demonstration_id: str
    metric: str
    value: float
    unit: str
    price_year: int | None
    currency: str
    scope: str
    scale: float | None
    scale_unit: str
    status: str
    grade: str
    period_year: int | None
    source_id: str
    locator: str
    note: str

    @property
    def is_money(self) -> bool:
        """Tell whether the figure is an amount in its own currency."""
        return self.currency != ""


@dataclass(frozen=True, slots=True)
class Metric:
    """What a figure can be about, its unit, and the bounds that nature or sense puts on it."""

    id: str
    unit: str
    lowest: float
    highest: float
    description_en: str
    description_es: str


@dataclass(frozen=True, slots=True)
class PanelRow:
    """One comparable observation made of one or more figures of a demonstration.

    A physical observation has a `value`; one in money has an `amount` in `currency` and `price_year`,
    to be brought to base-year euro, and no value. Both are None where another datum is needed first.
    """

    panel: str
    solution: str
    metric: str
    unit: str
    figure_ids: tuple[str, ...]
    demonstration_id: str
    scope: str
    value: float | None
    basis: str
    scale: float | None
    status: str
    year: int | None
    amount: float | None
    currency: str
    price_year: int | None


@dataclass(frozen=True, slots=True)
class Topic:
    """A field that is wider than the solutions; `related_solution` is the one that it informs, if any."""

    id: str
    name_en: str
    name_es: str
    track: int
    related_solution: str


@dataclass(frozen=True, slots=True)
class Town:
    """A town of a demonstration that is too small for the city table."""

    id: str
    name: str
    country: str
    latitude_degree: float
    longitude_degree: float
    population_count: int


def _whole(text: str, path: Path, column: str) -> int | None:
    value = number(text, path, column)
    return None if value is None else int(value)


@lru_cache(maxsize=1)
def demonstrations() -> Mapping[str, Demonstration]:
    """Return all demonstrations by id."""
    path = FOLDER / "demonstrations.csv"
    return MappingProxyType(
        {
            r["demonstration_id"]: Demonstration(
                r["demonstration_id"],
                r["name"],
                r["city_id"],
                r["city_name"],
                r["country"],
                r["district"],
                r["project"],
                r["solution"],
                number(r["scale"], path, "scale"),
                r["scale_unit"],
                _whole(r["year"], path, "year"),
                r["owner"],
                r["note"],
            )
            for r in read_rows(path)
        }
    )


def _figures_of_file(path: Path) -> Iterator[Figure]:
    for r in read_rows(path):
        yield Figure(
            r["figure_id"],
            r["demonstration_id"],
            r["metric"],
            needed_number(r["value"], path, "value"),
            r["unit"],
            _whole(r["price_year"], path, "price_year"),
            r["currency"],
            r["scope"],
            number(r["scale"], path, "scale"),
            r["scale_unit"],
            r["status"],
            r["grade"],
            _whole(r["period_year"], path, "period_year"),
            r["source_id"],
            r["locator"],
            r["note"],
        )


@lru_cache(maxsize=1)
def _all_figures() -> tuple[Figure, ...]:
    files = sorted((FOLDER / "figures").glob("*.csv"))
    return tuple(sorted((f for path in files for f in _figures_of_file(path)), key=lambda f: f.id))


def figures(solution: str | None = None, city: str | None = None) -> tuple[Figure, ...]:
    """Return the figures in the order of their ids, of one solution or topic and of one city if wished."""
    if solution is None and city is None:
        return _all_figures()
    known = demonstrations()
    wanted = {
        d.id
        for d in known.values()
        if (solution is None or d.solution == solution) and (city is None or d.city_id == city)
    }
    return tuple(f for f in _all_figures() if f.demonstration_id in wanted)


def demonstrations_of(solution: str) -> tuple[Demonstration, ...]:
    """Return the demonstrations of one solution or topic, in the order of their ids."""
    return tuple(d for d in demonstrations().values() if d.solution == solution)


@lru_cache(maxsize=1)
def metrics() -> Mapping[str, Metric]:
    """Return all metrics by id."""
    path = FOLDER / "metrics.csv"
    return MappingProxyType(
        {
            r["metric"]: Metric(
                r["metric"],
                r["unit"],
                needed_number(r["lowest"], path, "lowest"),
                needed_number(r["highest"], path, "highest"),
                r["description_en"],
                r["description_es"],
            )
            for r in read_rows(path)
        }
    )


@lru_cache(maxsize=1)
def panel_rows() -> tuple[PanelRow, ...]:
    """Return the comparable observations, panel by panel."""
    path = FOLDER / "panels.csv"
    return tuple(
        PanelRow(
            r["panel"],
            r["solution"],
            r["metric"],
            r["unit"],
            tuple(r["figure_ids"].split()),
            r["demonstration_id"],
            r["scope"],
            number(r["value"], path, "value"),
            r["basis"],
            number(r["scale"], path, "scale"),
            r["status"],
            _whole(r["year"], path, "year"),
            number(r["amount"], path, "amount"),
            r["currency"],
            _whole(r["price_year"], path, "price_year"),
        )
        for r in read_rows(path)
    )


@lru_cache(maxsize=1)
def topics() -> Mapping[str, Topic]:
    """Return the wider topics by id."""
    return MappingProxyType(
        {
            r["topic"]: Topic(r["topic"], r["name_en"], r["name_es"], int(r["track"]), r["related_solution"])
            for r in read_rows(FOLDER / "topics.csv")
        }
    )


@lru_cache(maxsize=1)
def towns() -> Mapping[str, Town]:
    """Return the towns of demonstrations that the city table does not hold, by id."""
    path = FOLDER / "towns.csv"
    return MappingProxyType(
        {
            r["city_id"]: Town(
                r["city_id"],
                r["name"],
                r["country"],
                needed_number(r["latitude_degree"], path, "latitude_degree"),
                needed_number(r["longitude_degree"], path, "longitude_degree"),
                int(needed_number(r["population_count"], path, "population_count")),
            )
            for r in read_rows(path)
        }
    )


def fingerprint(*parts: str) -> str:
    """Return the fingerprint of texts in their order."""
    return hashlib.sha256("\n".join(parts).encode("utf-8")).hexdigest()[:HASH_DIGITS]


def hash_of(content: tuple[Figure, ...], places: Mapping[str, Demonstration]) -> str:
    """Return the fingerprint of figures with their demonstrations, whatever the order of files and rows."""
    used = sorted({f.demonstration_id for f in content} & set(places))
    lines = [repr(f) for f in sorted(content, key=lambda f: f.id)]
    lines += [repr(places[d]) for d in used]
    return fingerprint(*lines)


@lru_cache(maxsize=1)
def evidence_hash() -> str:
    """Return the fingerprint of all evidence that is delivered with the product."""
    rows = "\n".join(sorted(repr(r) for r in panel_rows()))
    return fingerprint(hash_of(_all_figures(), demonstrations()) + rows)
