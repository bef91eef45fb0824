"""Where the numbers come from: the records of sources."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from replicity.catalogue.tables import DATA, read_rows


@dataclass(frozen=True, slots=True)
class Source:
    """One source: what it is called, who made it, where it stands and how it may be used."""

    id: str
    title: str
    producer: str
    kind: str
    url: str
    date_published: str
    date_accessed: str
    licence: str
    status: str
    note: str

    @property
    def address(self) -> str:
        """Return the web address, empty where there is none that a browser may open."""
        return self.url if self.url.startswith(("https://", "http://")) else ""


@lru_cache(maxsize=1)
def sources() -> Mapping[str, Source]:
    """Return all sources by id, sorted by title."""
    rows = [row for path in sorted((DATA / "sources").glob("*.csv")) for row in read_rows(path)]
    found = [
        Source(
            row["source_id"],
            row["title"],
            row["producer"],
            row["kind"],
            row["url"],
            row["date_published"],
            row["date_accessed"],
            row["licence"],
            row["status"],
            row["note"],
        )
        for row in rows
    ]
    return {s.id: s for s in sorted(found, key=lambda s: (s.title.casefold(), s.id))}
