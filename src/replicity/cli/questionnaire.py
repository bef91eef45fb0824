"""`replicity questionnaire CITY`."""

import argparse

from replicity.appraisal.questionnaire import Questionnaire, questionnaire_of
from replicity.catalogue.countries import country_name
from replicity.catalogue.labels import shown
from replicity.cli.arguments import add_answers, add_json, add_values, options_of
from replicity.cli.city import chosen_city
from replicity.cli.output import print_json, table


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("city", metavar="CITY")
    parser.add_argument(
        "--track",
        dest="tracks",
        type=int,
        choices=range(1, 6),
        metavar="N",
        action="append",
        default=[],
        help="only the solutions of this track (1 to 5); may be repeated",
    )
    parser.add_argument("--language", choices=("en", "es"), default="en", help="language of the questions")
    add_values(parser)
    add_answers(parser)
    add_json(parser)
    parser.set_defaults(action=show_questionnaire)


def show_questionnaire(given: argparse.Namespace) -> int:
    """Print the questions and numbers that matter most in a city."""
    city = chosen_city(given.city)
    found = questionnaire_of(city, given.tracks, options_of(given))
    if given.json:
        print_json(found.to_dict())
        return 0
    print(f"{city.name}, {country_name(city.country)}: about {found.minutes:.0f} minutes\n")
    print(_questions(found))
    if found.numbers:
        print()
        print(_numbers(found))
    if found.left_out_count:
        print(f"\n{found.left_out_count} further questions can wait.")
    return 0


def _questions(found: Questionnaire) -> str:
    rows = [(q.name, q.question, q.if_no, str(len(q.solutions))) for q in found.questions]
    return table(("name", "question", "a no means", "solutions"), rows, frozenset((3,)))


def _numbers(found: Questionnaire) -> str:
    rows = [
        (n.name, shown(n.value, n.unit), f"{shown(n.low, n.unit)} to {shown(n.high, n.unit)}", n.why)
        for n in found.numbers
    ]
    return table(("number", "ours", "10 % to 90 %", "why it matters"), rows, frozenset((1,)))
