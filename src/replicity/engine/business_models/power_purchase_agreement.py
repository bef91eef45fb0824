"""On-site power purchase agreement: the provider owns the plant and sells its electricity to the user.

Who pays: the user, for each kWh used on site. Who owns: the provider until the end of the term, then the
user. Risk: the provider carries yield, upkeep and the user's credit. Condition: power may be sold to a third
party behind the meter.
"""

from replicity.engine.archetype import Side
from replicity.engine.array import Number, by_year
from replicity.engine.business_models.contract import BusinessModel, ContractPrice, Deal, handover
from replicity.engine.ledger import Actor, Entry


def payments(deal: Deal, price: Number) -> tuple[Entry, ...]:
    """Return the price, constant in real terms, for each kWh used on site while the contract runs."""
    amount = by_year(price) * deal.flows.services["supplied_kwh"] * deal.in_term()
    return (Entry(deal.user, deal.parties[Side.ASSET], "electricity_under_contract", amount), *handover(deal))


MODEL = BusinessModel(
    id="power_purchase_agreement",
    takes={Side.ASSET: Actor.PROVIDER, Side.OPERATION: Actor.PROVIDER},
    price=ContractPrice("ppa_price_eur_per_kwh", seller=Side.ASSET),
    payments=payments,
    needs_service="supplied_kwh",
)
