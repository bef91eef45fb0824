"""A deal small enough to work by hand: two draws, three years, no prices that move.

Bought in year 0 for 300 (the side of the asset). Each year the runner spends 10 on upkeep, today's payer buys
1,000 kWh less in the first draw and 600 kWh less in the second, at 0.20 eur: 200 and 120 saved, 160 expected.
"""

import numpy as np

from replicity.engine.archetype import Carrier, EnergyLine, Flows, Kind, MoneyLine, Side
from replicity.engine.business_models import business_models
from replicity.engine.business_models.contract import Deal
from replicity.engine.ledger import Actor, Ledger, market_total
from replicity.engine.prices import Paths
from replicity.engine.settlement import before_finance

RUNS = np.array([0.0, 1.0, 1.0, 1.0])
SAVED_KWH = np.array([[0.0, 1000.0, 1000.0, 1000.0], [0.0, 600.0, 600.0, 600.0]])
OWN = {Side.USER: Actor.OWNER, Side.HOUSEHOLD: Actor.RESIDENT, Side.PUBLIC: Actor.CITY}
EUR_PER_KWH = {Carrier.ELECTRICITY: 0.20, Carrier.EXPORT: 0.05, Carrier.GAS: 0.10}


def example_deal(
    model_id: str, *, user: Actor = Actor.OWNER, term: int = 2, inflation: float = 0.0, **flows
) -> Deal:
    """Return the deal under a business model; `flows` replaces or adds to its flows."""
    saved = EnergyLine("electricity", Side.USER, Carrier.ELECTRICITY, -SAVED_KWH)
    found = Flows(
        money=(
            MoneyLine("plant", Side.ASSET, Kind.INVESTMENT, np.array([300.0, 0.0, 0.0, 0.0])),
            MoneyLine("upkeep", Side.OPERATION, Kind.OPERATION, 10.0 * RUNS),
            *flows.pop("more_money", ()),
        ),
        energy=(saved, *flows.pop("more_energy", ())),
        services={"units_count": 5.0 * RUNS, "dwellings_count": 4.0 * RUNS, "supplied_kwh": SAVED_KWH},
        **flows,
    )
    model = business_models()[model_id]
    paths = Paths({carrier: np.full(4, price) for carrier, price in EUR_PER_KWH.items()}, {})
    return Deal(found, paths, model.parties({**OWN, Side.USER: user}), user, term, inflation, 3)


def nets(deal: Deal, model_id: str, price: float) -> dict[str, np.ndarray]:
    """Return each actor's net before tax and finance by draw and year, and check that money only moves."""
    ledger: Ledger = before_finance(deal, business_models()[model_id], price)
    found = {a.value: np.broadcast_to(ledger.net(a), (2, 4)) for a in Actor}
    inside = sum(v for name, v in found.items() if name != "world")
    total = np.broadcast_to(market_total(deal.flows, deal.paths), (2, 4))
    np.testing.assert_allclose(inside, total, atol=1e-9)
    np.testing.assert_allclose(sum(found.values()), 0.0, atol=1e-9)
    return found
