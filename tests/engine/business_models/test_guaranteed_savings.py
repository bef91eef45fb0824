"""Guaranteed savings, worked by hand."""

import numpy as np
from tests.engine.business_models.worked_example import example_deal, nets


def test_the_provider_covers_what_is_missing_and_no_more():
    # fee 0.25 of the expected 160 = 40 in years 1 and 2; upkeep 10 is the provider's in the term,
    # the owner's after
    # first draw: saved 200, no shortfall; second: saved 120, shortfall 160 - 120 = 40
    found = nets(example_deal("guaranteed_savings"), "guaranteed_savings", 0.25)
    # provider: 40 - 10 = 30; with the shortfall 40 - 10 - 40 = -10; year 3: pays 10, is paid it back
    np.testing.assert_allclose(found["provider"], [[0, 30, 30, 0], [0, -10, -10, 0]], atol=1e-9)
    # owner buys for 300; 200 - 40 = 160; 120 - 40 + 40 = 120; year 3 without contract: 200 - 10, 120 - 10
    np.testing.assert_allclose(found["owner"], [[-300, 160, 160, 190], [-300, 120, 120, 110]], atol=1e-9)


def test_prices_stay_with_the_user():
    deal = example_deal("guaranteed_savings")
    deal.paths.price_eur["electricity"] = np.array([[0.1] * 4, [0.3] * 4])  # 0.20 expected at signing
    found = nets(deal, "guaranteed_savings", 0.0)
    # the shortfall is measured at 0.20 as before: 0 and 40; the owner saves 1,000 x 0.1 and 600 x 0.3
    np.testing.assert_allclose(found["owner"][:, 1], [100, 180 + 40])
