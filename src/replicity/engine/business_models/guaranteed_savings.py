"""Energy performance contract with guaranteed savings: the user invests, the provider covers a shortfall.

Who pays: the user buys with its own money and loan, and pays a yearly fee. Who owns: the user. Risk: the
provider carries performance up to the guarantee, which is the saving expected at signing, measured at the
prices of the contract; the user carries prices, keeps what is saved above, and its own lender its credit.
Condition: a user with access to loans, a metered baseline, measurement and verification.
"""

from replicity.engine.archetype import Side
from replicity.engine.array import Number, by_year
from replicity.engine.business_models.contract import BusinessModel, ContractPrice, Deal, handover
from replicity.engine.business_models.savings import expected, measured_savings_eur, shortfall_eur
from replicity.engine.ledger import Actor, Entry


def payments(deal: Deal, price: Number) -> tuple[Entry, ...]:
    """Return the fee, a share of the guaranteed saving, and the shortfall, while the contract runs."""
    provider, term = deal.parties[Side.OPERATION], deal.in_term()
    fee = by_year(price) * expected(measured_savings_eur(deal)) * term
    return (
        Entry(deal.user, provider, "guarantee_fee", fee),
        Entry(provider, deal.user, "savings_shortfall", shortfall_eur(deal) * term),
        *handover(deal),
    )


MODEL = BusinessModel(
    id="guaranteed_savings",
    takes={Side.OPERATION: Actor.PROVIDER},
    price=ContractPrice("guarantee_fee_share", seller=Side.OPERATION),
    payments=payments,
)
