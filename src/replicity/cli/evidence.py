"""`replicity evidence list`, `evidence predict`, `evidence validate` and `evidence export`."""

import argparse
from typing import TYPE_CHECKING, Final

from replicity.appraisal.figure_documents import FigureError, figure_document
from replicity.catalogue.evidence import demonstrations, figures
from replicity.catalogue.solutions import get_solution
from replicity.cli import evidence_export
from replicity.cli.arguments import add_json, number
from replicity.cli.city import chosen_city
from replicity.cli.figure_files import add_figures, read_figures
from replicity.cli.output import print_json, say, table

if TYPE_CHECKING:
    from replicity.appraisal.validation import Score

SCORES: Final = (
    "panel",
    "figures",
    "places",
    "in 50 %",
    "in 80 %",
    "in 95 %",
    "CRPS",
    "to pooled",
    "to headline",
    "bias",
)
LEFT_OUT: Final = {"demonstration": "One demonstration left out", "city": "One city left out"}


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the sub-command."""
    commands = parser.add_subparsers(
        dest="evidence_command", metavar="list|predict|validate|export", required=True
    )
    shown = commands.add_parser("list", help="list the figures of the demonstrations")
    shown.add_argument("--solution", metavar="S")
    shown.add_argument("--city", metavar="C")
    add_json(shown)
    shown.set_defaults(action=list_evidence)
    _configure_predict(commands.add_parser("predict", help="predict a metric or an input for a city"))
    scored = commands.add_parser("validate", help="score the predictions: demonstrations and cities left out")
    add_json(scored)
    scored.set_defaults(action=validate)
    evidence_export.configure(
        commands.add_parser("export", help="write the figures of replicas accepted here to a file")
    )


def _configure_predict(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("city", metavar="CITY")
    parser.add_argument("solution", metavar="SOLUTION")
    parser.add_argument(
        "metric", metavar="METRIC", help="a metric of a figure, a panel or an input of the model"
    )
    parser.add_argument("--scale", type=number, metavar="N", help="size, in the solution's unit")
    parser.add_argument("--year", type=_year, metavar="Y", help="year of building, for what falls in price")
    parser.add_argument(
        "--exclude",
        metavar="DEMONSTRATION",
        nargs="+",
        action="extend",
        default=[],
        help="leave a demonstration out; may be repeated",
    )
    add_figures(parser)
    parser.add_argument("--with-noise", action="store_true", help="add the noise of one measurement")
    add_json(parser)
    parser.set_defaults(action=predict)


def list_evidence(given: argparse.Namespace) -> int:
    """Print the figures, of all or of one solution or city."""
    solution = get_solution(given.solution).id if given.solution else None
    city = chosen_city(given.city).id if given.city else None
    found = [figure_document(f, demonstrations()[f.demonstration_id]) for f in figures(solution, city)]
    if given.json:
        print_json({"figures": found})
        return 0
    heads = ("demonstration", "city", "metric", "value", "unit", "year", "status", "grade", "source")
    rows = [
        tuple(
            str(d[k] if d[k] is not None else "")
            for k in ("name", "city", "metric", "value", "unit", "year", "status", "grade", "source")
        )
        for d in found
    ]
    print(table(heads, rows, frozenset((3,))))
    return 0


def predict(given: argparse.Namespace) -> int:
    """Print the predicted distribution of a metric in a city."""
    from replicity.appraisal.inputs import check_value
    from replicity.appraisal.prediction import predict_metric

    if given.scale is not None:
        check_value("scale", given.scale)
        if given.scale == 0:
            raise FigureError("--scale must be above zero; leave it out for the default.")
    found = predict_metric(
        chosen_city(given.city),
        given.solution,
        given.metric,
        scale=given.scale,
        year=given.year,
        exclude=given.exclude,
        extra=read_figures(given.figures),
        with_noise=given.with_noise,
    )
    if given.json:
        print_json(found.to_dict())
        return 0
    print(
        f"{found.metric} of {found.solution} in {found.city.name}, {found.city.country} "
        f"[{found.unit}]: {found.basis}"
    )
    print(
        table(
            tuple(found.quantiles),
            [tuple(f"{v:.4g}" for v in found.quantiles.values())],
            frozenset(range(len(found.quantiles))),
        )
    )
    for note in found.notes:
        print(note)
    return 0


def score_row(score: "Score") -> tuple[str, ...]:
    """Return the scores of a panel, or of all, as cells."""
    return (
        score.panel or "all",
        str(score.figures_count),
        str(score.demonstrations_count),
        f"{score.coverage50_share:.2f}",
        f"{score.coverage80_share:.2f}",
        f"{score.coverage95_share:.2f}",
        f"{score.crps:.3f}",
        f"{score.crps_ratio_to_pooled:.2f}",
        f"{score.crps_ratio_to_headline:.2f}",
        f"{score.bias:+.2f}",
    )


def validate(given: argparse.Namespace) -> int:
    """Print how well the predictions met what was left out."""
    from replicity.appraisal.validation import validation_report

    report = validation_report()
    if given.json:
        print_json(report.to_dict())
        return 0
    for way in (report.by_demonstration, report.by_city):
        print(f"\n{LEFT_OUT[way.left_out]}\n")
        rows = [score_row(s) for s in (*way.panels, way.overall)]
        print(table(SCORES, rows, frozenset(range(1, len(SCORES)))))
    print("\nOutcome over promise (10, 50, 90 % points; for savings: of what is left to be used)")
    for r in report.realisation:
        print(f"  {r.group}: {r.p10:.2f}, {r.p50:.2f}, {r.p90:.2f} from {r.promises_count} promises")
    if report.too_small:
        say(f"Too few demonstrations to score: {', '.join(report.too_small)}.")
    return 0


def _year(text: str) -> int:
    if not text.isdigit() or not 1990 <= int(text) <= 2060:
        raise argparse.ArgumentTypeError(f"'{text[:40]}' is not a year from 1990 to 2060")
    return int(text)
