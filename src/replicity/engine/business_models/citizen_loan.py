"""Citizen loan or crowdfunding: residents lend the investment and are paid interest.

Who pays: the investor, level nominal payments whatever the solution saves. Who owns: the investor (the user).
Risk: the investor carries performance and prices, the citizens its credit. Condition: securities law lets
citizens lend; a platform or the city collects.
"""

from replicity.engine.archetype import Side
from replicity.engine.array import Number
from replicity.engine.business_models.contract import BusinessModel, ContractPrice, Deal
from replicity.engine.business_models.lending import level_loan
from replicity.engine.ledger import Entry


def payments(deal: Deal, price: Number) -> tuple[Entry, ...]:
    """Return the citizens' loan and its service."""
    return level_loan(deal, deal.parties[Side.HOUSEHOLD], price, "citizen_loan")


MODEL = BusinessModel(
    id="citizen_loan",
    takes={},
    price=ContractPrice("citizen_interest_share", seller=Side.HOUSEHOLD),
    payments=payments,
)
