"""Shared savings, worked by hand."""

import numpy as np
from tests.engine.business_models.worked_example import example_deal, nets


def test_the_provider_is_paid_a_share_of_what_is_saved():
    # half of 200 and of 120 in years 1 and 2; the provider pays 300 and 10 a year;
    # in year 3 the owner pays the 10
    found = nets(example_deal("shared_savings"), "shared_savings", 0.5)
    np.testing.assert_allclose(found["provider"], [[-300, 90, 90, 0], [-300, 50, 50, 0]], atol=1e-9)
    np.testing.assert_allclose(found["owner"], [[0, 100, 100, 190], [0, 60, 60, 110]], atol=1e-9)
