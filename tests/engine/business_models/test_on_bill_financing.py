"""On-bill financing, worked by hand."""

import numpy as np
from tests.engine.business_models.worked_example import example_deal, nets


def test_the_charge_is_a_share_of_the_expected_saving_whatever_is_saved():
    # expected saving 160; a charge of 0.75 is 120 in years 1 and 2 in both draws
    found = nets(example_deal("on_bill_financing"), "on_bill_financing", 0.75)
    np.testing.assert_allclose(found["utility"], [[-300, 120, 120, 0]] * 2)
    # owner: 200 - 120 - 10 = 70 and 120 - 120 - 10 = -10: performance is its risk
    np.testing.assert_allclose(found["owner"], [[0, 70, 70, 190], [0, -10, -10, 110]])


def test_a_charge_of_one_leaves_the_expected_bill_as_it_was():
    found = nets(example_deal("on_bill_financing"), "on_bill_financing", 1.0)
    np.testing.assert_allclose(found["owner"][:, 1].mean(), -10)  # upkeep alone
