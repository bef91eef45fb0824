"""`replicity solution show SOLUTION`."""

import argparse
from typing import Any

from replicity.catalogue.evidence import demonstrations_of, figures
from replicity.catalogue.labels import label, shown
from replicity.catalogue.methods import model_texts
from replicity.catalogue.overview import solution_document
from replicity.catalogue.preconditions import preconditions
from replicity.catalogue.solutions import CatalogueSolution, get_solution
from replicity.cli.arguments import add_json
from replicity.cli.output import print_json, table


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the sub-command."""
    commands = parser.add_subparsers(dest="solution_command", metavar="show", required=True)
    show = commands.add_parser("show", help="show one solution")
    show.add_argument("solution", metavar="SOLUTION")
    add_json(show)
    show.set_defaults(action=show_solution)


def _document(solution: CatalogueSolution) -> dict[str, Any]:
    """Return the whole solution as in the JSON."""
    return {
        **solution_document(solution),
        "summary": solution.summary.en,
        "about": solution.about("en"),
        "scale": solution.scale_name,
        "horizon_years": solution.horizon_years,
        "parameters": {
            name: {
                "low": p.spread.low,
                "value": p.spread.mode,
                "high": p.spread.high,
                "shape": p.spread.shape,
                "unit": p.unit,
                "price_year": p.price_year,
                "currency": p.currency or None,
                "geography": p.geography or None,
                "source": p.source_id,
                "kind": p.kind,
            }
            for name, p in solution.parameters.items()
        },
        "preconditions": [
            {"id": use.id, "question": preconditions()[use.id].question.en} for use in solution.preconditions
        ],
        "demonstrations": [
            {"demonstration": d.id, "name": d.name, "city": d.city_name, "country": d.country, "year": d.year}
            for d in demonstrations_of(solution.id)
        ],
    }


def show_solution(given: argparse.Namespace) -> int:
    """Print one solution."""
    solution = get_solution(given.solution)
    if given.json:
        print_json(_document(solution))
        return 0
    print(f"{solution.name.en} ({solution.id}, track {solution.track})\n\n{solution.about('en').strip()}\n")
    print(
        "Business models: " + "; ".join(model_texts()[m.id].name.en for m in solution.business_models) + "\n"
    )
    rows = [
        (
            label(n),
            shown(p.spread.mode, p.unit),
            f"{shown(p.spread.low, p.unit)} to {shown(p.spread.high, p.unit)}",
            f"{p.currency} {p.price_year}" if p.currency else "",
            p.kind,
            p.source_id,
        )
        for n, p in solution.parameters.items()
    ]
    print(table(("parameter", "middle", "range (10 % to 90 %)", "money of", "kind", "source"), rows))
    print("\nAsked before it is replicated:")
    for use in solution.preconditions:
        print(f"  - {preconditions()[use.id].question.en}")
    print("\nDemonstrations:")
    counts = [f.demonstration_id for f in figures(solution.id)]
    shown_rows = [
        (d.name, d.city_name, d.country, str(d.year or ""), str(counts.count(d.id)))
        for d in demonstrations_of(solution.id)
    ]
    print(table(("name", "city", "country", "year", "figures"), shown_rows, frozenset((4,))))
    return 0
