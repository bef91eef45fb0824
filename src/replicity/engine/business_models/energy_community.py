"""Energy community: the members own the plant together and sell its electricity to the building.

Who pays: the building, for each kWh used on site. Who owns: the residents as members of the community, for
good. Risk: the members carry yield, upkeep and renewals; the building carries nothing but the price.
Condition: a legal form for communities, rules for sharing, a bearable grid fee.
"""

from replicity.engine.archetype import Side
from replicity.engine.array import Number
from replicity.engine.business_models.contract import BusinessModel, ContractPrice, Deal
from replicity.engine.business_models.fees import service_fee_eur
from replicity.engine.ledger import Actor, Entry


def payments(deal: Deal, price: Number) -> tuple[Entry, ...]:
    """Return the community's tariff, constant in real terms, for each kWh used on site in every year."""
    amount = service_fee_eur(deal, price, "supplied_kwh")
    return (Entry(deal.user, deal.parties[Side.ASSET], "community_electricity", amount),)


MODEL = BusinessModel(
    id="energy_community",
    takes={Side.ASSET: Actor.RESIDENT, Side.OPERATION: Actor.RESIDENT},
    price=ContractPrice("community_tariff_eur_per_kwh", seller=Side.ASSET),
    payments=payments,
    needs_service="supplied_kwh",
)
