"""The price in force, the zone around it, and how likely each side regrets it."""

import numpy as np
import pytest

from replicity.appraisal.requests import Options, case_of
from replicity.catalogue.cities import get_city
from replicity.catalogue.solutions import catalogue, get_solution
from replicity.engine.finance import net_present_value
from replicity.engine.ledger import Actor


def case(solution, model, **values):
    place = get_city("Santiago, CL")
    return case_of(place, get_solution(solution), Options(values=values, draws=300), None, model)


def loss_share(found, actor):
    result = found.appraisal.actors[actor]
    shape = (300, found.appraisal.solution.horizon_years + 1)
    cash = np.broadcast_to(found.settlement.ledger.net(Actor(actor)), shape)
    return float(np.mean(net_present_value(cash, result.discount_rate_real_share) < 0))


def test_regret_is_the_share_of_draws_in_which_a_side_loses():
    found = case("led_street_lighting", "shared_savings")
    zone = found.appraisal.bargain.to_dict()
    assert zone["regret_seller_share"] == loss_share(found, "provider")
    assert zone["regret_buyer_share"] == loss_share(found, "city")


def test_a_higher_price_moves_the_regret_from_seller_to_buyer():
    prices = (0.2, 0.5, 0.8, 1.0)
    cases = [case("led_street_lighting", "shared_savings", savings_fee_share=p) for p in prices]
    found = [c.appraisal.bargain for c in cases]
    assert (np.diff([b.regret_seller_share for b in found]) <= 0).all()
    assert (np.diff([b.regret_buyer_share for b in found]) >= 0).all()
    assert found[0].regret_seller_share > found[-1].regret_seller_share
    assert found[0].origin == "user"


def test_a_model_without_price_has_no_zone_and_no_regret():
    found = case("led_street_lighting", "owner_invests").appraisal
    assert found.bargain.to_dict() is None
    assert found.bargain.regret_seller_share is None


def test_a_lender_at_its_break_even_rate_regrets_nothing():
    # the loan is served in every draw alike: at the break-even rate it is worth nothing
    found = case("led_street_lighting", "citizen_loan")
    lowest = found.appraisal.bargain.zone.lowest
    at_lowest = case("led_street_lighting", "citizen_loan", citizen_interest_share=lowest).appraisal
    assert at_lowest.bargain.regret_seller_share == 0.0
    rate = at_lowest.actors["resident"].discount_rate_real_share
    inflation = found.draws["inflation_share"]
    # what citizens ask for in real money, in nominal money
    assert lowest == pytest.approx((1 + rate) * (1 + float(inflation)) - 1, rel=1e-6)


@pytest.mark.parametrize("solution", [s.id for s in catalogue().values()])
def test_the_buyer_is_who_stands_on_the_buyers_side(solution):
    for choice in get_solution(solution).business_models:
        found = case_of(
            get_city("Santiago, CL"), get_solution(solution), Options(draws=20), None, choice.id
        ).appraisal
        zone = found.bargain.zone
        if zone is not None and zone.exists:
            assert zone.lowest <= zone.proposed <= zone.highest
        assert found.bargain.origin in {"none", "proposed", "no agreement"}
