"""Pooled loan from a green bond or a revolving fund: the city raises the money and lends it on.

Who pays: the investor, level nominal payments to the city's fund. Who owns: the investor (the user). Risk:
the investor carries performance and prices, the city the investor's credit. Condition: a city that may
borrow, volume, and reporting to the bond's holders. The city's own rate of discount is what its money
costs it.
"""

from replicity.engine.archetype import Side
from replicity.engine.array import Number
from replicity.engine.business_models.contract import BusinessModel, ContractPrice, Deal
from replicity.engine.business_models.lending import level_loan
from replicity.engine.ledger import Entry


def payments(deal: Deal, price: Number) -> tuple[Entry, ...]:
    """Return the fund's loan and its service."""
    return level_loan(deal, deal.parties[Side.PUBLIC], price, "pooled_loan")


MODEL = BusinessModel(
    id="pooled_loan",
    takes={},
    price=ContractPrice("pooled_interest_share", seller=Side.PUBLIC),
    payments=payments,
)
