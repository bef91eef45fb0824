"""Rules for the data folders of the solutions: a description, texts in each language, parameters."""

from typing import Final

from replicity.catalogue.checks.cells import nearest, value_of
from replicity.catalogue.checks.files import DataFolder
from replicity.catalogue.checks.known import Known
from replicity.catalogue.checks.parameters import check_parameters
from replicity.catalogue.checks.tree import Entry, Node, entries, items, line_of, words
from replicity.engine.solutions import solutions as models
from replicity.quantities.suffixes import UnitError, unit_of

NEEDED: Final = frozenset(
    {
        "track",
        "name",
        "summary",
        "enabler",
        "horizon_years",
        "parties",
        "business_models",
        "default_scale",
        "investment_unit",
        "lead_time_years",
        "readiness_level",
        "sdgs",
        "kpis",
        "nearness",
        "preconditions",
    }
)
OPTIONAL: Final = frozenset({"evidence", "tracks_also", "related_topics", "electricity_price"})
SCALE_NEEDED: Final = frozenset({"per_inhabitant", "lowest", "highest", "why", "source_id"})
NUMBERS: Final = {
    "track": (1, 5),
    "horizon_years": (1, 60),
    "lead_time_years": (0, 20),
    "readiness_level": (1, 9),
}


def check_solutions(folder: DataFolder, known: Known, roots: dict[str, Node]) -> None:
    """Check the folder of every solution that has a model or a folder."""
    for name in sorted(known.solutions):
        place = f"solutions/{name}"
        if name not in models():
            message = (
                f"No model is called '{name}'{nearest(name, models())} Rename the folder or add the model."
            )
            folder.report(place, 1, "unknown-solution", message)
            continue
        for file in (f"{place}/about.en.md", f"{place}/about.es.md"):
            folder.text(file)
        check_parameters(folder, known, f"{place}/parameters.csv")
        description = f"{place}/solution.yaml"
        if description in roots:
            _check_description(folder, known, description, roots[description])
        elif not (folder.root / description).is_file():
            folder.report(description, 1, "missing-file", "The file is missing; restore it.")
    for file in folder.names("common/parameters.csv"):
        check_parameters(folder, known, file)


def _check_description(folder: DataFolder, known: Known, file: str, root: Node) -> None:
    found = {e.key: e for e in entries(root)}
    check_keys(folder, file, root, NEEDED, OPTIONAL)
    for key, (lowest, highest) in NUMBERS.items():
        if key in found:
            _check_number(folder, file, found[key], lowest, highest)
    if "electricity_price" in found:
        entry = found["electricity_price"]
        _check_name(folder, file, entry.text or "", entry.line)
    if "evidence" in found:
        _check_evidence(folder, file, found["evidence"].node)
    if "default_scale" in found:
        _check_scale(folder, file, found["default_scale"].node)
    if "nearness" in found:
        for entry in entries(found["nearness"].node):
            _check_number(folder, file, entry, 0, 1e12)
            _check_name(folder, file, entry.key, entry.line)
    for key, names, rule in (
        ("related_topics", known.topics, "unknown-topic"),
        ("preconditions", known.preconditions, "unknown-precondition"),
        ("business_models", known.business_models, "unknown-business-model"),
    ):
        if key in found and names is not None:
            for name, line in _ids(found[key].node):
                if name not in names:
                    folder.report(file, line, rule, f"'{name[:60]}' is not known{nearest(name, names)}")


def _check_evidence(folder: DataFolder, file: str, node: Node) -> None:
    """Check that each key is an input with a row of its own and each value a panel of figures."""
    rows = folder.table(file.replace("solution.yaml", "parameters.csv"))
    panels = folder.table("evidence/panels.csv")
    inputs, known = {r["name"] for r in rows.rows}, {r["panel"] for r in panels.rows}
    for entry in entries(node):
        if rows.whole and entry.key not in inputs:
            message = f"'{entry.key[:60]}' is no input with a row{nearest(entry.key, inputs)}"
            folder.report(file, entry.line, "unknown-input", message)
        if panels.whole and entry.text not in known:
            message = f"'{str(entry.text)[:60]}' is no panel of figures{nearest(str(entry.text), known)}"
            folder.report(file, entry.line, "unknown-panel", message)


def check_keys(
    folder: DataFolder, file: str, node: Node, needed: frozenset[str], optional: frozenset[str]
) -> None:
    """Check that a mapping has all the keys it needs and no others."""
    found = {e.key: e for e in entries(node)}
    for key, entry in found.items():
        if key not in needed | optional:
            message = f"The key '{key}' is not known here{nearest(key, needed | optional)}"
            folder.report(file, entry.line, "unknown-key", message)
    for key in sorted(needed - set(found)):
        folder.report(file, line_of(node), "missing-key", f"The key '{key}' is missing; add it.")


def _ids(node: Node) -> list[tuple[str, int]]:
    """Return the ids of a list of words or of mappings with an `id`."""
    found: list[tuple[str, int]] = []
    for item in items(node):
        ids = [e for e in entries(item) if e.key == "id"]
        found += words(ids[0].node) if ids else words(item)
    return found


def _check_number(folder: DataFolder, file: str, entry: Entry, lowest: float, highest: float) -> None:
    value = value_of(entry.text or "")
    if value is None:
        folder.report(file, entry.line, "not-a-number", f"{entry.key} must be a number, not '{entry.text}'.")
    elif not lowest <= value <= highest:
        message = f"{entry.key} of {value:g} is outside {lowest:g} to {highest:g}."
        folder.report(file, entry.line, "out-of-bounds", message)


def _check_name(folder: DataFolder, file: str, name: str, line: int) -> None:
    try:
        unit_of(name)
    except UnitError as error:
        folder.report(file, line, "name-without-unit", str(error))


def _check_scale(folder: DataFolder, file: str, node: Node) -> None:
    check_keys(folder, file, node, SCALE_NEEDED, frozenset())
    found = {e.key: e for e in entries(node)}
    for key in ("per_inhabitant", "lowest", "highest"):
        if key in found:
            _check_number(folder, file, found[key], 0, 1e12)
    lowest, highest = (value_of(found[k].text or "") if k in found else None for k in ("lowest", "highest"))
    if lowest is not None and highest is not None and lowest > highest:
        folder.report(file, found["lowest"].line, "wrong-order", "The lowest scale is above the highest.")
