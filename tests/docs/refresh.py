"""Make the generated sections and the outputs shown in the tutorials anew (maintainers).

PYTHONPATH=src:. .venv/bin/python tests/docs/refresh.py
"""

import os
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

from tests.docs.documentation import (
    DOCS,
    ROOT,
    RUN,
    examples,
    generated_names,
    name_of,
    pages,
    with_generated,
)
from tests.docs.generated import sections

from replicity.cli.main import main

REST = "..."


def run_example(words: list[str]) -> tuple[int, str, str]:
    """Run a command of the product in this process; return status, output and messages."""
    out, messages = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(messages):
        status = main(words)
    return status, out.getvalue(), messages.getvalue()


def excerpt(output: str, shown: tuple[str, ...]) -> list[str]:
    """Return the output cut as the page cuts it: three dots stand for what comes before or after."""
    lines = [line.rstrip() for line in output.rstrip("\n").split("\n")]
    if shown and shown[0] == REST:
        return [REST, *lines[1 - len(shown) :]]
    if shown and shown[-1] == REST:
        return [*lines[: len(shown) - 1], REST]
    return lines


def workplace(folder: Path) -> None:
    """Stand in a folder in which examples may write, with the reference data in reach."""
    os.chdir(folder)
    (folder / "src").symlink_to(ROOT / "src")
    (folder / "figures.json").write_text('{"figures": []}', encoding="utf-8")
    (folder / "answers.json").write_text('{"lead_named": true}', encoding="utf-8")


def refresh_outputs(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for example in (e for e in examples(path) if e.runs):
        _status, output, _messages = run_example(example.words)
        before = "\n".join([f"$ {RUN} {example.command}", *example.shown])
        after = "\n".join([f"$ {RUN} {example.command}", *excerpt(output, example.shown)])
        text = text.replace(before, after, 1)
    path.write_text(text, encoding="utf-8")


def refresh() -> None:
    made = sections()
    for path in pages():
        text = path.read_text(encoding="utf-8")
        if generated_names(text):
            path.write_text(with_generated(text, made), encoding="utf-8")
            print(name_of(path))
    with tempfile.TemporaryDirectory() as folder:
        workplace(Path(folder))
        for path in sorted((DOCS / "tutorials").glob("*.md")):
            refresh_outputs(path)
            print(name_of(path))


if __name__ == "__main__":
    refresh()
    sys.exit(0)
