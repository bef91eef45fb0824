"""Finds the command, runs it, and turns every known failure into one line and the right exit status."""

import importlib
import os
import sys
from collections.abc import Sequence
from typing import Final

from replicity.cli.arguments import Parser, Usage
from replicity.cli.output import say
from replicity.version import VERSION

# command -> one line of help; the module of the same name is loaded only when the command is used
COMMANDS: Final = {
    "city": "find a city in any script or spelling; show what is known of it",
    "solutions": "list the catalogue by track",
    "solution": "show one solution: evidence, ranges, business models, preconditions, hosts",
    "evidence": "list the figures of the demonstrations",
    "questionnaire": "list the questions that matter most in a city, for ten minutes",
    "match": "rank the solutions for a city, with reasons",
    "appraise": "work out the business case of a solution in a city, for every actor",
    "hosts": "find the cities to learn from",
    "plan": "make the replication plan of a city",
    "data": "check the reference data",
    "serve": "run the web platform",
    "demo": "fill a fresh database with a programme marked as a demonstration",
    "broker": "found the first broker of the platform and print the link that lets it in",
    "audit": "check the audit trail of the platform",
    "backup": "write the data and secrets of the platform into one archive",
    "restore": "put such an archive back, after checking every byte",
}


def run(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its status."""
    sys.exit(main(list(sys.argv[1:] if arguments is None else arguments)))


def main(arguments: list[str]) -> int:
    """Run one command and return its exit status: 0 done, 1 cannot be met, 2 wrong usage."""
    try:
        return _dispatch(arguments)
    except Usage as error:
        say(f"replicity: {error}")
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        say("replicity: stopped.")
        return 130
    except Exception as error:
        known = _status(error)
        if known is None:
            raise
        say("replicity: " + _sentence(error))
        return known


def _dispatch(arguments: list[str]) -> int:
    """Build the parser of the wanted command alone and run it."""
    parser = Parser(prog="replicity", description="Proven city solutions, brought to your city.")
    parser.add_argument("--version", action="version", version=f"replicity {VERSION}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    wanted = next((word for word in arguments if not word.startswith("-")), None)
    for name, help_text in COMMANDS.items():
        command = commands.add_parser(name, help=help_text, description=help_text.capitalize() + ".")
        if name == wanted:
            importlib.import_module(f"replicity.cli.{name}").configure(command)
    given = parser.parse_args(arguments)
    if given.command is None:
        parser.print_help()
        return 0
    status = int(given.action(given) or 0)
    sys.stdout.flush()
    return status


def _sentence(error: Exception) -> str:
    """Return the one line of a known failure."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename or 'A file'} could not be used: {error.strerror}."
    return " ".join(str(error.args[0] if error.args else error).split())


def _status(error: Exception) -> int | None:
    """Return the exit status of a known failure, None for a fault of ours."""
    from replicity.catalogue.tables import DataError

    if isinstance(error, DataError | LookupError | OSError) and _is_ours(error):
        return 1
    return 2 if isinstance(error, ValueError) and _is_ours(error) else None


def _is_ours(error: Exception) -> bool:
    """Tell whether an error was raised with a sentence for people (a bare KeyError was not)."""
    if isinstance(error, OSError):
        return True
    return type(error).__module__.startswith("replicity.")
