"""Operating lease, worked by hand."""

import numpy as np
from tests.engine.business_models.worked_example import example_deal, nets

from replicity.engine.archetype import Kind, MoneyLine, Side


def test_the_lessor_is_paid_to_the_end_and_keeps_what_is_left():
    # 5 units x 22 = 110 in real money in all three years, whatever inflation; 60 are left in year 3
    left = MoneyLine("value_left", Side.ASSET, Kind.INVESTMENT, np.array([0.0, 0.0, 0.0, -60.0]))
    found = nets(example_deal("operating_lease", inflation=0.10, more_money=(left,)), "operating_lease", 22.0)
    np.testing.assert_allclose(found["provider"], [[-300, 110, 110, 170]] * 2)
    np.testing.assert_allclose(found["owner"][0], [0, 80, 80, 80])  # 200 - 10 - 110
