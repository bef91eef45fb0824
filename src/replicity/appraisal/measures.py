"""The measures of an appraisal: those of the whole investment, and those of each actor."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from replicity.engine import finance
from replicity.engine.archetype import Carrier, Flows
from replicity.engine.array import FloatArray
from replicity.engine.debt import Debt
from replicity.engine.ledger import Actor
from replicity.engine.settlement import first_investment
from replicity.engine.summary import Summary, summarise

TIMES = ("payback_years", "discounted_payback_years")
# the measures that a project without cash return does not have
RETURNS = (
    "npv_eur",
    "irr_share",
    "mirr_share",
    "payback_years",
    "discounted_payback_years",
    "savings_to_investment_ratio",
    "benefit_cost_ratio",
    "levelised_cost_eur_per_kwh",
    "abatement_eur_per_tco2e",
    "dscr_min_ratio",
    "dscr_average_ratio",
    "llcr_ratio",
)
# an outlay below this share of the largest yearly amount is next to nothing
LEAST_OUTLAY = 0.02
# an amount below this share of the largest yearly amount is the rounding of a sum that is zero
ROUNDING = 1e-12


@dataclass(frozen=True, slots=True)
class ActorResult:
    """What the deal is for one actor, after tax and finance, at its own rate."""

    actor: str
    npv_eur: Summary
    irr_share: Summary
    payback_years: Summary
    probability_of_loss_share: float
    discount_rate_real_share: float

    def to_dict(self) -> dict[str, object]:
        """Return the results as in the JSON."""
        return {
            "npv_eur": self.npv_eur.to_dict(),
            "irr_share": {**self.irr_share.to_dict(), "defined_share": self.irr_share.defined_share},
            "payback_years": self.payback_years.to_dict(),
            "probability_of_loss_share": self.probability_of_loss_share,
            "discount_rate_real_share": self.discount_rate_real_share,
        }


def shaped(flow: FloatArray, draws: int, horizon_years: int) -> FloatArray:
    """Return a flow with both axes spelt out, shape ``(draws, horizon_years + 1)``."""
    return np.broadcast_to(flow, (draws, horizon_years + 1))


def whole_investment(flows: Flows, cash: FloatArray, avoided_tco2e: FloatArray) -> dict[str, FloatArray]:
    """Return what the whole investment costs, saves and avoids by draw."""
    draws, horizon_years = cash.shape[0], cash.shape[1] - 1
    return {
        "capex_eur": np.broadcast_to(first_investment(flows, horizon_years), (draws,)),
        "avoided_tco2e_per_year": shaped(avoided_tco2e, draws, horizon_years)[:, 1:].mean(axis=-1),
        "energy_saved_kwh_per_year": energy_saved(flows, draws, horizon_years)[:, 1:].mean(axis=-1),
    }


def cash_returns(
    cash: FloatArray, investment_eur: FloatArray, avoided_tco2e: FloatArray, rate: float
) -> dict[str, FloatArray]:
    """Return the returns of the whole investment by draw, before tax and finance, at the city's rate."""
    npv = finance.net_present_value(cash, rate)
    tonnes_worth = finance.net_present_value(np.broadcast_to(avoided_tco2e, cash.shape), rate)
    with np.errstate(divide="ignore", invalid="ignore"):
        abatement = np.where(tonnes_worth > 0, -npv / tonnes_worth, np.nan)
        # what the investment brings in present worth, avoided purchases included, for each euro spent on it
        ratio = np.where(investment_eur > 0, 1.0 + npv / investment_eur, np.nan)
    return {
        "npv_eur": npv,
        "irr_share": rate_of_return(cash),
        "mirr_share": finance.modified_internal_rate_of_return(cash, rate, rate),
        "payback_years": finance.payback_years(cash),
        "discounted_payback_years": finance.discounted_payback_years(cash, rate),
        "savings_to_investment_ratio": ratio,
        "abatement_eur_per_tco2e": abatement,
    }


def rate_of_return(cash: FloatArray) -> FloatArray:
    """Return the internal rate of return of the draws that begin with an outlay, NaN for the others.

    What begins with a receipt (a purchase that falls away, a loan) has a cost of money, not a return on it;
    and an outlay that is next to nothing beside what follows has a rate, but not one that means anything.
    """
    if cash.strides[0] == 0:  # the same in every draw: a lender's
        return np.broadcast_to(rate_of_return(cash[:1].copy()), cash.shape[:1])
    if not (cash[:, 0] < 0).any():
        return np.full(cash.shape[0], np.nan)
    size = np.abs(cash)
    largest = size.max(axis=-1)
    # what rounding leaves of payments that cancel has a sign, and a rate of return looks at signs
    rest = size <= ROUNDING * largest[:, np.newaxis]
    if np.any(rest):
        cash = np.where(rest, 0.0, cash)
    invests = cash[:, 0] < -LEAST_OUTLAY * largest
    if invests.all():
        return finance.internal_rate_of_return(cash)
    rates = np.full(cash.shape[0], np.nan)
    # by year: the draws of a year stand side by side in memory
    rates[invests] = finance.internal_rate_of_return(cash.T[:, invests].T)
    return rates


def energy_saved(flows: Flows, draws: int, horizon_years: int) -> FloatArray:
    """Return the electricity and heating fuel bought less, kWh by year (sold power counts as less)."""
    saved: FloatArray = np.zeros(1)
    for line in flows.energy:
        if line.carrier in (Carrier.ELECTRICITY, Carrier.GAS):
            saved = saved - line.amount
        elif line.carrier is Carrier.EXPORT:
            saved = saved + line.amount
    return shaped(saved, draws, horizon_years)


def debt_measures(debt: Debt, cash_available_nominal: FloatArray, draws: int) -> dict[str, FloatArray]:
    """Return how the cash serves the loan by draw; NaN where there is no loan."""
    if debt.principal_eur <= 0:
        none = np.full(draws, np.nan)
        return {"dscr_min_ratio": none, "dscr_average_ratio": none}
    cash = shaped(cash_available_nominal, draws, debt.payment_eur.size - 1)
    years = debt.payment_eur > 0
    ratios = finance.debt_service_coverage_ratio(cash.T[years].T, debt.payment_eur[years])
    return {"dscr_min_ratio": ratios.min(axis=-1), "dscr_average_ratio": ratios.mean(axis=-1)}


def summaries(measures: Mapping[str, FloatArray]) -> dict[str, Summary]:
    """Return the summary of each measure."""
    return {n: summarise(v, never_is_infinite=n in TIMES) for n, v in measures.items()}


def actor_result(cash: FloatArray, actor: Actor, rate: float) -> ActorResult:
    """Return what the deal is for one actor, from its net cash by draw and year."""
    npv = finance.net_present_value(cash, rate)
    return ActorResult(
        actor=actor.value,
        npv_eur=summarise(npv),
        irr_share=summarise(rate_of_return(cash)),
        payback_years=summarise(finance.payback_years(cash), never_is_infinite=True),
        probability_of_loss_share=float(np.mean(npv < 0)),
        discount_rate_real_share=rate,
    )
