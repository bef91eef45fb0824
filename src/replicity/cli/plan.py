"""`replicity plan CITY`."""

import argparse
from pathlib import Path

from replicity.appraisal.plan import Plan, plan_of
from replicity.appraisal.portfolio import Portfolio
from replicity.catalogue.countries import country_name
from replicity.catalogue.labels import label
from replicity.cli.arguments import add_common, add_goals, date_of, number, options_of, pairs
from replicity.cli.city import chosen_city
from replicity.cli.documents import check_writable, write
from replicity.cli.match import match_table
from replicity.cli.output import print_json, say, table
from replicity.quantities.writing import money, written


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("city", metavar="CITY")
    parser.add_argument(
        "--budget-eur", type=number, metavar="N",
        help="budget of five years: choose what to begin within it, at which size, in which year",
    )  # fmt: skip
    add_goals(parser)
    parser.add_argument("--language", choices=("en", "es"), default="en", help="language of the document")
    parser.add_argument("--pdf", type=Path, metavar="FILE", help="write the plan as a PDF")
    parser.add_argument(
        "--docx", type=Path, metavar="FILE", help="write the plan as a Word document to be edited"
    )
    add_common(parser)
    parser.set_defaults(action=make_plan)


def make_plan(given: argparse.Namespace) -> int:
    """Print the plan, and write its document where one is wanted."""
    city = chosen_city(given.city)
    for path in (given.pdf, given.docx):
        if path:
            check_writable(path)
    goals = pairs(given.goals, "--goal")
    found = plan_of(city, goals, options_of(given), date_of(given), given.budget_eur)
    _write_documents(found, given)
    if given.json:
        print_json(found.to_dict())
        return 0
    print(f"Replication plan for {city.name}, {country_name(city.country)}\n")
    print(match_table(found.match))
    if found.portfolio is not None:
        print(f"\n{portfolio_table(found.portfolio)}")
    return 0


def _write_documents(found: Plan, given: argparse.Namespace) -> None:
    # late: most uses of the command write no document, and the libraries take time to load
    if given.pdf:
        from replicity.reports.plan_pdf import plan_pdf

        write(given.pdf, plan_pdf(found))
        say(f"The plan is in {given.pdf}.")
    if given.docx:
        from replicity.reports.plan_docx import plan_docx

        write(given.docx, plan_docx(found))
        say(f"The plan is in {given.docx}.")


def portfolio_table(portfolio: Portfolio) -> str:
    """Return what to begin in which year, the totals, and what robustness costs."""
    rows = [
        (
            str(item.year),
            item.case.appraisal.solution.name.en,
            f"{written(item.scale)} {label(item.case.appraisal.solution.scale_name).lower()}",
            money(item.capex_eur.mean),
            money(item.gains["value"].mean),
            f"{money(item.gains['value'].p10)} … {money(item.gains['value'].p90)}",
            written(item.gains["carbon"].mean),
            money(item.gains["equity"].mean),
        )
        for item in portfolio.proposed.items
    ]
    total, gains = portfolio.proposed, portfolio.proposed.gains
    spread = f"{money(gains['value'].p10)} … {money(gains['value'].p90)}"
    rows.append(
        ("", "together", "", money(total.capex_eur.mean), money(gains["value"].mean), spread,
         written(gains["carbon"].mean), money(gains["equity"].mean))
    )  # fmt: skip
    heads = (
        "year", "solution", "size", "investment", "worth", "worth (10 % … 90 %)", "t CO₂e", "residents' gain",
    )  # fmt: skip
    lines = [
        f"Portfolio within {money(portfolio.budget_eur)}, {money(portfolio.budgets_eur[0])} a year",
        table(heads, rows, frozenset((0, 3, 4, 6, 7))),
        "A choice that guards the worst tenth of the draws gives up "
        f"{money(portfolio.price_of_robustness_eur)} in expectation, tonnes and residents' gain counted in, "
        f"and has {money(portfolio.robust.worst_eur - total.worst_eur)} more there.",
        f"Proven to within {100 * total.gap_share:.2g} % of the best; the investment ends above the budget in"
        f" {100 * total.over_budget_share:.0f} % of the draws.",
    ]
    return "\n".join([*lines, *portfolio.rules])
