"""One-stop shop, worked by hand."""

import numpy as np
from tests.engine.business_models.worked_example import example_deal, nets


def test_the_fee_is_a_share_of_the_works():
    # 0.1 x 300 = 30 in year 0; upkeep 10 is the shop's in years 1 and 2, the owner's in year 3
    found = nets(example_deal("one_stop_shop"), "one_stop_shop", 0.1)
    np.testing.assert_allclose(found["provider"], [[30, -10, -10, 0]] * 2, atol=1e-9)
    np.testing.assert_allclose(found["owner"], [[-330, 200, 200, 190], [-330, 120, 120, 110]], atol=1e-9)
