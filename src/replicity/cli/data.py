"""`replicity data check`."""

import argparse
from dataclasses import asdict
from pathlib import Path

from replicity.catalogue.checks import check_data
from replicity.catalogue.tables import DATA
from replicity.cli.arguments import add_json
from replicity.cli.output import print_json, say


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the sub-command."""
    commands = parser.add_subparsers(dest="data_command", metavar="check", required=True)
    check = commands.add_parser("check", help="report every problem with file and line")
    check.add_argument(
        "--root", type=Path, default=DATA, metavar="DIR", help="another folder of reference data"
    )
    add_json(check)
    check.set_defaults(action=check_reference_data)


def check_reference_data(given: argparse.Namespace) -> int:
    """Print all problems; exit status 1 if there are any."""
    problems = check_data(given.root)
    if given.json:
        print_json({"problems": [asdict(p) for p in problems]})
    else:
        for problem in problems:
            print(f"{problem.file}:{problem.line}: {problem.rule}: {problem.message}")
        say(f"{len(problems)} problems." if problems else "No problems.")
    return 1 if problems else 0
