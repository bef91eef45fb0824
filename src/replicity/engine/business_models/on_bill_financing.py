"""On-bill financing: the utility pays for the thing and the user repays it on the bill.

Who pays: the user, a charge fixed at signing as a share of the saving expected then; at or below 1 the bill
is expected not to rise. Who owns: the utility until the end of the term, then the user. Risk: the user
carries performance and prices, for the charge does not follow the saving; the utility carries the user's
credit. Condition: the utility is allowed to bill for it.
"""

from replicity.engine.archetype import Side
from replicity.engine.array import Number, by_year
from replicity.engine.business_models.contract import BusinessModel, ContractPrice, Deal, handover
from replicity.engine.business_models.savings import expected, user_savings_eur
from replicity.engine.ledger import Actor, Entry


def payments(deal: Deal, price: Number) -> tuple[Entry, ...]:
    """Return the charge on the bill while the contract runs, then the handover."""
    charge = by_year(price) * expected(user_savings_eur(deal)) * deal.in_term()
    return (Entry(deal.user, deal.parties[Side.ASSET], "on_bill_charge", charge), *handover(deal))


MODEL = BusinessModel(
    id="on_bill_financing",
    takes={Side.ASSET: Actor.UTILITY},
    price=ContractPrice("on_bill_charge_share", seller=Side.ASSET),
    payments=payments,
)
