"""Renovation paid by an energy plan, worked by hand."""

import numpy as np
from tests.engine.business_models.worked_example import example_deal, nets


def test_the_guarantee_keeps_the_bill_and_is_paid_at_its_expected_cost():
    # plan: 1.0 x 160; shortfall 0 and 40, expected 20
    found = nets(example_deal("net_zero_renovation"), "net_zero_renovation", 1.0)
    # tenants: 200 - 160 = 40; 120 - 160 + 40 = 0: never more than before
    np.testing.assert_allclose(found["resident"], [[0, 40, 40, 40], [0, 0, 0, 0]], atol=1e-9)
    # builder: 20 - 0 and 20 - 40
    np.testing.assert_allclose(found["provider"], [[0, 20, 20, 20], [0, -20, -20, -20]], atol=1e-9)
    # housing company: 160 - 10 - 20
    np.testing.assert_allclose(found["owner"], [[-300, 130, 130, 130]] * 2)
