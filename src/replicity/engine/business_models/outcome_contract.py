"""Outcome contract: the provider invests and is paid for each kWh that is verifiably saved, and nothing else.

Who pays: the authority that wants the outcome. Who owns: the provider until the end of the term, then the
authority. Risk: the provider carries performance and cost, the authority prices, for the payment per kWh is
fixed. Condition: an outcome that can be measured, and an independent check of it.
"""

import numpy as np

from replicity.engine.archetype import Carrier, Side
from replicity.engine.array import FloatArray, Number, by_year
from replicity.engine.business_models.contract import BusinessModel, ContractPrice, Deal, handover
from replicity.engine.ledger import Actor, Entry


def saved_kwh(deal: Deal) -> FloatArray:
    """Return the electricity and heating fuel bought less, kWh by year, not below zero."""
    total: FloatArray = np.zeros(1)
    for line in deal.flows.energy:
        if line.carrier in (Carrier.ELECTRICITY, Carrier.GAS):
            total = total - line.amount
    return np.maximum(total, 0.0)


def payments(deal: Deal, price: Number) -> tuple[Entry, ...]:
    """Return the payment for each kWh saved while the contract runs, then the handover."""
    amount = by_year(price) * saved_kwh(deal) * deal.in_term()
    return (Entry(deal.user, deal.parties[Side.ASSET], "outcome_payment", amount), *handover(deal))


MODEL = BusinessModel(
    id="outcome_contract",
    takes={Side.ASSET: Actor.PROVIDER, Side.OPERATION: Actor.PROVIDER},
    price=ContractPrice("outcome_eur_per_kwh", seller=Side.ASSET),
    payments=payments,
)
