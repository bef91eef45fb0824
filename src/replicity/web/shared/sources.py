"""What the page of sources shows beside the record of a source, and the address that a browser may open."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from replicity.catalogue.sources import Source, sources
from replicity.catalogue.tables import DATA, read_rows


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source with its kind, the date it was read, and how far it was checked."""

    source: Source
    kind: str
    date_accessed: str
    status: str
    note: str

    @property
    def address(self) -> str:
        """Return the web address, empty where there is none that a browser may open."""
        return address_of(self.source)


def address_of(source: Source) -> str:
    """Return the web address of a source, empty where there is none that a browser may open."""
    return source.url if source.url.startswith(("https://", "http://")) else ""


@lru_cache(maxsize=1)
def source_rows() -> Mapping[str, SourceRow]:
    """Return all sources by id, sorted by title."""
    rows = [row for path in sorted((DATA / "sources").glob("*.csv")) for row in read_rows(path)]
    known = sources()
    found = {
        row["source_id"]: SourceRow(
            known[row["source_id"]], row["kind"], row["date_accessed"], row["status"], row["note"]
        )
        for row in rows
    }
    return dict(sorted(found.items(), key=lambda pair: (pair[1].source.title.casefold(), pair[0])))
