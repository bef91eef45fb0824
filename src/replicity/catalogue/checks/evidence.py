"""Rules for the evidence: figures, demonstrations, metrics, and how they refer to each other."""

from collections.abc import Mapping
from typing import Final

from replicity.catalogue.checks.cells import (
    choice,
    identifier,
    nearest,
    number,
    reference,
    value_of,
    whole_number,
)
from replicity.catalogue.checks.cells import year as year_rule
from replicity.catalogue.checks.cities import town_columns
from replicity.catalogue.checks.duplicates import check_unique
from replicity.catalogue.checks.files import Column, DataFolder, Row, Table
from replicity.catalogue.checks.known import Known
from replicity.catalogue.checks.money import check_money
from replicity.catalogue.checks.units import check_unit

STATUSES: Final = ("measured", "reported", "planned", "modelled")
GRADES: Final = ("A", "B", "C", "D")
PROMISES: Final = ("planned", "modelled")

# A figure about these says little unless one knows what it covers.
NEEDS_SCOPE: Final = (
    "capex",
    "cost_saving",
    "energy_saving",
    "electricity_saving",
    "heat_saving",
    "co2_saving",
)

METRIC_COLUMNS: Final = (
    Column("metric"),
    Column("unit"),
    Column("lowest", number()),
    Column("highest", number()),
    Column("description_en"),
    Column("description_es"),
)


def figure_columns(known: Known) -> tuple[Column, ...]:
    """Return the columns of a file of figures."""
    return (
        Column("figure_id", identifier()),
        Column("demonstration_id", reference("unknown-demonstration", known.demonstrations)),
        Column("metric"),
        Column("value", number()),
        Column("unit"),
        Column("price_year", year_rule(), needed=False),
        Column("currency", reference("unknown-currency", known.currencies), needed=False),
        Column("scope", needed=False),
        Column("scale", number(0), needed=False),
        Column("scale_unit", needed=False),
        Column("status", choice("unknown-status", *STATUSES)),
        Column("grade", choice("unknown-grade", *GRADES)),
        Column("period_year", year_rule(), needed=False),
        Column("source_id", reference("unknown-source", known.sources), missing_rule="missing-source"),
        Column("locator"),
        Column("note", needed=False),
    )


def demonstration_columns(known: Known) -> tuple[Column, ...]:
    """Return the columns of the list of demonstrations."""
    countries = None if known.countries is None else known.countries | {"EU"}
    return (
        Column("demonstration_id", identifier()),
        Column("name"),
        Column("city_id", reference("orphan-city", known.cities), needed=False),
        Column("city_name", needed=False),
        Column("country", reference("unknown-country", countries)),
        Column("district", needed=False),
        Column("project", needed=False),
        Column("solution", reference("unknown-solution", known.solutions_and_topics)),
        Column("scale", number(0), needed=False),
        Column("scale_unit", needed=False),
        Column("year", year_rule(), needed=False),
        Column("owner", needed=False),
        Column("note", needed=False),
    )


def check_evidence(folder: DataFolder, known: Known) -> None:
    """Check the evidence but for the panels."""
    metrics = folder.table("evidence/metrics.csv", METRIC_COLUMNS)
    check_unique(folder, [metrics], ["metric"], "duplicate-id")
    for row in metrics.rows if metrics.whole else ():
        check_unit(folder, metrics.file, row, row["metric"])
        _check_order(folder, metrics.file, row)
    demonstrations = folder.table("evidence/demonstrations.csv", demonstration_columns(known))
    check_unique(folder, [demonstrations], ["demonstration_id"], "duplicate-id")
    files = folder.names("evidence/figures/*.csv")
    if not files:
        folder.report("evidence/figures", 1, "missing-file", "There are no figures; restore the files.")
    figures = [folder.table(file, figure_columns(known)) for file in files]
    check_unique(folder, figures, ["figure_id"], "duplicate-id")
    metric_rows = {r["metric"]: r for r in metrics.rows} if metrics.whole else None
    solutions = known.solutions_and_topics or frozenset()
    solution_of = {
        r["demonstration_id"]: r["solution"]
        for r in demonstrations.rows
        if r.cells.get("solution") in solutions
    }
    for table in figures:
        for row in table.rows if table.whole else ():
            _check_figure(folder, table, row, metric_rows, solution_of)
    _check_map(folder, known)
    towns = folder.table("evidence/towns.csv", town_columns(known))
    check_unique(folder, [towns], ["city_id"], "duplicate-id")


