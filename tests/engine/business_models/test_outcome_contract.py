"""Outcome contract, worked by hand."""

import numpy as np
from tests.engine.business_models.worked_example import RUNS, example_deal, nets

from replicity.engine.archetype import Carrier, EnergyLine, Side
from replicity.engine.ledger import Actor


def test_only_what_is_saved_is_paid_for():
    # 100 kWh more of gas: 900 and 500 kWh saved; at 0.25: 225 and 125 in years 1 and 2
    gas = EnergyLine("gas", Side.USER, Carrier.GAS, 100.0 * RUNS)
    deal = example_deal("outcome_contract", user=Actor.CITY, more_energy=(gas,))
    found = nets(deal, "outcome_contract", 0.25)
    np.testing.assert_allclose(found["provider"], [[-300, 215, 215, 0], [-300, 115, 115, 0]], atol=1e-9)
    # the city: 200 - 10 for gas - 225, then 200 - 10 - 10
    np.testing.assert_allclose(found["city"], [[0, -35, -35, 180], [0, -15, -15, 100]], atol=1e-9)
