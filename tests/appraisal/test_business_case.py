"""The business case: what a lender's analyst would check by hand."""

import numpy as np
import pytest

from replicity.appraisal.requests import Options, appraise, case_of
from replicity.catalogue.cities import get_city
from replicity.catalogue.solutions import catalogue, get_solution
from replicity.engine.finance import net_present_value
from replicity.engine.ledger import Actor

OPTIONS = Options(draws=400)


def case(solution, model=None, **values):
    return case_of(
        get_city("Santiago, CL"), get_solution(solution), Options(values=values, draws=400), None, model
    )


def test_the_results_are_before_tax_and_finance_and_the_same_under_every_business_model():
    found = [case("led_street_lighting", m.id) for m in get_solution("led_street_lighting").business_models]
    assert len({c.appraisal.results["npv_eur"] for c in found}) == 1
    assert len({c.appraisal.results["irr_share"] for c in found}) == 1


def test_the_proposed_price_leaves_both_sides_with_half_the_expected_gain():
    found = case("led_street_lighting", "shared_savings").appraisal
    zone = found.bargain.zone
    assert zone.lowest < found.bargain.price < zone.highest
    low = appraise(
        "Santiago, CL",
        "led_street_lighting",
        business_model="shared_savings",
        options=Options(values={"savings_fee_share": zone.lowest}, draws=400),
    )
    # at its lowest price the seller expects to gain nothing
    assert abs(low.actors["provider"].npv_eur.mean) < 1e-3 * found.results["capex_eur"].mean
    assert found.actors["provider"].npv_eur.mean > 0
    assert found.actors["city"].npv_eur.mean > 0


def test_the_lender_gets_its_money_back_with_its_margin():
    found = case("led_street_lighting")
    debt = found.settlement.debt
    assert debt.principal_eur > 0
    # the interest is the loan's rate on the balance: payments repay the principal exactly
    repaid = debt.payment_eur.sum() - debt.interest_eur.sum()
    assert repaid == pytest.approx(debt.principal_eur, rel=1e-9)
    assert found.appraisal.actors["lender"].npv_eur.mean > 0


def test_debt_is_sized_on_the_lenders_case():
    found = case("led_street_lighting", gearing_share=1.0)
    payment = found.settlement.debt.payment_eur[1]
    cash = found.settlement.cash_available_nominal[:, 1:11]
    worst = np.quantile(cash, 0.1, axis=0, method="lower").min()
    target = found.draws["target_dscr_ratio"]
    assert payment * target == pytest.approx(worst, rel=0.02)


def test_more_grant_helps_the_investor_and_costs_the_state():
    without, with_grant = (
        case("residential_deep_retrofit"),
        case("residential_deep_retrofit", grant_share=0.5),
    )
    assert with_grant.appraisal.actors["owner"].npv_eur.mean > without.appraisal.actors["owner"].npv_eur.mean
    assert with_grant.appraisal.actors["state"].npv_eur.mean < 0


def test_actors_npv_is_that_of_their_ledger_at_their_own_rate():
    found = case("rooftop_pv_battery", "power_purchase_agreement")
    provider = found.appraisal.actors["provider"]
    cash = found.settlement.ledger.net(Actor.PROVIDER)
    worth = net_present_value(np.broadcast_to(cash, (400, cash.shape[-1])), provider.discount_rate_real_share)
    assert provider.npv_eur.mean == pytest.approx(worth.mean())
    assert provider.probability_of_loss_share == np.mean(worth < 0)


def test_no_tax_without_profit_and_losses_are_carried_forward():
    found = case("led_street_lighting", "shared_savings", savings_fee_share=0.0)
    assert found.appraisal.actors["provider"].npv_eur.mean < 0
    assert "state" not in found.appraisal.actors


def test_an_enabler_has_cost_and_reach_but_no_return():
    enablers = [s for s in catalogue().values() if s.enabler]
    assert enablers
    for solution in enablers:
        found = appraise("Santiago, CL", solution.id, options=OPTIONS).to_dict()
        assert found["results"]["npv_eur"]["p50"] is None
        assert found["results"]["payback_years"]["p50"] is None
        assert found["results"]["cost_present_value_eur"]["p50"] > 0
        assert found["bankability"] is None
        assert found["probability_of_loss_share"] is None


def test_the_fan_is_ordered_and_ends_where_undiscounted_cash_ends():
    yearly = case("led_street_lighting").appraisal.yearly
    bands = np.array([yearly.cumulative_eur[k] for k in ("p10", "p25", "p50", "p75", "p90")])
    assert (np.diff(bands, axis=0) >= 0).all()
    total = sum(np.array(v) for v in yearly.actors_eur.values())
    assert np.abs(total).max() < 1e-6 * np.abs(bands).max()


def test_high_country_risk_is_a_no_go():
    found = case("led_street_lighting", sovereign_default_spread_share=0.2).appraisal
    assert found.bankability.grade == "D"
    assert any("12 per cent" in line for line in found.bankability.no_go)
