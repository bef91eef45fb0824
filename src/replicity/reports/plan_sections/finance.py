"""Section: the financial case of each solution."""

import numpy as np

from replicity.appraisal.business_case import Appraisal, expected_cash_worth
from replicity.appraisal.matching import MatchedSolution
from replicity.catalogue.methods import model_texts
from replicity.catalogue.wording import sentence as _
from replicity.quantities.suffixes import unit_of
from replicity.reports.blocks import (
    Block,
    Cell,
    bold,
    chart,
    heading,
    section,
    side_by_side,
    table,
    text,
    together,
)
from replicity.reports.charts import actor_cash_chart, fan_chart, tornado_chart
from replicity.reports.plan_sections.agreement import agreement
from replicity.reports.plan_sections.draft import Draft
from replicity.reports.plan_sections.grounds import doubts, transferred
from replicity.reports.quantity import euro, number, quantity, summarised

MEASURES = (
    "capex_eur",
    "npv_eur",
    "irr_share",
    "payback_years",
    "discounted_payback_years",
    "savings_to_investment_ratio",
    "benefit_cost_ratio",
    "levelised_cost_eur_per_kwh",
    "dscr_min_ratio",
    "dscr_average_ratio",
    "llcr_ratio",
    "abatement_eur_per_tco2e",
    "cost_present_value_eur",
)
BARS = 6
HALF = 336  # width of a picture that shares the line with another


def finance(draft: Draft) -> Block:
    """Return the section."""
    say = draft.say
    opening = say(
        _(
            "The measures of the whole investment are before tax and finance, at the city's real "
            "discount rate of {rate}; those of each actor are after tax and finance, at its own "
            "rate. A dash stands where a figure does not exist, for instance a payback that is "
            "never reached."
        )
    ).format(rate=quantity(draft.plan.context["discount_rate_real_share"].value, "share", draft.language))
    blocks: list[Block] = [text(opening)]
    for item in draft.detailed:
        blocks += _case(draft, item)
    return section(say(_("Financial case")), blocks, new_page=True)


def _case(draft: Draft, item: MatchedSolution) -> list[Block]:
    found = item.case.appraisal
    title = f"{draft.name(item)}: {draft.size(found)}"
    model = model_texts()[found.request.business_model].name.of(draft.language)
    blocks = [
        heading(title),
        text(draft.say(_("Business model: {name}.")).format(name=model)),
        _measures(draft, found),
    ]
    grounds = [*transferred(draft, found), *doubts(draft, found)]
    if item.solution.enabler:
        words = draft.say(
            _("An enabler has a cost and a reach, but no cash return of its own; none is claimed.")
        )
        return [together([*blocks, text(words), _pictures(draft, found)]), *grounds]
    blocks += [_pictures(draft, found), _swings(draft, item), _actors(draft, found)]
    return [together(blocks), *agreement(draft, found), *grounds]


def _pictures(draft: Draft, found: Appraisal) -> Block:
    fan = fan_chart(found.yearly.cumulative_eur, draft.language, width=HALF, height=195)
    cash = actor_cash_chart(found.yearly.actors_eur, draft.language, width=HALF, height=195)
    return side_by_side(
        [chart(fan, draft.say(_("Cumulative cash by year with its range")))],
        [chart(cash, draft.say(_("Cumulative cash of each actor by year")))],
    )


def _swings(draft: Draft, item: MatchedSolution) -> Block:
    return chart(_tornado(draft, item), draft.say(_("What moves the net present value")), width=0.94)


def _measures(draft: Draft, found: Appraisal) -> Block:
    say = draft.say
    rows: list[list[Cell]] = []
    for name in MEASURES:
        result = found.results.get(name)
        if result is not None and result.p50 is not None:
            rows.append([draft.label(name), *summarised(name, result, draft.language)])
    if found.probability_of_loss_share is not None:
        share = quantity(found.probability_of_loss_share, "share", draft.language)
        rows.append([draft.label("probability_of_loss_share"), "", share, ""])
    titles = [say(_("Whole investment")), "10 %", "50 %", "90 %"]
    return table(titles, rows, widths=(18, 8, 8, 8), right=frozenset((1, 2, 3)))


def _tornado(draft: Draft, item: MatchedSolution) -> str:
    inputs = item.case.appraisal.inputs
    middles = {n: np.asarray(i.spread.quantile(0.5)) for n, i in inputs.items()}
    middle = float(np.mean(expected_cash_worth(item.solution, middles)))
    ends = {
        s.name: tuple(
            number(float(inputs[s.name].spread.quantile(q)), unit_of(s.name), draft.language)
            for q in (0.1, 0.9)
        )
        for s in item.explanation.swings[:BARS]
    }
    pairs = {name: (low, high) for name, (low, high) in ends.items()}
    return tornado_chart(item.explanation.swings, draft.language, middle_eur=middle, ends=pairs, most=BARS)


def _actors(draft: Draft, found: Appraisal) -> Block:
    say = draft.say
    rows: list[list[Cell]] = []
    for name, actor in found.actors.items():
        points = (actor.npv_eur.p10, actor.npv_eur.p50, actor.npv_eur.p90)
        rows.append(
            [
                bold(draft.label(name)),
                *(euro(v, draft.language) for v in points),
                quantity(actor.irr_share.p50, "share", draft.language),
                number(actor.payback_years.p50, "years", draft.language),
                quantity(actor.probability_of_loss_share, "share", draft.language),
                quantity(actor.discount_rate_real_share, "share", draft.language),
            ]
        )
    titles = [
        say(_("Actor")), say(_("NPV, 10 %")), "50 %", "90 %", say(_("IRR")), say(_("Payback, years")),
        say(_("Loses in")), say(_("Own rate")),
    ]  # fmt: skip
    return table(
        titles, rows, widths=(11, 7.5, 7.5, 7.5, 6, 8.5, 6.5, 6), right=frozenset(range(1, 8)), small=True
    )
