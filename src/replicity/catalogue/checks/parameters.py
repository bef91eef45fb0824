"""Rules for tables of parameters: ordered points, unit in the name, money base, source, derivation."""

from typing import Final

from replicity.catalogue.checks.cells import choice, number, reference, value_of
from replicity.catalogue.checks.cells import year as year_rule
from replicity.catalogue.checks.duplicates import check_unique
from replicity.catalogue.checks.files import Column, DataFolder, Row
from replicity.catalogue.checks.known import Known
from replicity.catalogue.checks.money import check_money
from replicity.catalogue.checks.units import check_unit
from replicity.engine.uncertainty import SHAPES
from replicity.quantities.suffixes import is_money

KINDS: Final = ("measured", "reported", "derived", "expert")
REGIONS: Final = frozenset({"EU", "world"})


def parameter_columns(known: Known) -> tuple[Column, ...]:
    """Return the columns of a table of parameters."""
    places = None if known.countries is None else known.countries | REGIONS
    return (
        Column("name"),
        Column("low", number()),
        Column("mode", number()),
        Column("high", number()),
        Column("shape", choice("unknown-shape", *SHAPES)),
        Column("unit"),
        Column("price_year", year_rule(), needed=False),
        Column("currency", reference("unknown-currency", known.currencies), needed=False),
        Column("geography", reference("unknown-country", places)),
        Column("local_share", number(0, 1), needed=False),
        Column("period", needed=False),
        Column("source_id", reference("unknown-source", known.sources), missing_rule="missing-source"),
        Column("locator", needed=False),
        Column("kind", choice("unknown-kind", *KINDS)),
        Column("derivation", needed=False),
        Column("note", needed=False),
    )


def check_parameters(folder: DataFolder, known: Known, file: str) -> None:
    """Check one table of parameters."""
    table = folder.table(file, parameter_columns(known))
    check_unique(folder, [table], ["name"], "duplicate-id")
    for row in table.rows if table.whole else ():
        check_unit(folder, file, row, row["name"])
        check_money(folder, file, row, is_money=is_money(row["unit"]))
        _check_points(folder, file, row)
        if row["kind"] in ("derived", "expert") and row["derivation"] == "":
            message = f"A number of kind '{row['kind']}' says how it came about; fill in derivation."
            folder.report(file, row.line, "missing-derivation", message)


def _check_points(folder: DataFolder, file: str, row: Row) -> None:
    low, mode, high = (value_of(row[c]) for c in ("low", "mode", "high"))
    if low is None or mode is None or high is None:
        return
    if not low <= mode <= high:
        message = f"Low, mode and high must be in order, not {low:g}, {mode:g}, {high:g}."
        folder.report(file, row.line, "wrong-order", message)
    elif row["shape"] == "lognormal" and low <= 0:
        folder.report(file, row.line, "wrong-shape", f"A lognormal number is above zero, but low is {low:g}.")
    elif row["shape"] == "logitnormal" and not (low > 0 and high < 1):
        folder.report(file, row.line, "wrong-shape", "A logitnormal number lies between 0 and 1.")
    elif row["shape"] == "fixed" and low != high:
        folder.report(file, row.line, "wrong-shape", "A fixed number has no range; make all points equal.")
