"""The house rules that no linter knows: sizes of files, functions, classes, names of modules, no debris."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted(p for p in (ROOT / "src").rglob("*.py") if "migrations" not in p.parts)
LONGEST_FILE, LONGEST_FUNCTION, LONGEST_CLASS = 400, 40, 200
FORBIDDEN = {"utils", "util", "helpers", "helper", "common", "misc", "stuff", "manager"}


def body_lines(node: ast.AST) -> int:
    """Return the lines of a function or class without its docstring."""
    body = node.body
    if ast.get_docstring(node) is not None:
        body = body[1:]
    return 0 if not body else body[-1].end_lineno - body[0].lineno + 1


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_sizes(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_FILE, f"{path} has more than {LONGEST_FILE} lines; split it."
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert body_lines(node) <= LONGEST_FUNCTION, (
                f"{path}:{node.lineno} {node.name} is longer than {LONGEST_FUNCTION} lines."
            )
        elif isinstance(node, ast.ClassDef):
            assert body_lines(node) <= LONGEST_CLASS, f"{path}:{node.lineno} {node.name} is too long."


def test_module_names_are_nouns_of_the_field():
    for path in SOURCES:
        assert path.stem not in FORBIDDEN, path
    assert not {p.name for p in (ROOT / "src" / "replicity").iterdir() if p.is_dir()} & FORBIDDEN


def test_nothing_depends_on_a_place_outside_the_repository():
    pattern = re.compile(r"\.\./shared|/work/|/tmp/")
    for folder in ("src", "tests", "benchmarks", "scripts", "docs"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in {".py", ".md", ".yaml", ".csv", ".html", ".toml"} and path != Path(__file__):
                assert not pattern.search(path.read_text(encoding="utf-8")), path


def test_requirements_are_hashed_and_name_no_index():
    for path in (ROOT / "requirements").glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        assert "://" not in text, path
        for block in re.split(r"\n(?=\S)", text.strip()):
            assert "--hash=sha256:" in block, f"{path}: {block.splitlines()[0]}"
