"""Ratios of two present values: benefits and costs, cost and service, cash and loan."""

import numpy as np

from replicity.engine.archetype import Carrier, Flows
from replicity.engine.array import FloatArray
from replicity.engine.debt import Debt
from replicity.engine.finance import net_present_value
from replicity.engine.ledger import Actor, Ledger
from replicity.engine.settlement import Settlement

# the service whose unit has a cost that can be compared with a tariff
SERVICE = "supplied_kwh"


def ratios(flows: Flows, settlement: Settlement, npv_eur: FloatArray, rate: float) -> dict[str, FloatArray]:
    """Return the ratios of the whole investment by draw; NaN where one does not exist.

    Costs are what the solution itself takes over the horizon: what is bought less what is left at the end,
    its running costs and its energy. What falls away or is sold is a benefit, so that the benefits are the
    net present value plus the costs.
    """
    years = settlement.price_index.shape[-1]
    costs, sold = _costs_and_sales(flows, settlement.before_finance, rate, years)
    supplied = flows.services.get(SERVICE)
    output = np.zeros(()) if supplied is None else _worth(supplied, rate, years)
    with np.errstate(divide="ignore", invalid="ignore"):
        found = {
            "benefit_cost_ratio": np.where(costs > 0, 1.0 + npv_eur / costs, np.nan),
            "levelised_cost_eur_per_kwh": np.where(output > 0, (costs - sold) / output, np.nan),
            "llcr_ratio": _loan_life_coverage(settlement.debt, settlement.cash_available_nominal),
        }
    return {name: np.broadcast_to(value, npv_eur.shape) for name, value in found.items()}


def energy_by_year(flows: Flows, years: int) -> FloatArray:
    """Return the mean of the electricity and heating fuel bought less, kWh by year, sold power counted in."""
    saved = np.zeros(years)
    for line in flows.energy:
        if line.carrier in (Carrier.ELECTRICITY, Carrier.GAS, Carrier.EXPORT):
            mean = np.atleast_2d(line.amount).mean(axis=0)
            saved += mean if line.carrier is Carrier.EXPORT else -mean
    return saved


def _costs_and_sales(flows: Flows, market: Ledger, rate: float, years: int) -> tuple[FloatArray, FloatArray]:
    """Return the present value of the solution's own costs, and of the energy that it sells, eur by draw.

    A payment to the world that is one on the whole is a cost of the solution; one that is negative on the
    whole is a payment of today that falls away.
    """
    exported = {line.name for line in flows.energy if line.carrier is Carrier.EXPORT}
    costs, sold = np.zeros(()), np.zeros(())
    for entry in market.entries:
        if entry.payee is not Actor.WORLD:
            continue
        worth = _worth(entry.amount_eur, rate, years)
        if entry.item in exported:
            sold = sold - worth
        elif worth.mean() > 0:
            costs = costs + worth
    return costs, sold


def _worth(amount: FloatArray, rate: float, years: int) -> FloatArray:
    return np.asarray(net_present_value(np.broadcast_to(amount, (*np.shape(amount)[:-1], years)), rate))


def _loan_life_coverage(debt: Debt, cash_available_nominal: FloatArray) -> FloatArray:
    """Return the cash available over the life of the loan, at the loan's own rate, over the loan."""
    if debt.principal_eur <= 0:
        return np.asarray(np.nan)
    served = int(np.flatnonzero(debt.payment_eur)[-1])
    rate = float(debt.interest_eur[1]) / debt.principal_eur
    cash = np.broadcast_to(
        cash_available_nominal, (*cash_available_nominal.shape[:-1], debt.payment_eur.size)
    )[..., : served + 1]
    # what comes in year 0 does not serve the loan, which is paid back from year 1 on
    worth = net_present_value(cash, rate) - cash[..., 0]
    return np.asarray(worth / debt.principal_eur)
