"""Pooled loan, worked by hand."""

import numpy as np
from tests.engine.business_models.worked_example import example_deal, nets


def test_the_citys_fund_lends_and_is_repaid():
    # 300 over 2 years without interest: 150 a year
    found = nets(example_deal("pooled_loan"), "pooled_loan", 0.0)
    np.testing.assert_allclose(found["city"], [[-300, 150, 150, 0]] * 2)
    np.testing.assert_allclose(found["owner"], [[0, 40, 40, 190], [0, -40, -40, 110]])
