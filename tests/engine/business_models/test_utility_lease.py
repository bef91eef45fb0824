"""Utility lease, worked by hand."""

import numpy as np
from tests.engine.business_models.worked_example import example_deal, nets


def test_the_lease_is_fixed_in_nominal_money():
    # 5 units x 22 = 110 nominal; at 10 % inflation 110 / 1.1 = 100 and 110 / 1.21 = 90.909 real
    found = nets(example_deal("utility_lease", inflation=0.10), "utility_lease", 22.0)
    np.testing.assert_allclose(found["utility"][0], [-300, 100, 110 / 1.21, 0], atol=1e-9)
    # owner: 200 - 10 - 100
    np.testing.assert_allclose(found["owner"][0, 1], 90)
