"""Collective self-consumption, worked by hand."""

import numpy as np
from tests.engine.business_models.worked_example import RUNS, example_deal, nets

from replicity.engine.archetype import Carrier, EnergyLine, Side


def test_residents_pay_the_common_fee_and_the_association_sells_the_rest():
    # 4 dwellings x 25 = 100 a year; 200 kWh sold at 0.05 = 10, as much as the upkeep
    sold = EnergyLine("sold", Side.OPERATION, Carrier.EXPORT, 200.0 * RUNS)
    deal = example_deal("collective_self_consumption", more_energy=(sold,))
    found = nets(deal, "collective_self_consumption", 25.0)
    np.testing.assert_allclose(found["owner"], [[-300, 100, 100, 100]] * 2)
    np.testing.assert_allclose(found["resident"], [[0, 100, 100, 100], [0, 20, 20, 20]])
