"""Rules for the facts about countries and the money tables."""

from typing import Final

from replicity.catalogue.checks.cells import choice, number, reference, value_of
from replicity.catalogue.checks.cells import year as year_rule
from replicity.catalogue.checks.duplicates import check_unique
from replicity.catalogue.checks.files import Column, DataFolder, Row
from replicity.catalogue.checks.known import Known
from replicity.catalogue.checks.units import check_unit
from replicity.quantities.money import EURO_AREA

MISSING: Final = "missing"
STATUSES: Final = ("observed", "derived", "modelled", MISSING)
CONTINENTS: Final = ("AF", "AN", "AS", "EU", "NA", "OC", "SA")
SMALLEST_RATE: Final = 1e-15  # currencies that lost many noughts are told in units of today
LARGEST_RATE: Final = 1e7
LOWEST_INFLATION: Final = -0.99
HIGHEST_INFLATION: Final = 1e4

NAME_COLUMNS: Final = (
    Column("country"),
    Column("name_en"),
    Column("name_es"),
    Column("continent", choice("unknown-continent", *CONTINENTS)),
    Column("currency", needed=False),
    Column("languages", needed=False),
    Column("eu_member", choice("not-a-flag", "0", "1")),
    Column("eea_member", choice("not-a-flag", "0", "1")),
)


def check_countries(folder: DataFolder, known: Known) -> None:
    """Check names, facts, inflation, purchasing power and exchange rates."""
    names = folder.table("countries/names.csv", NAME_COLUMNS)
    check_unique(folder, [names], ["country"], "duplicate-id")
    _check_facts(folder, known)
    # the euro area is no country, but has one inflation
    places = known.countries and known.countries | {EURO_AREA}
    country = Column("country", reference("unknown-country", places))
    year = Column("year", year_rule())
    source = Column("source_id", reference("unknown-source", known.sources), missing_rule="missing-source")
    rate = number(SMALLEST_RATE, LARGEST_RATE)
    inflation = Column("inflation_share", number(LOWEST_INFLATION, HIGHEST_INFLATION))
    for name, columns in (
        ("inflation", (country, year, inflation, source)),
        ("ppp", (country, year, Column("lcu_per_usd_ppp", rate), source)),
        ("exchange_rates", (country, Column("currency"), year, Column("lcu_per_usd", rate), source)),
    ):
        table = folder.table(f"countries/{name}.csv", columns)
        key = [c.name for c in columns if c.name in ("country", "currency", "year")]
        check_unique(folder, [table], key, "duplicate-id")


def _check_facts(folder: DataFolder, known: Known) -> None:
    facts = folder.table(
        "countries/facts.csv",
        (
            Column("country", reference("unknown-country", known.countries)),
            Column("name"),
            Column("value", number(), needed=False),
            Column("low", number(), needed=False),
            Column("high", number(), needed=False),
            Column("unit"),
            Column("year", year_rule(), needed=False),
            Column("source_id", reference("unknown-source", known.sources), needed=False),
            Column("status", choice("unknown-status", *STATUSES)),
            Column("note", needed=False),
        ),
    )
    check_unique(folder, [facts], ["country", "name"], "duplicate-id")
    for row in facts.rows if facts.whole else ():
        check_unit(folder, facts.file, row, row["name"])
        _check_fact(folder, facts.file, row)


def _check_fact(folder: DataFolder, file: str, row: Row) -> None:
    if (row["value"] == "") != (row["status"] == MISSING):
        message = f"A value that is not there has the status '{MISSING}', and no other has it; correct one."
        folder.report(file, row.line, "missing-value", message)
    if row["status"] != MISSING and row["source_id"] == "":
        folder.report(file, row.line, "missing-source", "The fact has no source; name it.")
    low, value, high = (value_of(row[c]) for c in ("low", "value", "high"))
    if value is None:
        return
    if (low is not None and low > value) or (high is not None and value > high):
        message = f"Low, value and high must be in order, not {row['low']}, {row['value']}, {row['high']}."
        folder.report(file, row.line, "wrong-order", message)
    if row["unit"] == "flag" and value not in (0.0, 1.0):
        folder.report(file, row.line, "not-a-flag", f"A yes/no fact is 1 or 0, not {row['value']}.")
