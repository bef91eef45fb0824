"""Waste heat sale, worked by hand."""

import numpy as np
from tests.engine.business_models.worked_example import RUNS, example_deal, nets

from replicity.engine.archetype import Carrier, EnergyLine, Side
from replicity.engine.ledger import Actor


def test_heat_from_the_source_is_what_the_electricity_does_not_bring():
    # 1,000 kWh of heat with 250 kWh of electricity: 750 from the source; 600 with 250: 350; at 0.02
    drive = EnergyLine("drive", Side.OPERATION, Carrier.ELECTRICITY, 250.0 * RUNS)
    deal = example_deal("waste_heat_sale", user=Actor.UTILITY, more_energy=(drive,))
    found = nets(deal, "waste_heat_sale", 0.02)
    np.testing.assert_allclose(found["city"], [[0, 15, 15, 15], [0, 7, 7, 7]])
    # utility: 200 - 10 - 250 x 0.20 - 15 = 125; 120 - 10 - 50 - 7 = 53
    np.testing.assert_allclose(found["utility"], [[-300, 125, 125, 125], [-300, 53, 53, 53]])
