"""Fleet provider, worked by hand."""

import numpy as np
from tests.engine.business_models.worked_example import example_deal, nets

from replicity.engine.ledger import Actor


def test_the_authority_passes_on_what_it_pays_the_operator_less():
    # 5 vehicles x 30 = 150 a year from the city to the fleet provider,
    # and 150 less from the city to the operator
    deal = example_deal("fleet_availability", user=Actor.PROVIDER)
    found = nets(deal, "fleet_availability", 30.0)
    np.testing.assert_allclose(found["utility"], [[-300, 150, 150, 150]] * 2)
    np.testing.assert_allclose(found["city"], 0.0)
    # operator: 200 - 10 - 150 and 120 - 10 - 150
    np.testing.assert_allclose(found["provider"], [[0, 40, 40, 40], [0, -40, -40, -40]])
