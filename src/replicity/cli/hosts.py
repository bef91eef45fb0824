"""`replicity hosts CITY [SOLUTION]` and `replicity hosts --validate`."""

import argparse

from replicity.appraisal.context import city_context
from replicity.appraisal.host_validation import HostValidation, host_validation
from replicity.appraisal.hosts import hosts
from replicity.catalogue.solutions import catalogue, get_solution
from replicity.cli.arguments import Usage, add_json
from replicity.cli.city import chosen_city
from replicity.cli.output import print_json, table

SHOWN = 5


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("city", metavar="CITY", nargs="?")
    parser.add_argument("solution", metavar="SOLUTION", nargs="?")
    parser.add_argument(
        "--validate", action="store_true",
        help="compare the hosts that would be proposed with those of real projects",
    )  # fmt: skip
    add_json(parser)
    parser.set_defaults(action=show_hosts)


def show_hosts(given: argparse.Namespace) -> int:
    """Print the cities to learn from: all for one solution, the best of each for all."""
    if given.validate:
        return show_validation(given)
    if given.city is None:
        raise Usage("hosts needs a CITY, or --validate (see 'replicity hosts --help').")
    city = chosen_city(given.city)
    chosen = [get_solution(given.solution)] if given.solution else list(catalogue().values())
    context = city_context(city)
    found = [
        host
        for solution in chosen
        for host in hosts(city, solution, context)[: None if given.solution else SHOWN]
    ]
    if given.json:
        print_json({"city": city.id, "hosts": [host.to_dict() for host in found]})
        return 0
    rows = [
        (
            h.solution,
            h.city.name,
            h.city.country,
            f"{h.score:.2f}",
            f"{h.nearness_share:.2f}",
            str(h.figures_count),
            "; ".join(h.reasons),
        )
        for h in found
    ]
    heads = ("solution", "host", "country", "score", "nearness", "figures", "why")
    print(table(heads, rows, frozenset((3, 4, 5))))
    return 0


def show_validation(given: argparse.Namespace) -> int:
    """Print how the hosts that would be proposed compare with those of the projects."""
    if given.city is not None:
        raise Usage("--validate looks at the cities of all projects; leave the CITY out.")
    found = host_validation()
    if given.json:
        print_json(found.to_dict())
        return 0
    print(
        f"{found.cities_count} cities that followed {found.projects_count} projects, "
        f"{found.candidates_count} possible hosts\n"
    )
    print(validation_table(found))
    return 0


def validation_table(found: HostValidation) -> str:
    """Return the table of the ways of ranking, each with its standard error over projects."""

    def shown(value: float, error: float | None) -> str:
        return f"{value:.3f}" if error is None else f"{value:.3f} ± {error:.3f}"

    rows = [
        (r.id, shown(r.precision_at_5, r.precision_error), shown(r.rank_correlation, r.correlation_error))
        for r in found.rankers
    ]
    rows.append(("best possible", f"{found.best_possible_precision_at_5:.3f}", "1.000"))
    return table(("ranked by", "precision at 5", "rank correlation"), rows, frozenset((1, 2)))
