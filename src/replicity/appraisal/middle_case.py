"""The case in which every input stands at its middle: one row of yearly payments that people can follow."""

from dataclasses import dataclass

import numpy as np

from replicity.appraisal.business_case import Case
from replicity.appraisal.deal import deal_of, discount_rates, finance_terms
from replicity.appraisal.measures import rate_of_return, shaped
from replicity.engine.array import FloatArray
from replicity.engine.business_models import business_models
from replicity.engine.emissions import avoided_emissions
from replicity.engine.finance import net_present_value
from replicity.engine.ledger import Actor, market_total
from replicity.engine.settlement import settle


@dataclass(frozen=True, slots=True)
class Line:
    """The yearly payments of one party, real eur, year 0 first, with what they are worth to it."""

    party: str
    flows_eur: tuple[float, ...]
    discount_rate_real_share: float
    npv_eur: float
    irr_share: float | None


@dataclass(frozen=True, slots=True)
class MiddleCase:
    """All lines of the middle case, at the contract price of the appraisal; tonnes avoided by year.

    The middle of the inputs is not the middle of the results: what the draws give stands beside it.
    """

    whole: Line
    actors: tuple[Line, ...]
    avoided_tco2e: tuple[float, ...]


def middle_case(case: Case) -> MiddleCase:
    """Return the middle case of an appraisal."""
    appraisal = case.appraisal
    solution, horizon = appraisal.solution, appraisal.solution.horizon_years
    model = business_models()[appraisal.request.business_model]
    middle = {name: np.array([item.spread.mode]) for name, item in appraisal.inputs.items()}
    deal = deal_of(solution, model, middle)
    rates = discount_rates(middle)
    settled = settle(deal, model, appraisal.bargain.price, finance_terms(middle))
    nets = {a: shaped(settled.ledger.net(a), 1, horizon) for a in settled.ledger.actors()}
    cash = shaped(market_total(deal.flows, deal.paths), 1, horizon)
    avoided = shaped(avoided_emissions(deal.flows, deal.paths), 1, horizon)
    shown = [Actor(name) for name in appraisal.actors]
    return MiddleCase(
        _line("whole", cash, rates[Actor.CITY]),
        tuple(_line(a.value, nets[a], rates[a]) for a in shown if a in nets),
        tuple(map(float, avoided[0])),
    )


def _line(party: str, flows: FloatArray, rate: float) -> Line:
    found = float(rate_of_return(flows)[0])
    return Line(
        party,
        tuple(map(float, flows[0])),
        rate,
        float(net_present_value(flows, rate)[0]),
        None if np.isnan(found) else found,
    )
