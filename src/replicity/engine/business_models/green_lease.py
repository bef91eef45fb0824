"""Green lease: the landlord renovates and may raise the rent, the tenants save energy.

Who pays: the tenants, a rent increase per dwelling and year. Who owns: the landlord. Risk: the tenants carry
performance and prices, the landlord cost and vacancy. Condition: rent law allows the increase; tenants pay
their own energy bills.
"""

from replicity.engine.archetype import Side
from replicity.engine.array import Number
from replicity.engine.business_models.contract import BusinessModel, ContractPrice, Deal
from replicity.engine.business_models.fees import service_fee_eur
from replicity.engine.ledger import Actor, Entry


def payments(deal: Deal, price: Number) -> tuple[Entry, ...]:
    """Return the rent increase, constant in real terms, in every year."""
    amount = service_fee_eur(deal, price, "dwellings_count")
    return (Entry(deal.user, deal.parties[Side.ASSET], "rent_increase", amount),)


MODEL = BusinessModel(
    id="green_lease",
    takes={Side.USER: Actor.RESIDENT},
    price=ContractPrice("rent_increase_eur_per_dwelling_per_year", seller=Side.ASSET),
    payments=payments,
    needs_service="dwellings_count",
)
