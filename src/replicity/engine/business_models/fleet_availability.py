"""Fleet provider: the fleet is owned apart from its operation and paid for being available.

Who pays: the transport authority (the city), for each vehicle available; it lowers what it pays the operator
for the service by the same amount, since the operator no longer buys vehicles. Who owns: the fleet provider,
who keeps the fleet when the operator changes. Risk: the fleet provider carries purchase, renewal and residual
value, the authority the operator's credit, the operator energy and upkeep. Condition: vehicles that pass from
operator to operator, a standard contract, payments through the authority.
"""

from replicity.engine.archetype import Side
from replicity.engine.array import Number
from replicity.engine.business_models.contract import BusinessModel, ContractPrice, Deal
from replicity.engine.business_models.fees import service_fee_eur
from replicity.engine.ledger import Actor, Entry


def payments(deal: Deal, price: Number) -> tuple[Entry, ...]:
    """Return the operator's lower service payment and the authority's payment for availability."""
    authority = deal.parties[Side.PUBLIC]
    amount = service_fee_eur(deal, price, "units_count")
    return (
        Entry(deal.user, authority, "service_payment_reduced", amount),
        Entry(authority, deal.parties[Side.ASSET], "fleet_availability", amount),
    )


MODEL = BusinessModel(
    id="fleet_availability",
    takes={Side.ASSET: Actor.UTILITY},
    price=ContractPrice("availability_eur_per_unit_per_year", seller=Side.ASSET),
    payments=payments,
    needs_service="units_count",
)
