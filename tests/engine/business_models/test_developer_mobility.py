"""Developer-led mobility, worked by hand."""

import numpy as np
from tests.engine.business_models.worked_example import example_deal, nets


def test_the_developer_pays_for_each_dwelling_as_long_as_the_operator_serves():
    # 4 dwellings x 5 = 20 in each year; the operator spends 10 a year
    found = nets(example_deal("developer_mobility"), "developer_mobility", 5.0)
    np.testing.assert_allclose(found["provider"], [[0, 10, 10, 10]] * 2)
    np.testing.assert_allclose(found["owner"], [[-300, 180, 180, 180], [-300, 100, 100, 100]])
