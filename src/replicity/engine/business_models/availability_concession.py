"""Concession paid by availability (PPP): the provider designs, builds, finances and runs, then hands over.

Who pays: the authority, for each unit available and year, constant in real terms. Who owns: the
concessionaire until the end of the term, then the authority. Risk: the concessionaire carries building,
financing and running; the authority carries energy prices and its own budget limits. Condition: a PPP law and
room in the fiscal limits.
"""

from replicity.engine.archetype import Side
from replicity.engine.array import Number
from replicity.engine.business_models.contract import BusinessModel, ContractPrice, Deal, handover
from replicity.engine.business_models.fees import service_fee_eur
from replicity.engine.ledger import Actor, Entry


def payments(deal: Deal, price: Number) -> tuple[Entry, ...]:
    """Return the availability payment while the contract runs, then the handover."""
    amount = service_fee_eur(deal, price, "units_count") * deal.in_term()
    return (Entry(deal.user, deal.parties[Side.ASSET], "availability_payment", amount), *handover(deal))


MODEL = BusinessModel(
    id="availability_concession",
    takes={Side.ASSET: Actor.PROVIDER, Side.OPERATION: Actor.PROVIDER},
    price=ContractPrice("availability_eur_per_unit_per_year", seller=Side.ASSET),
    payments=payments,
    needs_service="units_count",
)
