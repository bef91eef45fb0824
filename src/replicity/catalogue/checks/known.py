"""What the data may refer to: ids by kind, None where the list itself is broken or missing.

A list that cannot be read is one problem; without it every reference would become another one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

import numpy as np

from replicity.catalogue.checks.files import DataFolder, Table
from replicity.engine.solutions import solutions as models


@dataclass(frozen=True, slots=True)
class Known:
    """The ids that references are checked against."""

    sources: frozenset[str] | None
    cities: frozenset[str] | None
    countries: frozenset[str] | None
    currencies: frozenset[str] | None
    solutions: frozenset[str]
    topics: frozenset[str] | None
    demonstrations: frozenset[str] | None
    preconditions: frozenset[str] | None = None
    business_models: frozenset[str] | None = None

    @property
    def solutions_and_topics(self) -> frozenset[str] | None:
        """Return what a demonstration can be a demonstration of."""
        return None if self.topics is None else self.solutions | self.topics


def column(tables: Iterable[Table], name: str) -> frozenset[str] | None:
    """Return the values of a column over tables, None if one of them cannot be used."""
    found = list(tables)
    if not found or not all(t.whole for t in found):
        return None
    if not all(name in row.cells for t in found for row in t.rows):
        return None
    return frozenset(row[name] for t in found for row in t.rows)


def cities(folder: DataFolder) -> frozenset[str] | None:
    """Return the ids of the city table and of the towns of the evidence."""
    towns = column([folder.table("evidence/towns.csv")], "city_id")
    try:
        table = np.load(folder.root / "cities" / "cities.npy", allow_pickle=False)
        ids = table["geonames"].tolist()
    except (OSError, ValueError, IndexError, KeyError):
        return None
    return None if towns is None else frozenset(chain((f"geonames:{i}" for i in ids), towns))


def known(folder: DataFolder) -> Known:
    """Return what the data of a folder may refer to."""
    names = folder.table("countries/names.csv")
    rates = folder.table("countries/exchange_rates.csv")
    sources = [folder.table(file) for file in folder.names("sources/*.csv")]
    folders = {p.name for p in (folder.root / "solutions").glob("*") if p.is_dir()}
    return Known(
        sources=column(sources, "source_id"),
        cities=cities(folder),
        countries=column([names], "country"),
        currencies=column([names, rates], "currency"),
        solutions=frozenset(models()) | frozenset(folders),
        topics=column([folder.table("evidence/topics.csv")], "topic"),
        demonstrations=column([folder.table("evidence/demonstrations.csv")], "demonstration_id"),
    )
