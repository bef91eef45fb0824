"""One-stop shop: a service arranges the renovation, looks after it, and is paid a fee on the volume.

Who pays: the owner, a share of the first investment when the works are ordered. Who owns: the owner. Risk:
the owner carries performance and prices, the shop the upkeep during the term. Condition: a public anchor that
starts and vouches for it. What the shop itself costs beyond the upkeep is not in the solution's flows: the
lowest fee shown covers the upkeep alone.
"""

import numpy as np

from replicity.engine.archetype import Side
from replicity.engine.array import Number, by_year
from replicity.engine.business_models.contract import BusinessModel, ContractPrice, Deal, handover
from replicity.engine.ledger import Actor, Entry
from replicity.engine.profiles import at_start
from replicity.engine.settlement import first_investment


def payments(deal: Deal, price: Number) -> tuple[Entry, ...]:
    """Return the fee on the volume when the works are ordered, then the handover of the upkeep."""
    volume = np.asarray(price) * first_investment(deal.flows, deal.horizon_years)
    amount = by_year(volume) * at_start(deal.horizon_years)
    return (
        Entry(deal.user, deal.parties[Side.OPERATION], "one_stop_shop_fee", amount),
        *handover(deal),
    )


MODEL = BusinessModel(
    id="one_stop_shop",
    takes={Side.OPERATION: Actor.PROVIDER},
    price=ContractPrice("volume_fee_share", seller=Side.OPERATION),
    payments=payments,
)
