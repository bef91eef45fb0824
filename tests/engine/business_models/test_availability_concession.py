"""Availability concession, worked by hand."""

import numpy as np
from tests.engine.business_models.worked_example import example_deal, nets

from replicity.engine.ledger import Actor


def test_units_available_are_paid_for_until_the_handover():
    # 5 units x 40 = 200 in years 1 and 2; the concessionaire pays 300 and 10 a year;
    # in year 3 the city pays the 10
    found = nets(example_deal("availability_concession", user=Actor.CITY), "availability_concession", 40.0)
    np.testing.assert_allclose(found["provider"], [[-300, 190, 190, 0]] * 2, atol=1e-9)
    # the city saves 200 or 120 and pays 200
    np.testing.assert_allclose(found["city"], [[0, 0, 0, 190], [0, -80, -80, 110]], atol=1e-9)
