"""Developer-led mobility: the developer builds fewer parking places and pays an operator for the service.

Who pays: the developer or the association after it, a fee per dwelling and year; residents pay by use. Who
owns: the developer what is built in, the operator its fleet. Risk: the operator carries demand, the developer
the term of the agreement. Condition: a parking norm that gives way, an agreement that can be enforced.
"""

from replicity.engine.archetype import Side
from replicity.engine.array import Number
from replicity.engine.business_models.contract import BusinessModel, ContractPrice, Deal
from replicity.engine.business_models.fees import service_fee_eur
from replicity.engine.ledger import Actor, Entry


def payments(deal: Deal, price: Number) -> tuple[Entry, ...]:
    """Return the developer's yearly fee for each dwelling served, as long as the operator serves."""
    amount = service_fee_eur(deal, price, "dwellings_count")
    return (Entry(deal.user, deal.parties[Side.OPERATION], "mobility_service_fee", amount),)


MODEL = BusinessModel(
    id="developer_mobility",
    takes={Side.OPERATION: Actor.PROVIDER},
    price=ContractPrice("mobility_fee_eur_per_dwelling_per_year", seller=Side.OPERATION),
    payments=payments,
    needs_service="dwellings_count",
)
