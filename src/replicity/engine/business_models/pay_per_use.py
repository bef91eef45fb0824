"""Car sharing paid by use: the operator buys and runs everything and lives on the fares.

Who pays: the households, by use (the fare is an input of the solution). Who owns: the operator. Risk: the
operator carries demand, cost and renewal; the developer has only the parking that it does not build.
Condition: enough people within reach, parking privileges. There is no contract price.
"""

from replicity.engine.archetype import Side
from replicity.engine.business_models.contract import BusinessModel, no_payments
from replicity.engine.ledger import Actor

MODEL = BusinessModel(
    id="pay_per_use",
    takes={Side.ASSET: Actor.PROVIDER, Side.OPERATION: Actor.PROVIDER},
    price=None,
    payments=no_payments,
)
