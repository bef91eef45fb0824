"""Section: value for society."""

from replicity.appraisal.matching import MatchedSolution
from replicity.catalogue.wording import sentence as _
from replicity.quantities.suffixes import unit_of
from replicity.quantities.writing import written
from replicity.reports.blocks import Block, Cell, bullets, heading, section, table, text
from replicity.reports.plan_sections.draft import Draft
from replicity.reports.quantity import NOTHING, quantity, spread


def society(draft: Draft) -> Block:
    """Return the section on value for society."""
    say = draft.say
    people = draft.plan.city.population_count
    rows: list[list[Cell]] = []
    for item in draft.ranked:
        found = item.case.appraisal.results
        carbon, cost = found["avoided_tco2e_per_year"], found["abatement_eur_per_tco2e"]
        each = None if not people or carbon.p50 is None else 1000.0 * carbon.p50 / people
        rows.append(
            [
                draft.name(item),
                written(carbon.p50 or None, draft.language),
                spread(carbon.p10, carbon.p90, "tco2e/year", draft.language) or NOTHING,
                written(each or None, draft.language),
                quantity(found["energy_saved_kwh_per_year"].p50 or None, "kwh/year", draft.language),
                quantity(cost.p50, "eur/tco2e", draft.language).replace("-", "\N{MINUS SIGN}"),
                ", ".join(item.solution.sdgs),
            ]
        )
    titles = [
        say(_("Solution")), say(_("t CO₂e avoided a year")), say(_("Range, 10 % to 90 %")),
        say(_("kg per inhabitant")),
        say(_("Energy saved")), say(_("Cost per tonne")), say(_("SDG targets")),
    ]  # fmt: skip
    blocks = [
        table(titles, rows, widths=(13, 7, 11, 7, 10, 10, 9), right=frozenset((1, 2, 3, 4, 5)), small=True),
        text(
            say(
                _(
                    "A negative cost per tonne means that avoiding it earns money. Figures are "
                    "those of a first replica."
                )
            ),
            "small",
        ),
    ]
    reach = [line for item in draft.ranked if (line := _reach(draft, item))]
    if reach:
        blocks += [heading(say(_("Reach"))), bullets(reach)]
    return section(say(_("Societal value")), blocks)


def _reach(draft: Draft, item: MatchedSolution) -> str:
    found = item.case.appraisal.indicators
    parts = [f"{draft.label(n)} {quantity(v, unit_of(n), draft.language)}" for n, v in found.items() if v]
    return f"{draft.name(item)}: {', '.join(parts)}" if parts else ""
