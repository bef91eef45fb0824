"""What a contract measures by: the user's savings, as they come, as expected, and at the prices agreed."""

from dataclasses import replace

import numpy as np

from replicity.engine.archetype import Flows, Kind, Side
from replicity.engine.array import FloatArray
from replicity.engine.business_models.contract import Deal
from replicity.engine.ledger import market_total


def expected(amount: FloatArray) -> FloatArray:
    """Return the mean over all draws by year: what the parties write into a contract at signing."""
    held = np.atleast_1d(np.asarray(amount, dtype=np.float64))
    return np.asarray(held.reshape(-1, held.shape[-1]).mean(axis=0))


def user_savings_eur(deal: Deal) -> FloatArray:
    """Return the running costs that the user no longer pays, eur by year, not below zero."""
    return deal.once("user_savings_eur", _user_savings_eur)


def _user_savings_eur(deal: Deal) -> FloatArray:
    side = Side.USER
    own = Flows(
        money=tuple(m for m in deal.flows.money if m.side is side and m.kind is Kind.OPERATION),
        energy=tuple(e for e in deal.flows.energy if e.side is side),
    )
    return np.maximum(market_total(own, deal.paths), 0.0)


def measured_savings_eur(deal: Deal) -> FloatArray:
    """Return the user's savings at the prices expected at signing, eur by year.

    What is measured is the performance; a contract that guarantees it leaves the price of energy to the user.
    """
    return deal.once("measured_savings_eur", _measured_savings_eur)


def _measured_savings_eur(deal: Deal) -> FloatArray:
    agreed = {carrier: expected(price) for carrier, price in deal.paths.price_eur.items()}
    return user_savings_eur(replace(deal, paths=replace(deal.paths, price_eur=agreed)))


def shortfall_eur(deal: Deal) -> FloatArray:
    """Return by how much the measured savings stay below the expected ones, eur by year, not below zero."""
    measured = measured_savings_eur(deal)
    return np.maximum(expected(measured) - measured, 0.0)
