"""Own investment, worked by hand."""

import numpy as np
from tests.engine.business_models.worked_example import example_deal, nets


def test_the_user_pays_all_and_keeps_all():
    # 300 in year 0; 200 - 10 and 120 - 10 after
    found = nets(example_deal("owner_invests"), "owner_invests", 0.0)
    np.testing.assert_allclose(found["owner"], [[-300, 190, 190, 190], [-300, 110, 110, 110]])
    assert not found["provider"].any()
