"""Energy performance contract with shared savings: the provider invests and is paid a share of the savings.

Who pays: the user, a share of what it measurably saves. Who owns: the provider until the end of the term,
then the user. Risk: the provider carries performance, prices and the user's credit. Condition: a metered
baseline, and a provider whose balance sheet carries the investment.
"""

from replicity.engine.archetype import Side
from replicity.engine.array import Number, by_year
from replicity.engine.business_models.contract import BusinessModel, ContractPrice, Deal, handover
from replicity.engine.business_models.savings import user_savings_eur
from replicity.engine.ledger import Actor, Entry


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
