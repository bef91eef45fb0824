"""Network concession, worked by hand."""

import numpy as np
from tests.engine.business_models.worked_example import RUNS, example_deal, nets

from replicity.engine.archetype import Kind, MoneyLine, Side

OWN_PLANT = (
    # a chiller of 50 that the customer does not buy in year 1, of which 20 would be left in year 3
    MoneyLine("chiller", Side.USER, Kind.AVOIDED_INVESTMENT, np.array([0.0, -50.0, 0.0, 20.0])),
    MoneyLine("chiller_upkeep", Side.USER, Kind.OPERATION, -8.0 * RUNS),
)


def test_three_parts_mirror_the_customers_own_supply():
    # expected 800 kWh at 160 eur: 0.20 a kWh. At a ratio of 0.5 energy is 0.10 a kWh: 100 and 60;
    # capacity 0.5 x 8 = 4; connection 0.5 x 50 = 25 in year 1, nothing for what would be left in year 3
    # first draw: 200 kWh above the expected 800, x 0.10 = 20 to the city
    found = nets(example_deal("network_concession", more_money=OWN_PLANT), "network_concession", 0.5)
    np.testing.assert_allclose(found["city"], [[0, 20, 20, 20], [0, 0, 0, 0]], atol=1e-9)
    # concessionaire, second draw: 60 + 4 + 25 - 10 = 79, then 54; first: 100 + 29 - 10 - 20 = 99, then 74
    np.testing.assert_allclose(found["provider"], [[-300, 99, 74, 74], [-300, 79, 54, 54]], atol=1e-9)


def test_at_a_ratio_of_one_customers_expect_to_pay_no_more_than_otherwise():
    found = nets(example_deal("network_concession", more_money=OWN_PLANT), "network_concession", 1.0)
    np.testing.assert_allclose(found["owner"].mean(axis=0)[:3], 0.0, atol=1e-9)
