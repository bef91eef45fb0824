"""Utility lease, as for Santiago's buses: the utility buys and owns, the user pays a fixed nominal lease.

Who pays: the user, per unit and year, fixed in nominal money. Who owns: the utility until the end of the
term, then the user. Risk: the utility carries inflation and the user's credit, the user performance and
upkeep. Condition: leasing law and, where the user's credit is thin, a guarantor of the payments.
"""

from replicity.engine.archetype import Side
from replicity.engine.array import Number, by_year
from replicity.engine.business_models.contract import BusinessModel, ContractPrice, Deal, handover
from replicity.engine.ledger import Actor, Entry


def payments(deal: Deal, price: Number) -> tuple[Entry, ...]:
    """Return the lease for each unit in service, fixed in nominal money, while the contract runs."""
    units = deal.flows.services["units_count"]
    amount = by_year(price) * units * deal.in_term() / deal.price_index()
    return (Entry(deal.user, deal.parties[Side.ASSET], "lease", amount), *handover(deal))


MODEL = BusinessModel(
    id="utility_lease",
    takes={Side.ASSET: Actor.UTILITY},
    price=ContractPrice("lease_eur_per_unit_per_year", seller=Side.ASSET),
    payments=payments,
    needs_service="units_count",
)
