"""Energy community, worked by hand."""

import numpy as np
from tests.engine.business_models.worked_example import example_deal, nets


def test_members_earn_the_tariff_for_good():
    # 0.15 x 1,000 = 150 and 0.15 x 600 = 90 in every year, less 10 of upkeep
    found = nets(example_deal("energy_community"), "energy_community", 0.15)
    np.testing.assert_allclose(found["resident"], [[-300, 140, 140, 140], [-300, 80, 80, 80]])
    np.testing.assert_allclose(found["owner"], [[0, 50, 50, 50], [0, 30, 30, 30]])
