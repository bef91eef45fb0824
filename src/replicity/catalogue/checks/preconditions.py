"""Rules for the catalogues of preconditions and business models."""

from typing import Final

from replicity.catalogue.checks.files import DataFolder
from replicity.catalogue.checks.solutions import check_keys
from replicity.catalogue.checks.tree import Node, entries, items

FILE: Final = "preconditions/preconditions.yaml"
MODELS: Final = "business_models/models.yaml"
KEYS: Final = frozenset(
    {
        "id",
        "code",
        "category",
        "question",
        "test",
        "severity",
        "if_missing",
        "remedy",
        "owner",
        "applies_to",
        "source_ids",
    }
)
CHOICES: Final = {
    "severity": ("block", "major", "minor"),
    "if_missing": ("blocked", "conditional"),
}


def ids_of(roots: dict[str, Node], file: str) -> frozenset[str] | None:
    """Return the ids of a list of records, None if its file cannot be used."""
    if file not in roots:
        return None
    return frozenset(e.text or "" for item in items(roots[file]) for e in entries(item) if e.key == "id")


def check_preconditions(folder: DataFolder, roots: dict[str, Node]) -> None:
    """Check keys, choices and ids of the preconditions, and that both catalogues are there."""
    for file in (FILE, MODELS):
        if not (folder.root / file).is_file():
            folder.report(file, 1, "missing-file", "The file is missing; restore it.")
    if FILE not in roots:
        return
    seen: set[str] = set()
    for item in items(roots[FILE]):
        check_keys(folder, FILE, item, KEYS, frozenset())
        for entry in entries(item):
            allowed = CHOICES.get(entry.key)
            if allowed is not None and entry.text not in allowed:
                message = f"{entry.key} is '{entry.text}', not one of {', '.join(allowed)}."
                folder.report(FILE, entry.line, "unknown-choice", message)
            if entry.key == "id":
                if entry.text in seen:
                    folder.report(
                        FILE, entry.line, "duplicate-id", f"'{entry.text}' stands twice; rename one."
                    )
                seen.add(entry.text or "")
