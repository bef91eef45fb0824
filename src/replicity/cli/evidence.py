"""`replicity evidence list`."""

import argparse
from typing import Any

from replicity.catalogue.evidence import Figure, demonstrations, figures
from replicity.catalogue.solutions import get_solution
from replicity.cli.arguments import add_json
from replicity.cli.city import chosen_city
from replicity.cli.output import print_json, table


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the sub-command."""
    commands = parser.add_subparsers(dest="evidence_command", metavar="list", required=True)
    shown = commands.add_parser("list", help="list the figures of the demonstrations")
    shown.add_argument("--solution", metavar="S")
    shown.add_argument("--city", metavar="C")
    add_json(shown)
    shown.set_defaults(action=list_evidence)


def figure_document(figure: Figure) -> dict[str, Any]:
    """Return a figure as in the JSON."""
    place = demonstrations()[figure.demonstration_id]
    return {
        "figure": figure.id,
        "demonstration": place.id,
        "name": place.name,
        "city": place.city_name,
        "city_id": place.city_id or None,
        "country": place.country,
        "solution": place.solution,
        "metric": figure.metric,
        "value": figure.value,
        "unit": figure.unit,
        "currency": figure.currency or None,
        "price_year": figure.price_year,
        "status": figure.status,
        "grade": figure.grade,
        "year": figure.period_year or place.year,
        "scale": figure.scale,
        "scale_unit": figure.scale_unit or None,
        "scope": figure.scope or None,
        "source": figure.source_id,
        "locator": figure.locator or None,
    }


def list_evidence(given: argparse.Namespace) -> int:
    """Print the figures, of all or of one solution or city."""
    solution = get_solution(given.solution).id if given.solution else None
    city = chosen_city(given.city).id if given.city else None
    found = [figure_document(f) for f in figures(solution, city)]
    if given.json:
        print_json({"figures": found})
        return 0
    heads = ("demonstration", "city", "metric", "value", "unit", "year", "status", "grade", "source")
    rows = [
        tuple(str(d[k] if d[k] is not None else "") for k in (
            "name", "city", "metric", "value", "unit", "year", "status", "grade", "source"))
        for d in found
    ]
    print(table(heads, rows, frozenset((3,))))
    return 0
