"""The sources behind the figures: title, producer, address and licence by id."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from replicity.catalogue.tables import DATA, read_rows


@dataclass(frozen=True, slots=True)
class Source:
    """One source."""

    id: str
    title: str
    producer: str
    url: str
    date_published: str
    licence: str


@lru_cache(maxsize=1)
def sources() -> Mapping[str, Source]:
    """Return all sources by id."""
    rows = (row for path in sorted((DATA / "sources").glob("*.csv")) for row in read_rows(path))
    return {
        r["source_id"]: Source(
            r["source_id"], r["title"], r["producer"], r["url"], r["date_published"], r["licence"]
        )
        for r in rows
    }
