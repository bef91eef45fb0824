"""Section: what to measure."""

from replicity.appraisal.matching import MatchedSolution
from replicity.catalogue.wording import sentence as _
from replicity.quantities.suffixes import unit_of
from replicity.reports.blocks import Block, Cell, bold, section, table, text
from replicity.reports.plan_sections.draft import Draft
from replicity.reports.quantity import quantity

EXPECTED = {
    "carbon_dioxide_emission_reduction": "avoided_tco2e_per_year",
    "greenhouse_gas_emissions": "avoided_tco2e_per_year",
    "energy_savings": "energy_saved_kwh_per_year",
    "payback_period": "payback_years",
}
REACH = {
    "people_reached": "participants_count",
    "voter_participation": "participants_count",
    "open_data": "datasets_count",
    "shared_vehicles": "shared_cars_count",
}


def indicators(draft: Draft) -> Block:
    """Return the section on what to measure."""
    say = draft.say
    found: dict[str, list[str]] = {}
    for item in draft.detailed:
        for kpi in item.solution.kpis:
            found.setdefault(kpi, []).append(f"{draft.name(item)}{_expected(draft, item, kpi)}")
    rows: list[list[Cell]] = [[bold(draft.label(kpi)), "; ".join(names)] for kpi, names in found.items()]
    return section(
        say(_("Indicators")),
        [
            text(
                say(
                    _(
                        "Each is measured before the work begins and every year after it; the "
                        "expected median of this plan stands beside the solution."
                    )
                )
            ),
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
