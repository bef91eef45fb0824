"""Sections: value for society, risks, indicators and learning."""

from replicity.appraisal.matching import MatchedSolution
from replicity.catalogue.wording import sentence as _
from replicity.quantities.suffixes import unit_of
from replicity.quantities.writing import written
from replicity.reports.blocks import Block, bold, bullets, heading, section, table, text
from replicity.reports.plan_sections.draft import Draft
from replicity.reports.quantity import NOTHING, quantity, spread

EXPECTED = {
    "carbon_dioxide_emission_reduction": "avoided_tco2e_per_year",
    "greenhouse_gas_emissions": "avoided_tco2e_per_year",
    "energy_savings": "energy_saved_kwh_per_year",
    "payback_period": "payback_years",
}
REACH = {"people_reached": "participants_count", "voter_participation": "participants_count", "open_data": "datasets_count", "shared_vehicles": "shared_cars_count"}
SOFT = ("expert", "default")


def society(draft: Draft) -> Block:
    """Return the section on value for society."""
    say = draft.say
    people = draft.plan.city.population_count
    rows = []
    for item in draft.ranked:
        found = item.case.appraisal.results
        carbon, cost = found["avoided_tco2e_per_year"], found["abatement_eur_per_tco2e"]
        each = None if not people or carbon.p50 is None else 1000.0 * carbon.p50 / people
        rows.append(
            [
                draft.name(item),
                written(carbon.p50, draft.language),
                spread(carbon.p10, carbon.p90, "tco2e/year", draft.language) or NOTHING,
                written(each, draft.language),
                quantity(found["energy_saved_kwh_per_year"].p50, "kwh/year", draft.language),
                quantity(cost.p50, "eur/tco2e", draft.language).replace("-", "\N{MINUS SIGN}"),
                ", ".join(item.solution.sdgs),
            ]
        )
    titles = [
        say(_("Solution")), say(_("t CO₂e avoided a year")), say(_("Range, 10 % to 90 %")), say(_("kg per inhabitant")),
        say(_("Energy saved")), say(_("Cost per tonne")), say(_("SDG targets")),
    ]  # fmt: skip
    blocks = [
        table(titles, rows, widths=(13, 7, 11, 7, 10, 10, 9), right=frozenset((1, 2, 3, 4, 5)), small=True),
        text(say(_("A negative cost per tonne means that avoiding it earns money. Figures are those of a first replica.")), "small"),
    ]
    reach = [line for item in draft.ranked if (line := _reach(draft, item))]
    if reach:
        blocks += [heading(say(_("Reach"))), bullets(reach)]
    return section(say(_("Societal value")), blocks, new_page=True)


def _reach(draft: Draft, item: MatchedSolution) -> str:
    found = item.case.appraisal.indicators
    parts = [f"{draft.label(n)} {quantity(v, unit_of(n), draft.language)}" for n, v in found.items() if v]
    return f"{draft.name(item)}: {', '.join(parts)}" if parts else ""


def risks(draft: Draft) -> Block:
    """Return the section on risks that the data show."""
    say = draft.say
    rows = []
    for item in draft.detailed:
        found = item.case.appraisal
        widest = ", ".join(draft.label(s.name) for s in item.explanation.swings[:3]) or NOTHING
        losing = quantity(found.probability_of_loss_share, "share", draft.language)
        losers = ", ".join(draft.label(n) for n in found.losers) or say(_("nobody"))
        soft = sum(i.status in SOFT and not i.spread.is_fixed for i in found.inputs.values())
        uncertain = sum(not i.spread.is_fixed for i in found.inputs.values())
        open_count = sum(c.status != "pass" for c in found.preconditions)
        judged = say(_("{soft} of {all}")).format(soft=soft, all=uncertain)
        rows.append([bold(draft.name(item)), widest, losing, losers, judged, str(open_count)])
    titles = [
        say(_("Solution")), say(_("What drives the width")), say(_("Probability of loss")), say(_("Who expects to lose")),
        say(_("Inputs by judgement")), say(_("Open preconditions")),
    ]  # fmt: skip
    blocks = [
        text(say(_("These risks follow from the figures of this plan. What is measured first should be what drives the width."))),
        table(titles, rows, widths=(11, 18, 8, 9, 8, 8), right=frozenset((2, 4, 5)), small=True),
    ]
    missing = sorted({draft.label(n) for s in draft.detailed for n, i in s.case.appraisal.inputs.items() if i.status == "default"})
    if missing:
        words = say(_("No source for this country, so the spread over all countries stands in: {names}."))
        blocks.append(text(words.format(names=", ".join(missing))))
    stopped = sorted({line for s in draft.detailed if s.case.appraisal.bankability for line in s.case.appraisal.bankability.no_go})
    if stopped:
        blocks += [text(say(_("What keeps lenders away:"))), bullets(stopped)]
    return section(say(_("Risks")), blocks)


def indicators(draft: Draft) -> Block:
    """Return the section on what to measure."""
    say = draft.say
    found: dict[str, list[str]] = {}
    for item in draft.detailed:
        for kpi in item.solution.kpis:
            found.setdefault(kpi, []).append(f"{draft.name(item)}{_expected(draft, item, kpi)}")
    rows = [[bold(draft.label(kpi)), "; ".join(names)] for kpi, names in found.items()]
    return section(
        say(_("Indicators")),
        [
            text(say(_("Each is measured before the work begins and every year after it; the expected median of this plan stands beside the solution."))),
            table([say(_("Indicator")), say(_("Solution and expected value"))], rows, widths=(12, 30)),
        ],
    )


def _expected(draft: Draft, item: MatchedSolution, kpi: str) -> str:
    found = item.case.appraisal
    value, name = None, EXPECTED.get(kpi)
    if name:
        value = found.results[name].p50
    elif kpi in REACH:
        name = REACH[kpi]
        value = found.indicators.get(name)
    return "" if value is None or name is None else f" ({quantity(value, unit_of(name), draft.language)})"
