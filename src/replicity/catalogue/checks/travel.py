"""Rules for what journeys cost and emit."""

from replicity.catalogue.checks.cells import choice, number, reference, value_of
from replicity.catalogue.checks.cells import year as year_rule
from replicity.catalogue.checks.duplicates import check_unique
from replicity.catalogue.checks.files import Column, DataFolder
from replicity.catalogue.checks.known import Known
from replicity.catalogue.checks.parameters import KINDS, REGIONS, check_parameters

FARES, RATES, PARAMETERS = "travel/fares.csv", "travel/daily_rates.csv", "travel/parameters.csv"


def check_travel(folder: DataFolder, known: Known) -> None:
    """Check fares, daily rates and factors."""
    check_parameters(folder, known, PARAMETERS)
    source = Column("source_id", reference("unknown-source", known.sources), missing_rule="missing-source")
    currency = Column("currency", reference("unknown-currency", known.currencies))
    year = Column("price_year", year_rule())
    places = None if known.countries is None else known.countries | REGIONS
    _check_fares(folder, source, currency, year, Column("geography", reference("unknown-country", places)))
    rates = folder.table(
        RATES,
        (
            Column("country", reference("unknown-country", known.countries)),
            Column("amount_per_day", number(0)),
            currency,
            year,
            source,
            Column("note", needed=False),
        ),
    )
    check_unique(folder, [rates], ["country"], "duplicate-id")


def _check_fares(folder: DataFolder, source: Column, currency: Column, year: Column, place: Column) -> None:
    amounts = tuple(Column(name, number(0)) for name in ("low", "mode", "high"))
    fares = folder.table(
        FARES,
        (
            Column("up_to_km", number(0), needed=False),
            *amounts,
            Column("unit", choice("wrong-unit", "eur/person")),
            year,
            currency,
            place,
            source,
            Column("locator", needed=False),
            Column("kind", choice("unknown-kind", *KINDS)),
            Column("derivation"),
        ),
    )
    check_unique(folder, [fares], ["up_to_km"], "duplicate-id")
    for row in fares.rows if fares.whole else ():
        low, mode, high = (value_of(row[c]) for c in ("low", "mode", "high"))
        if low is not None and mode is not None and high is not None and not low <= mode <= high:
            folder.report(FARES, row.line, "wrong-order", "Low, mode and high must be in order.")
    if fares.whole and fares.rows and all(row["up_to_km"] for row in fares.rows):
        message = "No fare holds for the longest journeys; leave up_to_km empty in the last row."
        folder.report(FARES, fares.rows[-1].line, "missing-value", message)
