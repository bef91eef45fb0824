"""Collective self-consumption: the housing association owns the plant, residents pay it by the common fee.

Who pays: the residents, an addition to the common fee per dwelling. Who owns: the association. Risk: the
residents carry yield and prices on their own bills, the association cost and renewals. Condition: electricity
may be shared inside the building or estate.
"""

from replicity.engine.archetype import Side
from replicity.engine.array import Number
from replicity.engine.business_models.contract import BusinessModel, ContractPrice, Deal
from replicity.engine.business_models.fees import service_fee_eur
from replicity.engine.ledger import Actor, Entry


def payments(deal: Deal, price: Number) -> tuple[Entry, ...]:
    """Return the addition to the common fee, constant in real terms, in every year."""
    amount = service_fee_eur(deal, price, "dwellings_count")
    return (Entry(deal.user, deal.parties[Side.ASSET], "common_fee", amount),)


MODEL = BusinessModel(
    id="collective_self_consumption",
    takes={Side.USER: Actor.RESIDENT},
    price=ContractPrice("common_fee_eur_per_dwelling_per_year", seller=Side.ASSET),
    payments=payments,
    needs_service="dwellings_count",
)
