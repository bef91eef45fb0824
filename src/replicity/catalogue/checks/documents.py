"""Rules for every YAML file: readable, no key twice, sources known, every text in each language."""

from typing import Final

from replicity.catalogue.checks.cells import nearest
from replicity.catalogue.checks.files import DataFolder
from replicity.catalogue.checks.known import Known
from replicity.catalogue.checks.tree import Node, entries, line_of, tree, walk, words

LANGUAGES: Final = ("en", "es")
SOURCE_KEYS: Final = ("source", "source_id", "source_ids")


def check_documents(folder: DataFolder, known: Known) -> dict[str, Node]:
    """Check all YAML files by the common rules and return their roots by file."""
    roots: dict[str, Node] = {}
    for file in folder.names("**/*.yaml"):
        root = tree(folder, file)
        if root is None:
            continue
        roots[file] = root
        for node in walk(root):
            _check_mapping(folder, known, file, node)
    return roots


def _check_mapping(folder: DataFolder, known: Known, file: str, node: Node) -> None:
    found: set[str] = set()
    for entry in entries(node):
        if entry.key in found:
            folder.report(
                file, entry.line, "duplicate-key", f"The key '{entry.key}' stands twice; remove one."
            )
        found.add(entry.key)
        if entry.key in SOURCE_KEYS and known.sources is not None:
            for name, line in words(entry.node):
                if name not in known.sources:
                    message = f"'{name[:60]}' is not a known source{nearest(name, known.sources)}"
                    folder.report(file, line, "unknown-source", message)
    if "en" in found and not found.issuperset(LANGUAGES):
        message = f"The text is not there in every language; add {', '.join(set(LANGUAGES) - found)}."
        folder.report(file, line_of(node), "missing-language", message)
