"""Heat or cooling supply contract: the provider builds, owns and runs the plant and sells useful energy.

Who pays: the user, for each kWh of heat or cold. Who owns: the provider until the end of the term, then the
user. Risk: the provider carries cost, its own energy price and, as nothing is paid for capacity, the whole
volume. Condition: metering and a long term.
"""

from replicity.engine.archetype import Side
from replicity.engine.array import Number, by_year
from replicity.engine.business_models.contract import BusinessModel, ContractPrice, Deal, handover
from replicity.engine.ledger import Actor, Entry


def payments(deal: Deal, price: Number) -> tuple[Entry, ...]:
    """Return the price, constant in real terms, for each kWh of heat or cold while the contract runs."""
    amount = by_year(price) * deal.flows.services["supplied_kwh"] * deal.in_term()
    return (Entry(deal.user, deal.parties[Side.ASSET], "heat_or_cooling_supply", amount), *handover(deal))


MODEL = BusinessModel(
    id="supply_contract",
    takes={Side.ASSET: Actor.PROVIDER, Side.OPERATION: Actor.PROVIDER},
    price=ContractPrice("supply_price_eur_per_kwh", seller=Side.ASSET),
    payments=payments,
    needs_service="supplied_kwh",
)