def _check_order(folder: DataFolder, file: str, row: Row) -> None:
    lowest, highest = value_of(row["lowest"]), value_of(row["highest"])
    if lowest is not None and highest is not None and lowest > highest:
        folder.report(
            file, row.line, "wrong-order", f"The bounds of {row['metric']} are the wrong way round."
        )


def _check_figure(
    folder: DataFolder,
    table: Table,
    row: Row,
    metrics: Mapping[str, Row] | None,
    solution_of: Mapping[str, str],
) -> None:
    if metrics is not None:
        check_against_metric(folder, table.file, row, metrics, "value")
    check_money(folder, table.file, row, is_money=row["unit"].startswith("money"))
    if row["status"] in PROMISES and row["grade"] in GRADES[:3]:
        message = f"A {row['status']} figure is no measurement: its grade is D, not {row['grade']}."
        folder.report(table.file, row.line, "wrong-grade", message)
    if row["scope"] == "" and row["metric"].startswith(NEEDS_SCOPE):
        message = (
            f"What does {row['metric']} cover? Fill in scope; write 'unknown' if the source does not say."
        )
        folder.report(table.file, row.line, "missing-scope", message)
    if (row["scale"] == "") != (row["scale_unit"] == ""):
        folder.report(table.file, row.line, "missing-unit", "Scale and scale_unit go together; fill in both.")
    solution = solution_of.get(row["demonstration_id"])
    if solution is not None and table.file != f"evidence/figures/{solution}.csv":
        message = f"The demonstration is one of {solution}; move the row to evidence/figures/{solution}.csv."
        folder.report(table.file, row.line, "misfiled-figure", message)


def check_against_metric(
    folder: DataFolder, file: str, row: Row, metrics: Mapping[str, Row], column: str
) -> None:
    """Check that a row's metric is known, and its unit and value are those of the metric."""
    metric = metrics.get(row["metric"])
    if metric is None:
        hint = nearest(row["metric"], metrics)
        message = f"The metric '{row['metric'][:60]}' is not in evidence/metrics.csv{hint}"
        folder.report(file, row.line, "unknown-metric", message)
        return
    if row["unit"] != metric["unit"]:
        message = (
            f"The unit of {row['metric']} is '{metric['unit']}', not '{row['unit']}'; convert the value."
        )
        folder.report(file, row.line, "wrong-unit", message)
        return
    value, lowest, highest = (value_of(t) for t in (row[column], metric["lowest"], metric["highest"]))
    if value is None or lowest is None or highest is None or lowest > highest:
        return
    if not lowest <= value <= highest:
        message = f"{row['metric']} of {value:g} is outside {lowest:g} to {highest:g}; check value and unit."
        folder.report(file, row.line, "out-of-bounds", message)


def _check_map(folder: DataFolder, known: Known) -> None:
    solution = reference("unknown-solution", known.solutions)
    topics = folder.table(
        "evidence/topics.csv",
        (
            Column("topic"),
            Column("name_en"),
            Column("name_es"),
            Column("track", whole_number(1, 5)),
            Column("related_solution", solution, needed=False),
        ),
    )
    check_unique(folder, [topics], ["topic"], "duplicate-id")
    mapped = folder.table(
        "evidence/solution_map.csv",
        (
            Column("slug", identifier()),
            Column("solution", solution, needed=False),
            Column("topic", reference("unknown-topic", known.topics)),
            Column("note", needed=False),
        ),
    )
    check_unique(folder, [mapped], ["slug"], "duplicate-id")
