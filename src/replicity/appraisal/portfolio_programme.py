"""From appraised cases to the programme that a portfolio is chosen from: sizes, years, gains, rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from replicity.appraisal.business_case import Case, build_case
from replicity.appraisal.context import ContextValue
from replicity.appraisal.deal import discount_rates
from replicity.catalogue.portfolio import PortfolioRules
from replicity.engine.array import FloatArray
from replicity.engine.finance import net_present_value
from replicity.engine.ledger import Actor
from replicity.engine.portfolio import Order, Programme, Synergy

OBJECTIVES = ("carbon", "value", "equity")


@dataclass(frozen=True, slots=True)
class Candidates:
    """The cases with their sizes, and what each brings by draw if it begins in the first year.

    `scale` has the shape ``(candidates, sizes)``, NaN where there is no such size; `draws` holds for cost and
    each objective an array of shape ``(draws, candidates, sizes)``; `timing` for each objective what a start
    in a year is worth relative to one in the first, shape ``(candidates, years)``.
    """

    cases: tuple[Case, ...]
    scale: FloatArray
    draws: Mapping[str, FloatArray]
    timing: Mapping[str, FloatArray]


def candidates_of(
    cases: Sequence[Case], context: Mapping[str, ContextValue], rules: PortfolioRules
) -> Candidates:
    """Return the candidates of cases at all their sizes."""
    scale = np.full((len(cases), len(rules.size_ratios)), np.nan)
    names = ("cost", *OBJECTIVES)
    draws = {n: np.zeros((cases[0].appraisal.request.draws, *scale.shape)) for n in names}
    for index, case in enumerate(cases):
        for place, size in enumerate(_sizes(case, rules)):
            scale[index, place] = size
            for name, values in _brings(case, size, context, rules).items():
                draws[name][:, index, place] = values
    rate = float(np.mean(cases[0].draws["discount_rate_real_share"]))
    later = (1.0 + rate) ** -np.arange(rules.years_count)
    worth = np.broadcast_to(later, (len(cases), rules.years_count))
    carbon = np.array([_carbon_by_start(case, rules) for case in cases])
    return Candidates(tuple(cases), scale, draws, {"carbon": carbon, "value": worth, "equity": worth})


def programme_of(candidates: Candidates, budget_eur: float, rules: PortfolioRules) -> Programme:
    """Return the programme of candidates within a budget that is spread evenly over the years."""
    place = {c.appraisal.solution.id: i for i, c in enumerate(candidates.cases)}
    gains = {n: _by_start(candidates, n, candidates.draws[n].mean(axis=0)) for n in OBJECTIVES}
    cost = np.where(np.isnan(candidates.scale), np.nan, candidates.draws["cost"].mean(axis=0))
    return Programme(
        cost_eur=cost,
        gains=gains,
        budgets_eur=np.full(rules.years_count, budget_eur / rules.years_count),
        carry_over=True,
        orders=tuple(
            Order(place[r.before], place[r.after], r.lag_years, r.required)
            for r in rules.orders
            if r.before in place and r.after in place
        ),
        exclusions=tuple(
            group
            for r in rules.exclusions
            if len(group := tuple(place[s] for s in r.solutions if s in place)) > 1
        ),
        synergies=tuple(
            Synergy(
                place[r.first], place[r.second], {r.objective: r.share * gains[r.objective][place[r.second]]}
            )
            for r in rules.synergies
            if r.first in place and r.second in place
        ),
    )


def draws_by_start(candidates: Candidates, name: str) -> FloatArray:
    """Return an objective by draw for every choice, shape ``(draws, candidates, sizes, years)``."""
    return _by_start(candidates, name, candidates.draws[name])


def _by_start(candidates: Candidates, name: str, brings: FloatArray) -> FloatArray:
    return np.asarray(brings[..., np.newaxis] * candidates.timing[name][:, np.newaxis, :])


def _sizes(case: Case, rules: PortfolioRules) -> list[float]:
    """Return the sizes to choose from: ratios of the case's own, two digits, within the solution's limits."""
    own, limits = case.appraisal.request.scale, case.appraisal.solution.default_scale
    lowest, highest = min(limits.lowest, own), max(limits.highest, own)
    wanted = [own if ratio == 1.0 else float(f"{ratio * own:.2g}") for ratio in rules.size_ratios]
    return sorted({min(max(size, lowest), highest) for size in wanted})


def _brings(
    case: Case, size: float, context: Mapping[str, ContextValue], rules: PortfolioRules
) -> dict[str, FloatArray]:
    """Return cost, carbon, value and the residents' gain of a case at a size, by draw."""
    request = case.appraisal.request
    ratio = size / request.scale
    if ratio != 1.0 and not case.appraisal.solution.model.linear:
        other = replace(request, scale=size)
        return _brings(
            build_case(case.appraisal.city, case.appraisal.solution, context, other), size, context, rules
        )
    residents = np.atleast_2d(case.settlement.ledger.net(Actor.RESIDENT))
    gain = net_present_value(residents, discount_rates(case.draws)[Actor.RESIDENT])
    window = float(_cumulative(case, rules)[0])
    mean = float(case.measures["avoided_tco2e_per_year"].mean())
    tonnes = case.measures["avoided_tco2e_per_year"] * (window / mean if mean else 0.0)
    value = case.measures["npv_eur"]
    if case.appraisal.solution.enabler:
        value = -case.measures["cost_present_value_eur"]
    cost = case.measures["capex_eur"]
    return {"cost": ratio * cost, "carbon": ratio * tonnes, "value": ratio * value, "equity": ratio * gain}


def _cumulative(case: Case, rules: PortfolioRules) -> FloatArray:
    """Return the tonnes avoided within the window if it begins in each of the years."""
    until = np.cumsum(case.appraisal.yearly.avoided_tco2e)
    last = np.minimum(rules.carbon_window_years - np.arange(rules.years_count), until.size - 1)
    return np.asarray(until[np.maximum(last, 0)])


def _carbon_by_start(case: Case, rules: PortfolioRules) -> FloatArray:
    """Return the tonnes within the window by year of the beginning, relative to the first year."""
    tonnes = _cumulative(case, rules)
    return tonnes / tonnes[0] if tonnes[0] else np.zeros_like(tonnes)
