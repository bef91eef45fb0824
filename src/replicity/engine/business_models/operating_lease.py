"""Operating lease: a leasing company owns the equipment and lets it as long as it serves.

Who pays: the user, a rent per unit and year that follows the price index. Who owns: the leasing company, to
the end; it renews what is worn and keeps what is left. Risk: the lessor carries residual value, renewals and
the user's credit; the user carries performance and prices. Condition: leasing law, a market for what comes
back. The nominal lease of a utility, with a handover at the end, is `utility_lease`.
"""

from replicity.engine.archetype import Side
from replicity.engine.array import Number
from replicity.engine.business_models.contract import BusinessModel, ContractPrice, Deal
from replicity.engine.business_models.fees import service_fee_eur
from replicity.engine.ledger import Actor, Entry


def payments(deal: Deal, price: Number) -> tuple[Entry, ...]:
    """Return the rent for each unit in service, constant in real terms, in every year."""
    amount = service_fee_eur(deal, price, "units_count")
    return (Entry(deal.user, deal.parties[Side.ASSET], "operating_lease", amount),)


MODEL = BusinessModel(
    id="operating_lease",
    takes={Side.ASSET: Actor.PROVIDER},
    price=ContractPrice("rent_eur_per_unit_per_year", seller=Side.ASSET),
    payments=payments,
    needs_service="units_count",
)
