"""Developer-led mobility: the developer builds fewer parking places and pays an operator for the service."""

from replicity.engine.archetype import Side
from replicity.engine.array import Number, by_year
from replicity.engine.business_models.contract import BusinessModel, ContractPrice, Deal
from replicity.engine.ledger import Actor, Entry


def payments(deal: Deal, price: Number) -> tuple[Entry, ...]:
    """Return the developer's yearly fee for each dwelling served while the agreement runs."""
    amount = by_year(price) * deal.flows.services["dwellings_count"] * deal.in_term()
    return (Entry(deal.user, deal.parties[Side.OPERATION], "mobility_service_fee", amount),)


MODEL = BusinessModel(
    id="developer_mobility",
    takes={Side.OPERATION: Actor.PROVIDER},
    price=ContractPrice("mobility_fee_eur_per_dwelling_per_year", seller=Side.OPERATION),
    payments=payments,
    needs_service="dwellings_count",
)
