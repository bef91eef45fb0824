"""Every command and option is documented, nothing is documented that does not exist, every example runs."""

import argparse
import ast
import importlib
import itertools
import os
import re

import pytest
from tests.docs.documentation import ROOT, examples, name_of, pages, section, text_of
from tests.docs.refresh import excerpt, run_example, workplace

from replicity.cli.arguments import Parser
from replicity.cli.main import COMMANDS

REFERENCE = text_of("docs/reference/commands.md")
ALL = [e for path in pages() for e in examples(path)]
RUNNING = [e for e in ALL if e.runs]
DRAWN = ("match", "appraise", "plan")
TUTORIAL = [e for e in RUNNING if e.page.startswith("docs/tutorials/")]


def leaves(parser, path):
    nested = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    if not nested:
        return {path: parser}
    return {
        k: v for a in nested for word, p in a.choices.items() for k, v in leaves(p, f"{path} {word}").items()
    }


def parsers():
    found = {}
    for name in COMMANDS:
        parser = Parser(prog=f"replicity {name}")
        importlib.import_module(f"replicity.cli.{name}").configure(parser)
        found.update(leaves(parser, name))
    return found


def options(parser):
    return {o for a in parser._actions for o in a.option_strings if o.startswith("--")} - {"--help"}


@pytest.fixture
def place(tmp_path):
    before = os.getcwd()
    workplace(tmp_path)
    yield tmp_path
    os.chdir(before)


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_option_of_a_command_is_in_its_section_and_no_other(command):
    for path, parser in parsers().items():
        if path.split()[0] != command:
            continue
        found = section(REFERENCE, path)
        assert found is not None, f"docs/reference/commands.md has no section '## {path}'."
        written = set(re.findall(r"^\| `(--[a-z-]+)", found, re.MULTILINE))
        assert written == options(parser), (
            f"docs/reference/commands.md, '{path}': {written ^ options(parser)}"
        )


def test_every_section_is_a_command():
    headings = set(re.findall(r"^## (?!What)(.+)$", REFERENCE, re.MULTILINE))
    assert headings == set(parsers())


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_option_has_an_example_in_the_reference(command):
    used = " ".join(
        e.command for e in ALL if e.page == "docs/reference/commands.md" and e.words[0] == command
    )
    for path, parser in parsers().items():
        if path.split()[0] == command:
            for option in options(parser):
                assert f"{option} " in f"{used} ", (
                    f"docs/reference/commands.md has no example with '{path} {option}'."
                )


def check_run(words, place, status, output, messages):
    assert status == 0, messages
    assert output or messages
    for option, file in itertools.pairwise(words):
        if option == "--pdf":
            assert (place / file).read_bytes().startswith(b"%PDF-")
        elif option in ("--xlsx", "--docx"):
            assert (place / file).read_bytes().startswith(b"PK")


@pytest.mark.parametrize("command", sorted({e.command for e in RUNNING} - {e.command for e in TUTORIAL}))
def test_every_example_runs(command, place):
    words = next(e.words for e in RUNNING if e.command == command)
    # few draws where the page asks for the usual number: whether it runs is the question, and time is short
    few = ["--draws", "100"] if words[0] in DRAWN and "--draws" not in words else []
    check_run(words, place, *run_example([*words, *few]))


@pytest.mark.parametrize("example", TUTORIAL, ids=lambda e: e.command)
def test_tutorials_show_what_the_commands_print(example, place):
    status, output, messages = run_example(example.words)
    check_run(example.words, place, status, output, messages)
    assert list(example.shown) == excerpt(output, example.shown), (
        f"{example.page} is out of date: run tests/docs/refresh.py."
    )


def test_commands_of_the_readme_exist():
    used = {e.words[0] for e in examples(ROOT / "README.md")}
    tree = ast.parse(text_of("run.py"))
    sets = next(
        ast.literal_eval(n.value)
        for n in tree.body
        if isinstance(n, ast.Assign) and n.targets[0].id == "SETS"
    )
    assert used <= {*COMMANDS, *sets}
    assert {"plan", "test", "serve"} <= used


def test_examples_are_found():
    assert len(RUNNING) > 20
    assert {name_of(p) for p in pages()} >= {e.page for e in ALL}
