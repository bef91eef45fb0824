"""Green lease, worked by hand."""

import numpy as np
from tests.engine.business_models.worked_example import example_deal, nets


def test_tenants_save_and_pay_a_higher_rent():
    # 4 dwellings x 30 = 120 a year; landlord 120 - 10 = 110; tenants 200 - 120 = 80 and 120 - 120 = 0
    found = nets(example_deal("green_lease"), "green_lease", 30.0)
    np.testing.assert_allclose(found["owner"], [[-300, 110, 110, 110]] * 2)
    np.testing.assert_allclose(found["resident"], [[0, 80, 80, 80], [0, 0, 0, 0]])


def test_the_tenants_are_the_user():
    assert example_deal("green_lease").user == "resident"
