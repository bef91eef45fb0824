"""`replicity solutions`: the catalogue by track."""

import argparse

from replicity.catalogue.overview import solution_document
from replicity.catalogue.solutions import catalogue
from replicity.cli.arguments import add_json
from replicity.cli.output import print_json, table


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    add_json(parser)
    parser.set_defaults(action=list_solutions)


def list_solutions(given: argparse.Namespace) -> int:
    """Print the catalogue."""
    found = [solution_document(s) for s in catalogue().values()]
    if given.json:
        print_json({"solutions": found})
        return 0
    rows = [
        (
            str(d["track"]),
            d["solution"],
            d["name"],
            str(d["demonstrations_count"]),
            str(d["figures_count"]),
            ", ".join(d["business_models"]),
        )
        for d in found
    ]
    heads = ("track", "id", "name", "demonstrations", "figures", "business models")
    print(table(heads, rows, frozenset((3, 4))))
    return 0
