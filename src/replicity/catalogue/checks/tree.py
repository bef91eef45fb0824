"""YAML files with the line of every part, so that a fault can be shown where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import yaml

from replicity.catalogue.checks.files import DataFolder

Node: TypeAlias = yaml.nodes.Node
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a mapping with its value."""

    key: str
    node: Node
    line: int

    @property
    def text(self) -> str | None:
        """Return the value if it is one word, number or text."""
        return str(self.node.value) if isinstance(self.node, yaml.nodes.ScalarNode) else None


def line_of(node: Node) -> int:
    """Return the line of a node, counted from 1."""
    return int(node.start_mark.line) + 1


def tree(folder: DataFolder, file: str) -> Node | None:
    """Return the root of a YAML file, None (and a problem) if it cannot be read."""
    text = folder.text(file)
    if text is None:
        return None
    try:
        root: Node | None = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        what = getattr(error, "problem", None) or "it is no YAML"
        folder.report(
            file, (mark.line if mark else 0) + 1, "broken-yaml", f"The file cannot be read: {what}."
        )
        return None
    if root is None:
        folder.report(file, 1, "broken-yaml", "The file is empty; restore it.")
    return root


def entries(node: Node) -> list[Entry]:
    """Return the entries of a mapping, none for anything else."""
    if not isinstance(node, yaml.nodes.MappingNode):
        return []
    return [Entry(str(key.value), value, line_of(key)) for key, value in node.value]


def items(node: Node) -> list[Node]:
    """Return the items of a list, none for anything else."""
    return list(node.value) if isinstance(node, yaml.nodes.SequenceNode) else []


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and all below it."""
    yield node
    for below in [*items(node), *(e.node for e in entries(node))]:
        yield from walk(below)


def words(node: Node) -> list[tuple[str, int]]:
    """Return the texts of a list, or of a single value, with their lines."""
    below = items(node) or [node]
    return [(str(n.value), line_of(n)) for n in below if isinstance(n, yaml.nodes.ScalarNode)]
