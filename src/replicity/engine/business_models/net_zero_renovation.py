"""Renovation paid by an energy plan, with a performance guarantee: the bill stays what it was.

Who pays: the tenants, an energy plan in the place of the energy that they no longer buy; a share of 1 leaves
the expected bill as it was. Who owns: the housing company. Risk: the builder carries performance for the
whole term and is paid for it by the housing company at its expected cost; the tenants carry prices, the
housing company cost and vacancy. Condition: the law allows an energy plan, the landlord holds the buildings
for decades.
"""

from replicity.engine.archetype import Side
from replicity.engine.array import Number, by_year
from replicity.engine.business_models.contract import BusinessModel, ContractPrice, Deal
from replicity.engine.business_models.savings import expected, shortfall_eur, user_savings_eur
from replicity.engine.ledger import Actor, Entry


def payments(deal: Deal, price: Number) -> tuple[Entry, ...]:
    """Return the energy plan, the builder's guarantee to the tenants, and its fee."""
    landlord, builder = deal.parties[Side.ASSET], Actor.PROVIDER
    short = shortfall_eur(deal)
    return (
        Entry(deal.user, landlord, "energy_plan", by_year(price) * expected(user_savings_eur(deal))),
        Entry(builder, deal.user, "savings_shortfall", short),
        Entry(landlord, builder, "guarantee_fee", expected(short)),
    )


MODEL = BusinessModel(
    id="net_zero_renovation",
    takes={Side.USER: Actor.RESIDENT},
    price=ContractPrice("energy_plan_share", seller=Side.ASSET),
    payments=payments,
)
