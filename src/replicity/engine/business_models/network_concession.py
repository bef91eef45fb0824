"""Concession of a heat or cooling network: customers pay for connection, capacity and energy.

Who pays: the customers, in three parts that mirror what their own plant would cost them (no more than
otherwise, at a ratio of 1): connection for the purchases avoided, capacity for the fixed upkeep avoided,
energy for each kWh. Who owns: the concessionaire. Risk: connection and capacity are fixed at signing, so the
concessionaire carries cost, its own energy price and the volume of the energy part; what the energy part
brings above expectation goes to the city as concession fee. Condition: an order or anchor customers that
connect, a licence for the streets.
"""

import numpy as np

from replicity.engine.archetype import Carrier, Kind, Side
from replicity.engine.array import FloatArray, Number, by_year
from replicity.engine.business_models.contract import BusinessModel, ContractPrice, Deal
from replicity.engine.business_models.savings import expected
from replicity.engine.ledger import Actor, Entry


def avoided_eur(deal: Deal, kind: Kind) -> FloatArray:
    """Return what the customers expect not to pay for their own plant, eur by year, not below zero."""
    total: FloatArray = np.zeros(deal.horizon_years + 1)
    for line in deal.flows.money:
        if line.side is Side.USER and line.kind is kind:
            total = total - expected(line.amount_eur)
    return np.maximum(total, 0.0)


def energy_eur_per_kwh(deal: Deal) -> FloatArray:
    """Return the expected cost of the customers' own energy for each kWh of heat or cold, by year."""
    cost: FloatArray = np.zeros(deal.horizon_years + 1)
    for line in deal.flows.energy:
        if line.side is Side.USER and line.carrier is not Carrier.EXPORT:
            cost = cost - expected(line.amount * deal.paths.price_eur[line.carrier])
    kwh = expected(deal.flows.services["supplied_kwh"])
    return np.divide(np.maximum(cost, 0.0), kwh, out=np.zeros_like(cost), where=kwh > 0)


def payments(deal: Deal, price: Number) -> tuple[Entry, ...]:
    """Return the three parts of the tariff and the concession fee."""
    seller, ratio = deal.parties[Side.ASSET], by_year(price)
    kwh = deal.flows.services["supplied_kwh"]
    unit = ratio * energy_eur_per_kwh(deal)
    above = np.maximum(kwh - expected(kwh), 0.0)
    return (
        Entry(deal.user, seller, "network_energy", unit * kwh),
        Entry(deal.user, seller, "network_capacity", ratio * avoided_eur(deal, Kind.OPERATION)),
        Entry(deal.user, seller, "network_connection", ratio * avoided_eur(deal, Kind.AVOIDED_INVESTMENT)),
        Entry(seller, deal.parties[Side.PUBLIC], "concession_fee", unit * above),
    )


MODEL = BusinessModel(
    id="network_concession",
    takes={Side.ASSET: Actor.PROVIDER, Side.OPERATION: Actor.PROVIDER},
    price=ContractPrice("network_tariff_ratio", seller=Side.ASSET),
    payments=payments,
    needs_service="supplied_kwh",
)
