"""`replicity hosts CITY [SOLUTION]`."""

import argparse

from replicity.appraisal.context import city_context
from replicity.appraisal.hosts import hosts
from replicity.catalogue.solutions import catalogue, get_solution
from replicity.cli.arguments import add_json
from replicity.cli.city import chosen_city
from replicity.cli.output import print_json, table

SHOWN = 5


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("city", metavar="CITY")
    parser.add_argument("solution", metavar="SOLUTION", nargs="?")
    add_json(parser)
    parser.set_defaults(action=show_hosts)


def show_hosts(given: argparse.Namespace) -> int:
    """Print the cities to learn from: all for one solution, the best of each for all."""
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
        (h.solution, h.city.name, h.city.country, f"{h.score:.2f}", f"{h.nearness_share:.2f}",
         str(h.figures_count), "; ".join(h.reasons))
        for h in found
    ]
    heads = ("solution", "host", "country", "score", "nearness", "figures", "why")
    print(table(heads, rows, frozenset((3, 4, 5))))
    return 0
