"""Rules for sources: every one is a record of its own, and its id stands once."""

import re
from typing import Final

from replicity.catalogue.checks.cells import choice, date, identifier
from replicity.catalogue.checks.duplicates import check_unique
from replicity.catalogue.checks.files import Column, DataFolder
from replicity.catalogue.checks.problem import Fault

KINDS: Final = ("dataset", "report", "paper", "webpage", "news", "law", "own")


def _address(cell: str) -> Fault | None:
    if re.match(r"https?://[^\s/]+", cell):
        return None
    return Fault(
        "wrong-address", f"'{cell[:60]}' is not a web address; it must start with http:// or https://."
    )


COLUMNS: Final = (
    Column("source_id", identifier()),
    Column("title"),
    Column("producer"),
    Column("kind", choice("unknown-kind", *KINDS)),
    Column("url", _address, needed=False),
    Column("date_published", date(), needed=False),
    Column("date_accessed", date(), needed=False),
    Column("licence", missing_rule="missing-licence"),
    Column("status", choice("unknown-status", "verified", "unverified")),
    Column("note", needed=False),
)


def check_sources(folder: DataFolder) -> None:
    """Check the lists of sources."""
    files = folder.names("sources/*.csv")
    if not files:
        folder.report("sources", 1, "missing-file", "There is no list of sources; restore sources/*.csv.")
    tables = [folder.table(file, COLUMNS) for file in files]
    check_unique(folder, tables, ["source_id"], "duplicate-source")
    for table in tables:
        for row in table.rows:
            if row["url"] == "" and row["kind"] not in ("own", "paper", "law", "report", "dataset"):
                message = f"The source '{row['source_id']}' has no web address; add it."
                folder.report(table.file, row.line, "missing-address", message)
