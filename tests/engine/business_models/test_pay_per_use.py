"""Car sharing paid by use, worked by hand."""

import numpy as np
from tests.engine.business_models.worked_example import RUNS, example_deal, nets

from replicity.engine.archetype import Side, TransferLine


def test_the_operator_lives_on_the_fares():
    # fares of 150 a year from the households; the operator pays 300 and 10 a year
    fares = (TransferLine("fares", Side.HOUSEHOLD, Side.OPERATION, 150.0 * RUNS),)
    found = nets(example_deal("pay_per_use", transfers=fares), "pay_per_use", 0.0)
    np.testing.assert_allclose(found["provider"], [[-300, 140, 140, 140]] * 2)
    np.testing.assert_allclose(found["resident"], [[0, -150, -150, -150]] * 2)
    np.testing.assert_allclose(found["owner"], [[0, 200, 200, 200], [0, 120, 120, 120]])
