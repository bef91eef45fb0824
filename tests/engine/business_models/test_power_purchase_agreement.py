"""Power purchase agreement, worked by hand."""

import numpy as np
from tests.engine.business_models.worked_example import example_deal, nets


def test_each_kwh_on_site_is_paid_for():
    # 0.15 x 1,000 = 150 and 0.15 x 600 = 90 in years 1 and 2
    found = nets(example_deal("power_purchase_agreement"), "power_purchase_agreement", 0.15)
    np.testing.assert_allclose(found["provider"], [[-300, 140, 140, 0], [-300, 80, 80, 0]], atol=1e-9)
    np.testing.assert_allclose(found["owner"], [[0, 50, 50, 190], [0, 30, 30, 110]], atol=1e-9)
