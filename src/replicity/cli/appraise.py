"""`replicity appraise CITY SOLUTION`."""

import argparse
from datetime import date
from pathlib import Path

from replicity.appraisal.business_case import Appraisal, Case
from replicity.appraisal.requests import case_of
from replicity.catalogue.labels import label, shown
from replicity.catalogue.methods import model_texts
from replicity.catalogue.solutions import get_solution
from replicity.cli.arguments import add_common, date_of, number, options_of
from replicity.cli.city import chosen_city
from replicity.cli.documents import check_writable, write
from replicity.cli.output import print_json, say, table
from replicity.quantities.suffixes import unit_of
from replicity.quantities.writing import money, written


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("city", metavar="CITY")
    parser.add_argument("solution", metavar="SOLUTION")
    parser.add_argument("--scale", type=number, metavar="N", help="size of the replica (default: documented)")
    parser.add_argument("--business-model", metavar="M", help="who pays, owns and carries the risk")
    parser.add_argument("--xlsx", type=Path, metavar="FILE", help="write the case as a workbook")
    parser.add_argument("--pdf", type=Path, metavar="FILE", help="write the appraisal as a PDF")
    parser.add_argument("--language", choices=("en", "es"), default="en", help="language of the documents")
    add_common(parser)
    parser.set_defaults(action=show_appraisal)


def show_appraisal(given: argparse.Namespace) -> int:
    """Print the business case."""
    city = chosen_city(given.city)
    solution = get_solution(given.solution)
    for path in (given.xlsx, given.pdf):
        if path:
            check_writable(path)
    case = case_of(city, solution, options_of(given), given.scale, given.business_model)
    found = case.appraisal
    _write_documents(case, given)
    if given.json:
        print_json(found.to_dict())
        return 0
    model = model_texts()[found.request.business_model]
    print(f"{solution.name.en} in {city.name}, {city.country}: {model.name.en}")
    print(f"{label(solution.scale_name)}: {written(found.request.scale)}; real euro of 2024\n")
    print(_results(found))
    print()
    print(_actors(found))
    print(_remarks(found))
    return 0


def _write_documents(case: Case, given: argparse.Namespace) -> None:
    # late: most uses of the command write no document, and the libraries take time to load
    day = date.fromisoformat(date_of(given))
    if given.xlsx:
        from replicity.reports.workbook import workbook

        write(given.xlsx, workbook(case, day))
        say(f"The workbook is in {given.xlsx}.")
    if given.pdf:
        from replicity.reports.appraisal_pdf import appraisal_pdf

        write(given.pdf, appraisal_pdf(case, day))
        say(f"The appraisal is in {given.pdf}.")


def _results(found: Appraisal) -> str:
    rows = [
        (label(n), *(shown(v, unit_of(n)) for v in (s.p10, s.p50, s.p90))) for n, s in found.results.items()
    ]
    heads = ("whole investment, before tax and finance", "10 %", "50 %", "90 %")
    return table(heads, rows, frozenset((1, 2, 3)))


def _actors(found: Appraisal) -> str:
    rows = [
        (
            label(name),
            *(money(v) for v in (a.npv_eur.p10, a.npv_eur.p50, a.npv_eur.p90)),
            shown(a.irr_share.p50, "share"),
            written(a.payback_years.p50),
            shown(a.probability_of_loss_share, "share"),
            shown(a.discount_rate_real_share, "share"),
        )
        for name, a in found.actors.items()
    ]
    heads = ("actor, after tax and finance", "NPV 10 %", "50 %", "90 %", "IRR", "payback", "loses in", "at")
    return table(heads, rows, frozenset(range(1, 8)))


def _remarks(found: Appraisal) -> str:
    """Return the lines on price, bankability, losers, open questions and defaults."""
    lines = [""]
    zone, name = found.bargain.zone, found.bargain.name
    if zone and name:
        unit = unit_of(name)
        lines.append(
            f"{label(name)}: {shown(found.bargain.price, unit)} ({found.bargain.origin}); the seller needs "
            f"{shown(zone.lowest, unit)}, the buyer accepts up to {shown(zone.highest, unit)}"
        )
    if found.bankability:
        lines.append(f"Bankability: {found.bankability.grade}. {found.bankability.lift}")
    if found.losers:
        lines.append("Expect to lose: " + ", ".join(label(name) for name in found.losers))
    lines.extend(f"What would mend it: {remedy.sentence}" for remedy in found.remedies)
    lines.extend(f"Please check: {finding.reason}" for finding in found.findings)
    lines.extend(f"{c.status}: {c.question}" for c in found.preconditions if c.status != "pass")
    defaults = [label(n) for n, i in found.inputs.items() if i.status == "default"]
    if defaults:
        lines.append("No source for this country, world spread used: " + ", ".join(defaults))
    return "\n".join(lines)
