"""Heat as a service, worked by hand."""

import numpy as np
from tests.engine.business_models.worked_example import example_deal, nets


def test_the_households_cost_is_certain_and_the_provider_carries_the_rest():
    # 4 dwellings x 35 = 140 above the expected bill; the saving promised is 160 in both draws
    found = nets(example_deal("heat_as_a_service"), "heat_as_a_service", 35.0)
    np.testing.assert_allclose(found["resident"], [[0, 20, 20, 20]] * 2, atol=1e-9)  # 160 - 140
    # provider: fee 140, takes 200 or 120, gives 160, upkeep 10
    np.testing.assert_allclose(found["provider"], [[-300, 170, 170, 170], [-300, 90, 90, 90]], atol=1e-9)
    assert not found["owner"].any()
