"""Sale of waste heat: who owns the source is paid for the heat that the heat pump takes from it.

Who pays: the network, for each kWh taken from the source (heat delivered less the heat pump's electricity).
Who owns: the network its heat pump, the city the source (its sewage or water works). Risk: the network
carries plant, prices and interruptions; the source owner only the volume. Condition: nearness, a fitting
temperature, terms for interruptions.
"""

import numpy as np

from replicity.engine.archetype import Carrier, Side
from replicity.engine.array import FloatArray, Number, by_year
from replicity.engine.business_models.contract import BusinessModel, ContractPrice, Deal
from replicity.engine.ledger import Entry


def source_heat_kwh(deal: Deal) -> FloatArray:
    """Return the heat taken from the source, kWh by year: delivered less the electricity that drives it."""
    taken = deal.flows.services["supplied_kwh"]
    for line in deal.flows.energy:
        if line.side is Side.OPERATION and line.carrier is Carrier.ELECTRICITY:
            taken = taken - line.amount
    return np.maximum(taken, 0.0)


def payments(deal: Deal, price: Number) -> tuple[Entry, ...]:
    """Return the price, constant in real terms, for each kWh from the source."""
    amount = by_year(price) * source_heat_kwh(deal)
    return (Entry(deal.user, deal.parties[Side.PUBLIC], "source_heat", amount),)


MODEL = BusinessModel(
    id="waste_heat_sale",
    takes={},
    price=ContractPrice("source_heat_eur_per_kwh", seller=Side.PUBLIC),
    payments=payments,
    needs_service="supplied_kwh",
)
