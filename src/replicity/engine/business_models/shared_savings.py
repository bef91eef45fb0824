"""Energy performance contract with shared savings: the provider invests and is paid a share of the savings."""

import numpy as np

from replicity.engine.archetype import Flows, Kind, Side
from replicity.engine.array import FloatArray, Number, by_year
from replicity.engine.business_models.contract import BusinessModel, ContractPrice, Deal, handover
from replicity.engine.ledger import Actor, Entry, market_total


def user_savings_eur(deal: Deal) -> FloatArray:
    """Return the running costs that the user no longer pays, eur by year, not below zero."""
    side = Side.USER
    own = Flows(
        money=tuple(m for m in deal.flows.money if m.side is side and m.kind is Kind.OPERATION),
        energy=tuple(e for e in deal.flows.energy if e.side is side),
    )
    return np.maximum(market_total(own, deal.paths), 0.0)


def payments(deal: Deal, price: Number) -> tuple[Entry, ...]:
    """Return the share of the savings while the contract runs, then the handover."""
    amount = by_year(price) * user_savings_eur(deal) * deal.in_term()
    return (Entry(deal.user, deal.parties[Side.ASSET], "share_of_savings", amount), *handover(deal))


MODEL = BusinessModel(
    id="shared_savings",
    takes={Side.ASSET: Actor.PROVIDER, Side.OPERATION: Actor.PROVIDER},
    price=ContractPrice("savings_fee_share", seller=Side.ASSET),
    payments=payments,
)
