"""Rules for the city table and the files beside it."""

from typing import Final

import numpy as np

from replicity.catalogue.checks.cells import number, reference
from replicity.catalogue.checks.files import Column, DataFolder
from replicity.catalogue.checks.known import Known

TABLE: Final = "cities/cities.npy"
POLE: Final = 90 * 100_000  # latitudes are stored in hundred-thousandths of a degree


def check_cities(folder: DataFolder, known: Known) -> None:
    """Check the city table, the exonyms and the sources of the climate ranges."""
    _check_table(folder, known)
    exonyms = folder.table("cities/exonyms.csv")
    rule = reference("orphan-city", known.cities)
    for row in exonyms.rows:
        fault = rule(row["city_id"]) if rule is not None and "city_id" in row.cells else None
        if fault is not None:
            folder.report(exonyms.file, row.line, fault.rule, fault.message)
    ranges = folder.table("cities/climate_ranges.csv")
    source = reference("unknown-source", known.sources)
    for row in ranges.rows:
        fault = source(row["source_id"]) if source is not None and row.cells.get("source_id") else None
        if fault is not None:
            folder.report(ranges.file, row.line, fault.rule, fault.message)
        if not row.cells.get("source_id"):
            folder.report(ranges.file, row.line, "missing-source", "The range has no source; name it.")


def _check_table(folder: DataFolder, known: Known) -> None:
    if not (folder.root / TABLE).is_file():
        folder.report(TABLE, 1, "missing-file", "The file is missing or unreadable; restore it.")
        return
    try:
        table = np.load(folder.root / TABLE, allow_pickle=False)
        ids, countries, latitude = table["geonames"], table["country"], table["latitude"]
    except (OSError, ValueError, IndexError, KeyError, EOFError) as error:
        folder.report(TABLE, 1, "broken-table", f"The city table cannot be read ({error}); build it again.")
        return
    if len(np.unique(ids)) != len(ids):
        folder.report(TABLE, 1, "duplicate-id", "A city stands twice in the table; build it again.")
    if len(latitude) and np.abs(latitude).max() > POLE:
        folder.report(TABLE, 1, "out-of-bounds", "A latitude is beyond the poles; build the table again.")
    if known.countries is not None:
        strange = sorted({c.decode("ascii", "replace") for c in np.unique(countries)} - known.countries)
        if strange:
            message = f"Countries without a row in countries/names.csv: {', '.join(strange)}; add them."
            folder.report(TABLE, 1, "unknown-country", message)


def town_columns(known: Known) -> tuple[Column, ...]:
    """Return the columns of the towns that the city table does not hold."""
    return (
        Column("city_id"),
        Column("name"),
        Column("country", reference("unknown-country", known.countries)),
        Column("latitude_degree", number(-90, 90)),
        Column("longitude_degree", number(-180, 180)),
        Column("population_count", number(0, 1e8)),
        Column("source_id", reference("unknown-source", known.sources), missing_rule="missing-source"),
    )
