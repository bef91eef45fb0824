"""Rules for indicators and measures: every solution is measured, and every name is known."""

from collections.abc import Collection
from typing import Final

from replicity.catalogue.checks.cells import nearest, reference
from replicity.catalogue.checks.duplicates import check_unique
from replicity.catalogue.checks.files import Column, DataFolder
from replicity.catalogue.checks.known import Known
from replicity.catalogue.checks.solutions import check_keys
from replicity.catalogue.checks.tree import Entry, Node, entries, items, words
from replicity.catalogue.kpis import COMBINATIONS, FORMULAS, RHYTHMS, SAVINGS
from replicity.engine.solutions import solutions as models
from replicity.quantities.suffixes import UnitError, unit_of

INDICATORS: Final = "kpis/indicators.csv"
MEASURES: Final = "kpis/measures.yaml"
METER_NEEDED: Final = frozenset({"rhythm", "baseline", "name", "before", "method"})
METER_OPTIONAL: Final = frozenset({"normalised_by", "not_above", "combine"})
OUTCOME_NEEDED: Final = frozenset({"metric", "of", "formula", "indicators", "status", "source_ids"})
OUTCOME_OPTIONAL: Final = frozenset({"against", "scope", "promise"})
DEGREE_DAYS: Final = ("heating_degree_days_18c", "cooling_degree_days_18c")
CHOICES: Final = {
    "rhythm": RHYTHMS,
    "combine": COMBINATIONS,
    "baseline": ("true", "false"),
    "normalised_by": DEGREE_DAYS,
    "formula": FORMULAS,
    "status": ("measured", "reported", "modelled"),
}


def check_kpis(folder: DataFolder, known: Known, roots: dict[str, Node]) -> None:
    """Check the indicators and what each solution measures."""
    columns = (
        Column("kpi"),
        Column("name_en"),
        Column("name_es"),
        Column("definition_en"),
        Column("definition_es"),
        Column("citykeys", needed=False),
        Column("scis", needed=False),
        Column("u4ssc", needed=False),
        Column("sdgs"),
        Column("source_ids", reference("unknown-source", known.sources, several=True)),
    )
    table = folder.table(INDICATORS, columns)
    check_unique(folder, [table], ["kpi"], "duplicate-id")
    names = {row["kpi"] for row in table.rows} if table.whole else None
    if MEASURES not in roots:
        if not (folder.root / MEASURES).is_file():
            folder.report(MEASURES, 1, "missing-file", "The file is missing; restore it.")
        return
    plans = {e.key: e for e in entries(roots[MEASURES])}
    for solution in sorted(models()):
        if solution not in plans:
            message = f"The solution '{solution}' has no measures; say what a replica of it measures."
            folder.report(MEASURES, 1, "missing-measures", message)
    for entry in plans.values():
        _check_plan(folder, entry, names)
    if names is not None:
        _check_named(folder, roots, names)


def _check_plan(folder: DataFolder, plan: Entry, indicators: Collection[str] | None) -> None:
    if plan.key not in models():
        message = f"'{plan.key[:60]}' is no solution{nearest(plan.key, models())}"
        folder.report(MEASURES, plan.line, "unknown-solution", message)
    parts = {e.key: e.node for e in entries(plan.node)}
    check_keys(folder, MEASURES, plan.node, frozenset({"meters", "outcomes"}), frozenset())
    meters = {e.key: e for e in entries(parts["meters"])} if "meters" in parts else {}
    for meter in meters.values():
        try:
            unit_of(meter.key)
        except UnitError as error:
            folder.report(MEASURES, meter.line, "name-without-unit", str(error))
        check_keys(folder, MEASURES, meter.node, METER_NEEDED, METER_OPTIONAL)
        _check_choices(folder, meter.node)
        for name, line in _named(meter.node, "not_above"):
            if name not in meters:
                message = f"'{name[:60]}' is not known{nearest(name, meters)}"
                folder.report(MEASURES, line, "unknown-meter", message)
    for outcome in items(parts["outcomes"]) if "outcomes" in parts else []:
        _check_outcome(folder, outcome, meters, indicators)


def _named(node: Node, key: str) -> list[tuple[str, int]]:
    """Return the names that stand under a key."""
    return [named for entry in entries(node) if entry.key == key for named in words(entry.node)]


def _check_outcome(
    folder: DataFolder, outcome: Node, meters: dict[str, Entry], indicators: Collection[str] | None
) -> None:
    check_keys(folder, MEASURES, outcome, OUTCOME_NEEDED, OUTCOME_OPTIONAL)
    _check_choices(folder, outcome)
    metrics = folder.table("evidence/metrics.csv")
    found = {e.key: e for e in entries(outcome)}
    allowed: list[tuple[str, Collection[str], str]] = [
        ("of", meters, "unknown-meter"),
        ("against", meters, "unknown-meter"),
    ]
    if metrics.whole:
        allowed.append(("metric", {r["metric"] for r in metrics.rows}, "unknown-metric"))
    if indicators is not None:
        allowed.append(("indicators", indicators, "unknown-indicator"))
    for key, names, rule in allowed:
        for name, line in words(found[key].node) if key in found else []:
            if name not in names:
                message = f"'{name[:60]}' is not known{nearest(name, names)}"
                folder.report(MEASURES, line, rule, message)
    _check_formula(folder, found, meters)


def _check_formula(folder: DataFolder, found: dict[str, Entry], meters: dict[str, Entry]) -> None:
    """Check that a ratio has a second meter, and that a saving has a meter with a baseline."""
    formula = found["formula"].text if "formula" in found else None
    if formula == "ratio" and "against" not in found:
        message = "A ratio needs the meter that it is against; add 'against'."
        folder.report(MEASURES, found["formula"].line, "missing-key", message)
    meter = meters.get(str(found["of"].text)) if "of" in found else None
    if formula in SAVINGS and meter is not None:
        base = next((e.text for e in entries(meter.node) if e.key == "baseline"), None)
        if base != "true":
            message = f"A saving needs a baseline, but {meter.key} has none; set 'baseline: true'."
            folder.report(MEASURES, found["formula"].line, "missing-baseline", message)


def _check_choices(folder: DataFolder, node: Node) -> None:
    for entry in entries(node):
        allowed = CHOICES.get(entry.key)
        if allowed is not None and entry.text not in allowed:
            message = f"{entry.key} is '{entry.text}', not one of {', '.join(allowed)}."
            folder.report(MEASURES, entry.line, "unknown-choice", message)


def _check_named(folder: DataFolder, roots: dict[str, Node], names: Collection[str]) -> None:
    """Check the indicators that the descriptions of the solutions name."""
    for file, root in roots.items():
        if not file.startswith("solutions/"):
            continue
        for entry in entries(root):
            for name, line in words(entry.node) if entry.key == "kpis" else []:
                if name not in names:
                    message = f"'{name[:60]}' is no indicator{nearest(name, names)}"
                    folder.report(file, line, "unknown-indicator", message)
