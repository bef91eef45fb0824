"""Heat as a service: households pay a flat fee for a warm home, the provider pays for works and energy.

Who pays: the household, a flat fee. Who owns: the provider. Risk: the provider carries performance and
energy prices; the household's cost is certain. Condition: consumer protection, a rule for moving out, a
provider with access to finance.

The flat fee is the energy bill expected after the works plus the contract price; since the ledger holds
differences to today, the provider takes the saving as it comes and gives the expected one.
"""

from replicity.engine.archetype import Side
from replicity.engine.array import Number
from replicity.engine.business_models.contract import BusinessModel, ContractPrice, Deal
from replicity.engine.business_models.fees import service_fee_eur
from replicity.engine.business_models.savings import expected, user_savings_eur
from replicity.engine.ledger import Actor, Entry


def payments(deal: Deal, price: Number) -> tuple[Entry, ...]:
    """Return the fee above the expected bill, and the exchange of the real bill for the expected one."""
    provider, saved = deal.parties[Side.ASSET], user_savings_eur(deal)
    return (
        Entry(deal.user, provider, "heat_service_fee", service_fee_eur(deal, price, "dwellings_count")),
        Entry(deal.user, provider, "energy_saving_passed_on", saved),
        Entry(provider, deal.user, "energy_saving_promised", expected(saved)),
    )


MODEL = BusinessModel(
    id="heat_as_a_service",
    takes={Side.ASSET: Actor.PROVIDER, Side.OPERATION: Actor.PROVIDER, Side.USER: Actor.RESIDENT},
    price=ContractPrice("heat_fee_eur_per_dwelling_per_year", seller=Side.ASSET),
    payments=payments,
    needs_service="dwellings_count",
)
