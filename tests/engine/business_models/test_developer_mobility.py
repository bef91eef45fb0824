"""Developer-led mobility, worked by hand."""

import numpy as np
from tests.engine.business_models.worked_example import example_deal, nets


def test_the_developer_pays_for_each_dwelling_while_the_agreement_runs():
    # 4 dwellings x 5 = 20 in years 1 and 2; the operator spends 10 a year to the end
    found = nets(example_deal("developer_mobility"), "developer_mobility", 5.0)
    np.testing.assert_allclose(found["provider"], [[0, 10, 10, -10]] * 2)
    np.testing.assert_allclose(found["owner"], [[-300, 180, 180, 200], [-300, 100, 100, 120]])
