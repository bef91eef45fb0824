"""`replicity solutions`: the catalogue by track."""

import argparse
from typing import Any

from replicity.catalogue.evidence import demonstrations_of, figures
from replicity.catalogue.solutions import CatalogueSolution, catalogue
from replicity.cli.arguments import add_json
from replicity.cli.output import print_json, table


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    add_json(parser)
    parser.set_defaults(action=list_solutions)


def solution_document(solution: CatalogueSolution) -> dict[str, Any]:
    """Return a solution as in the JSON."""
    own = figures(solution.id)
    return {
        "solution": solution.id,
        "name": solution.name.en,
        "track": solution.track,
        "demonstrations_count": len(demonstrations_of(solution.id)),
        "figures_count": len(own),
        "metrics": sorted({f.metric for f in own}),
        "business_models": [m.id for m in solution.business_models],
        "enabler": solution.enabler,
    }


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
