"""`replicity match CITY`."""

import argparse

from replicity.appraisal.matching import Match, match_of
from replicity.catalogue.countries import country_name
from replicity.catalogue.labels import label, shown
from replicity.cli.arguments import add_common, add_goals, options_of, pairs
from replicity.cli.city import chosen_city
from replicity.cli.output import print_json, table
from replicity.quantities.suffixes import unit_of
from replicity.quantities.writing import money, written


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("city", metavar="CITY")
    add_goals(parser)
    parser.add_argument(
        "--track", type=int, choices=range(1, 6), metavar="N", help="only this track (1 to 5)"
    )
    add_common(parser)
    parser.set_defaults(action=show_match)


def match_table(match: Match) -> str:
    """Return the ranked table."""
    rows = []
    for item in match.solutions:
        appraisal = item.case.appraisal
        results = appraisal.results
        unit = unit_of(appraisal.solution.scale_name)
        size = shown(appraisal.request.scale, unit)
        scale = f"{size} {label(appraisal.solution.scale_name).lower()}"
        rows.append(
            (
                "–" if item.rank is None else str(item.rank),
                item.solution.name.en,
                item.status,
                f"{100 * item.score:.0f}" if item.rank else "–",
                f"{100 * item.top3_share:.0f} %" if item.rank else "–",
                scale,
                money(results["capex_eur"].p50),
                f"{money(results['npv_eur'].p10)} … {money(results['npv_eur'].p90)}"
                if results["npv_eur"].p50 is not None
                else "enabler",
                written(results["avoided_tco2e_per_year"].p50),
                appraisal.bankability.grade if appraisal.bankability else "–",
                f"{item.hosts[0].city.name}, {item.hosts[0].city.country}" if item.hosts else "–",
            )
        )
    heads = (
        "rank",
        "solution",
        "status",
        "score",
        "top 3",
        "first replica",
        "investment",
        "worth (10 % … 90 %)",
        "t CO₂e/year",
        "bankable",
        "learn from",
    )
    return table(heads, rows, frozenset((0, 3, 4, 6, 8)))


def show_match(given: argparse.Namespace) -> int:
    """Print the match of a city."""
    city = chosen_city(given.city)
    found = match_of(city, pairs(given.goals, "--goal"), given.track, options_of(given))
    if given.json:
        print_json(found.to_dict())
        return 0
    print(f"{city.name}, {country_name(city.country)}: solutions to replicate\n")
    print(match_table(found))
    for item in found.solutions:
        print(f"\n{item.solution.name.en}")
        for title, lines in (
            ("lifted by", item.explanation.reasons),
            ("held back by", item.explanation.held_back_by),
            ("would change it", item.explanation.would_change_it),
        ):
            print("".join(f"  {title}: {line}\n" for line in lines), end="")
    return 0
