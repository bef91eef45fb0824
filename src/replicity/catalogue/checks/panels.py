"""Rules for the panels: comparable observations, each made of figures of one demonstration."""

from replicity.catalogue.checks.cells import choice, number, reference
from replicity.catalogue.checks.cells import year as year_rule
from replicity.catalogue.checks.evidence import STATUSES, check_against_metric
from replicity.catalogue.checks.files import Column, DataFolder, Row
from replicity.catalogue.checks.known import Known
from replicity.catalogue.checks.money import check_money
from replicity.catalogue.checks.transfer import check_transfer


def panel_columns(known: Known) -> tuple[Column, ...]:
    """Return the columns of the panels."""
    return (
        Column("panel"),
        Column("solution", reference("unknown-solution", known.solutions_and_topics)),
        Column("metric"),
        Column("unit"),
        Column("figure_ids"),
        Column("demonstration_id", reference("unknown-demonstration", known.demonstrations)),
        Column("scope"),
        Column("value", number(), needed=False),
        Column("basis"),
        Column("scale", number(0), needed=False),
        Column("status", choice("unknown-status", *STATUSES)),
        Column("year", year_rule(), needed=False),
        Column("amount", number(), needed=False),
        Column("currency", reference("unknown-currency", known.currencies), needed=False),
        Column("price_year", year_rule(), needed=False),
    )


def check_panels(folder: DataFolder, known: Known) -> None:
    """Check the panels against figures and metrics."""
    panels = folder.table("evidence/panels.csv", panel_columns(known))
    metrics = folder.table("evidence/metrics.csv")
    if panels.whole:
        check_transfer(folder, known, frozenset(row["panel"] for row in panels.rows))
    figures = [folder.table(file) for file in folder.names("evidence/figures/*.csv")]
    usable = bool(figures) and all(t.whole for t in figures)
    owner = {r["figure_id"]: r["demonstration_id"] for t in figures if t.whole for r in t.rows}
    places = known.demonstrations or frozenset()
    for row in panels.rows if panels.whole else ():
        if usable:
            _check_figures(folder, panels.file, row, owner, places)
        if metrics.whole:
            check_against_metric(folder, panels.file, row, {r["metric"]: r for r in metrics.rows}, "value")
        check_money(folder, panels.file, row, is_money=row["amount"] != "")
        if row["value"] != "" and row["unit"].startswith("money"):
            message = "An observation in money has an amount, which code converts; empty value."
            folder.report(panels.file, row.line, "money-in-value", message)


def _check_figures(
    folder: DataFolder, file: str, row: Row, owner: dict[str, str], places: frozenset[str]
) -> None:
    for figure in row["figure_ids"].split():
        if figure not in owner:
            folder.report(file, row.line, "unknown-figure", f"The figure '{figure}' does not exist.")
        elif owner[figure] != row["demonstration_id"] and owner[figure] in places:
            message = f"The figure '{figure}' is one of {owner[figure]}, not of {row['demonstration_id']}."
            folder.report(file, row.line, "foreign-figure", message)
