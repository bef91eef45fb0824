"""Supply contract, worked by hand."""

import numpy as np
from tests.engine.business_models.worked_example import example_deal, nets


def test_each_kwh_of_heat_or_cold_is_paid_for():
    # 0.18 x 1,000 = 180 and 0.18 x 600 = 108; less 10 of upkeep
    found = nets(example_deal("supply_contract"), "supply_contract", 0.18)
    np.testing.assert_allclose(found["provider"], [[-300, 170, 170, 0], [-300, 98, 98, 0]], atol=1e-9)
