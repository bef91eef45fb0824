"""Rules for transfer.yaml: every panel has one rule, with known keys, kinds, solutions and numbers."""

from typing import Final

from replicity.catalogue.checks.cells import nearest, value_of
from replicity.catalogue.checks.files import DataFolder
from replicity.catalogue.checks.known import Known
from replicity.catalogue.checks.tree import Entry, Node, entries, line_of, tree, walk, words

FILE: Final = "evidence/transfer.yaml"
NEEDED: Final = frozenset({"solution", "metric", "kind"})
OPTIONAL: Final = frozenset({"also", "flags", "covariates", "local_share", "offset"})
COVARIATE_KEYS: Final = frozenset({"centre", "per", "log", "mean", "sd"})
FLAG_KEYS: Final = frozenset({"scopes", "solutions"})
ABOVE_ZERO: Final = frozenset({"sd", "per", "tau_scale", "intercept_sd", "prior_sd", "between_panels_sd"})


def check_transfer(folder: DataFolder, known: Known, panels: frozenset[str]) -> None:
    """Check the rules of transfer against the panels that have rows."""
    if not (folder.root / FILE).is_file():
        folder.report(FILE, 1, "missing-file", "The file is missing; restore it.")
        return
    root = tree(folder, FILE)
    if root is None:
        return
    found = {e.key: e for e in entries(root)}
    for node in walk(root):
        _check_above_zero(folder, node)
    if "panels" not in found or "kinds" not in found:
        message = "The keys 'kinds' and 'panels' are needed; add them."
        folder.report(FILE, line_of(root), "missing-key", message)
        return
    kinds = frozenset(e.key for e in entries(found["kinds"].node))
    rules = entries(found["panels"].node)
    for name in sorted(panels - {e.key for e in rules}):
        message = f"The panel '{name}' has rows but no rule; add one."
        folder.report(FILE, found["panels"].line, "missing-rule", message)
    for rule in rules:
        _check_rule(folder, known, rule, kinds)


def _check_rule(folder: DataFolder, known: Known, rule: Entry, kinds: frozenset[str]) -> None:
    parts = {e.key: e for e in entries(rule.node)}
    for key in sorted(NEEDED - set(parts)):
        folder.report(FILE, rule.line, "missing-key", f"The key '{key}' is missing; add it.")
    _check_keys(folder, rule.node, NEEDED | OPTIONAL)
    if "kind" in parts and parts["kind"].text not in kinds:
        message = f"'{parts['kind'].text}' is no kind{nearest(str(parts['kind'].text), kinds)}"
        folder.report(FILE, parts["kind"].line, "unknown-kind", message)
    if "solution" in parts:
        _check_solution(folder, known, str(parts["solution"].text), parts["solution"].line)
    for key, keys in (("covariates", COVARIATE_KEYS), ("flags", FLAG_KEYS)):
        for entry in entries(parts[key].node) if key in parts else ():
            _check_keys(folder, entry.node, keys)
            for inner in entries(entry.node):
                if inner.key == "solutions":
                    for name, line in words(inner.node):
                        _check_solution(folder, known, name, line)


def _check_keys(folder: DataFolder, node: Node, allowed: frozenset[str]) -> None:
    for entry in entries(node):
        if entry.key not in allowed:
            message = f"The key '{entry.key}' is not known here{nearest(entry.key, allowed)}"
            folder.report(FILE, entry.line, "unknown-key", message)


def _check_solution(folder: DataFolder, known: Known, name: str, line: int) -> None:
    allowed = known.solutions_and_topics
    if allowed is not None and name not in allowed:
        message = f"'{name[:60]}' is no solution or topic{nearest(name, allowed)}"
        folder.report(FILE, line, "unknown-solution", message)


def _check_above_zero(folder: DataFolder, node: Node) -> None:
    for entry in entries(node):
        if entry.key in ABOVE_ZERO:
            value = value_of(entry.text or "")
            if value is None or value <= 0:
                message = f"{entry.key} must be a number above zero, not '{entry.text}'."
                folder.report(FILE, entry.line, "out-of-bounds", message)
