"""Arguments that several commands share, and a parser whose errors are one clear line."""

import argparse
import datetime
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from replicity.cli.figure_files import add_figures, read_figures

if TYPE_CHECKING:
    from replicity.appraisal.answers import Answers
    from replicity.appraisal.requests import Options


class Usage(Exception):
    """A wrong call: exit status 2."""


class Parser(argparse.ArgumentParser):
    """An argument parser that raises one sentence in the place of printing a usage text."""

    def error(self, message: str) -> NoReturn:
        """Raise the sentence with where to look."""
        raise Usage(f"{message[:300]} (see '{self.prog} --help')")


def add_json(parser: argparse.ArgumentParser) -> None:
    """Add `--json`."""
    parser.add_argument("--json", action="store_true", help="print one JSON document instead of a table")


def add_values(parser: argparse.ArgumentParser) -> None:
    """Add `--set NAME=VALUE`."""
    parser.add_argument(
        "--set",
        dest="values",
        metavar="NAME=VALUE",
        action="append",
        default=[],
        help="use your own value for an input, a context value (koppen_class takes a class such as Cfa) or a "
        "question (1 yes, 0 no); may be repeated",
    )


def add_answers(parser: argparse.ArgumentParser) -> None:
    """Add `--answers FILE`."""
    parser.add_argument(
        "--answers",
        type=Path,
        metavar="FILE",
        help="take answers from a JSON file: a filled-in questionnaire, or names with values",
    )


def add_common(parser: argparse.ArgumentParser) -> None:
    """Add the options of every appraisal: own values, answers, figures, draws, seed, date, JSON."""
    add_values(parser)
    add_answers(parser)
    add_figures(parser)
    parser.add_argument("--draws", type=_whole, metavar="N", help="number of draws (default 2000)")
    parser.add_argument("--seed", type=_whole, metavar="N", help="seed of the draws")
    parser.add_argument(
        "--date", type=_date, metavar="YYYY-MM-DD", help="date of the document (default today)"
    )
    add_json(parser)


def add_goals(parser: argparse.ArgumentParser) -> None:
    """Add `--goal NAME=WEIGHT`."""
    parser.add_argument(
        "--goal",
        dest="goals",
        metavar="NAME=WEIGHT",
        action="append",
        default=[],
        help="weight of a criterion (carbon, value, bankability, evidence, nearness, readiness, speed)",
    )


def pairs(texts: Sequence[str], option: str) -> dict[str, float]:
    """Return NAME=VALUE texts as a mapping of numbers."""
    return {name: _as_number(name, value, option) for name, value in _parted(texts, option)}


def own_values(texts: Sequence[str]) -> tuple[dict[str, float], dict[str, str]]:
    """Return what --set gives: numbers by name, and the words of names that take a class."""
    from replicity.catalogue.classes import CLASSES

    given = _parted(texts, "--set")
    numbers = {name: _as_number(name, value, "--set") for name, value in given if name not in CLASSES}
    return numbers, {name: value for name, value in given if name in CLASSES}


def _parted(texts: Sequence[str], option: str) -> list[tuple[str, str]]:
    found = []
    for text in texts:
        name, sign, value = text.partition("=")
        if not sign or not name.strip():
            raise Usage(
                f"{option} takes NAME=VALUE, for example electricity_eur_per_kwh=0.15, not '{text[:80]}'."
            )
        found.append((name.strip(), value.strip()))
    return found


def _as_number(name: str, value: str, option: str) -> float:
    try:
        return float(value)
    except ValueError:
        raise Usage(f"{option} {name}: '{value[:80]}' is not a number; write for example 0.15.") from None


def options_of(given: argparse.Namespace) -> "Options":
    """Return the options of an appraisal from the command line; what is set there stands before the file."""
    from replicity.appraisal.requests import DRAWS, SEED, Options

    answers = answers_of(getattr(given, "answers", None))
    draws, seed = getattr(given, "draws", None), getattr(given, "seed", None)
    numbers, classes = own_values(given.values)
    return Options(
        values={**answers.values, **numbers},
        classes=classes,
        draws=DRAWS if draws is None else draws,
        seed=SEED if seed is None else seed,
        language=getattr(given, "language", "en"),
        justifications=answers.justifications,
        extra_figures=read_figures(getattr(given, "figures", None)),
    )


def answers_of(path: Path | None) -> "Answers":
    """Return the answers of a file, none without one."""
    from replicity.appraisal.answers import Answers, read_answers

    if path is None:
        return Answers()
    try:
        return read_answers(json.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise OSError(f"The answers in {path} cannot be read ({error.strerror}); check the name.") from None
    except json.JSONDecodeError as error:
        raise Usage(f"--answers {path}: line {error.lineno} is not JSON ({error.msg}); correct it.") from None
    except UnicodeDecodeError:
        raise Usage(f"--answers {path}: the file is not text in UTF-8; save it as such.") from None
    except RecursionError:
        raise Usage(f"--answers {path}: the file is nested too deeply; keep its form.") from None


def date_of(given: argparse.Namespace) -> str:
    """Return the date of the document."""
    return str(given.date or datetime.date.today().isoformat())


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text[:40]}' is not a whole number") from None


def _date(text: str) -> str:
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text[:40]}' is not a date like 2026-11-23") from None


def number(text: str) -> float:
    """Return a number of the command line."""
    try:
        return float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text[:40]}' is not a number") from None


SubParsers: Any = argparse._SubParsersAction  # argparse names no public type
