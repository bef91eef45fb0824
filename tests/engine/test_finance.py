"""Conventions and laws of the measures of yearly money flows."""

from math import inf, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from replicity.engine import finance
from replicity.engine.finance import (
    benefit_cost_ratio,
    debt_service_coverage_ratio,
    discounted_payback_years,
    level_debt_service,
    levelised_cost,
    loan_life_coverage_ratio,
    modified_internal_rate_of_return,
    net_present_value,
    payback_years,
    savings_to_investment_ratio,
)

amounts = st.floats(-1e6, 1e6, allow_subnormal=False).map(lambda amount: round(amount, 2))
rates = st.floats(-0.5, 2.0)


def test_rate_zero_is_the_plain_sum():
    assert net_present_value([-100, 30, 30, 47], 0) == 7.0
    assert discounted_payback_years([-100, 30, 30, 47], 0.0) == payback_years([-100, 30, 30, 47])
    assert level_debt_service(1200, 0.0, 12) == 100.0


def test_rates_broadcast_against_the_leading_axes():
    flows = np.arange(24.0).reshape(2, 3, 4) - 5
    rate = np.array([0.0, 0.05, 0.5])
    expected = [[net_present_value(flow, r) for flow, r in zip(row, rate, strict=True)] for row in flows]
    np.testing.assert_allclose(net_present_value(flows, rate), expected, rtol=1e-14)
    np.testing.assert_allclose(net_present_value(flows[0, 0], rate)[2], net_present_value(flows[0, 0], 0.5))
    assert net_present_value(flows, 0.1).shape == (2, 3)
    assert net_present_value(flows[:, :1], rate).shape == (2, 3)
    assert net_present_value(flows[:, :1], rate[:1]).shape == (2, 1)
    assert discounted_payback_years(flows[:, :1], rate).shape == (2, 3)
    assert modified_internal_rate_of_return(flows, rate, 0.05).shape == (2, 3)
    assert levelised_cost(flows[0] + 6, flows[:, :1] + 6, rate).shape == (2, 3)


def test_blocks_and_memory_orders_agree():
    generator = np.random.default_rng(4)
    flows = generator.normal(size=(9001, 11))
    rate = generator.uniform(0, 0.2, size=9001)
    time = np.arange(11)
    expected = (flows / (1 + rate[:, None]) ** time).sum(axis=1)
    for array in (flows, np.asfortranarray(flows)):
        np.testing.assert_allclose(net_present_value(array, rate), expected, atol=1e-13)
        np.testing.assert_allclose(net_present_value(array, 0.07), array @ 1.07**-time, atol=1e-13)
        np.testing.assert_array_equal(payback_years(array)[::500], [payback_years(f) for f in flows[::500]])


@pytest.mark.parametrize(
    ("flows", "years"),
    [
        ([-100, 50, 50, 50], 2.0),
        ([-100, 40, 40, 40], 2.5),
        ([-100, -100, 100, 200], 2.5),
        ([-1] + [0.1] * 10, 10.0),
        ([-0.3, 0.1, 0.1, 0.1], 3.0),
        ([0, -10, 20], 1.5),
        ([10, -30, 10, 20], 2.5),
        ([-100, 200, -200, 400], 0.5),
        ([-100, 100, -50, 10], 1.0),
        ([-100, 0, 0, 0], nan),
        ([-100, 99.99], nan),
        ([5, 5, 5], 0.0),
        ([100, -100, 50], 0.0),
        ([0, 0], 0.0),
        ([-1], nan),
        ([-1, nan, 5], nan),
        ([-1, inf], nan),
    ],
)
def test_payback(flows, years):
    assert payback_years(flows) == pytest.approx(years, nan_ok=True)


def test_discounted_payback_is_the_payback_of_discounted_flows():
    flows = np.array([-100.0, 55.0, 60.5, 66.55])
    assert discounted_payback_years(flows, 0.10) == pytest.approx(2.0)
    assert np.isnan(discounted_payback_years(flows, 0.40))


def test_what_does_not_exist_is_nan():
    assert np.isnan(net_present_value([1, inf], 0.1))
    assert np.isnan(net_present_value([1, nan], [0.1, 0.2])).all()
    assert np.isnan(net_present_value([1, 2], inf))
    assert np.isnan(net_present_value([1, 2], [nan, 0.1])).tolist() == [True, False]
    assert np.isnan(modified_internal_rate_of_return([[1, 2], [-1, -2]], 0.1, 0.1)).all()
    assert np.isnan(modified_internal_rate_of_return([-1], 0.1, 0.1))
    assert np.isnan(level_debt_service([inf, nan], 0.05, 10)).all()
    assert np.isnan(level_debt_service(100, nan, 10))
    assert np.isnan(levelised_cost([1, 1], [0, 0], 0.05))
    assert np.isnan(savings_to_investment_ratio(0, [0, 5], 0.05))
    assert np.isnan(benefit_cost_ratio([1, 1], [-1, 0], 0.05))
    assert np.isnan(loan_life_coverage_ratio([1, 1], [0, 0], 0.05))
    ratios = debt_service_coverage_ratio([10, 12, 5], [0, 8, nan])
    np.testing.assert_array_equal(ratios, [nan, 1.5, nan])
    assert np.fmin.reduce(ratios) == 1.5


@pytest.mark.parametrize("rate", [-1, -1.5, [0.1, -2.0], -inf])
def test_rates_of_minus_one_and_below_are_refused(rate):
    for refused in (
        lambda: net_present_value([1, 2], rate),
        lambda: discounted_payback_years([1, 2], rate),
        lambda: modified_internal_rate_of_return([-1, 2], 0.1, rate),
        lambda: level_debt_service(100, rate, 10),
    ):
        with pytest.raises(ValueError, match="rate must be above -1"):
            refused()


def test_other_wrong_arguments_are_refused_by_name():
    with pytest.raises(ValueError, match="term_years must be above 0, not 0"):
        level_debt_service(100, 0.05, 0)
    with pytest.raises(ValueError, match="output has no years"):
        levelised_cost([1, 2], 5, 0.05)
    with pytest.raises(ValueError, match="savings has no years"):
        savings_to_investment_ratio(5, 5, 0.05)


def test_investment_of_one_number_is_spent_in_year_zero():
    savings = [0, 60, 60]
    assert savings_to_investment_ratio(100, savings, 0.1) == savings_to_investment_ratio(
        [100, 0, 0], savings, 0.1
    )


def test_loan_life_coverage():
    # Cash after the last service does not count; at the loan's rate the divisor is the loan itself.
    service = level_debt_service(1000, 0.04, 3) * np.array([0, 1, 1, 1, 0, 0])
    cash = np.array([0.0, 500, 400, 450, 900, 900])
    expected = net_present_value(cash[:4], 0.04) / 1000
    assert loan_life_coverage_ratio(cash, service, 0.04) == pytest.approx(expected)
    assert loan_life_coverage_ratio(1.3 * service, service, 0.04) == pytest.approx(1.3)


def test_tiny_rates_keep_their_digits():
    # 1 / annuity = 1/n + r (n + 1) / (2 n) + ..., where 1 - (1 + r)**-n would cancel.
    assert level_debt_service(1.0, 1e-12, 20) == pytest.approx(0.05 + 1e-12 * 21 / 40, rel=1e-15)


def test_everything_is_importable_from_finance():
    assert all(callable(getattr(finance, name)) for name in finance.__all__)


@given(arrays(np.float64, (3, 8), elements=amounts), rates)
def test_vector_equals_scalar(flows, rate):
    for measure in (net_present_value, discounted_payback_years):
        together = measure(flows, np.full(3, rate))
        alone = [measure(flow, rate) for flow in flows]
        np.testing.assert_allclose(together, alone, rtol=1e-9, atol=1e-6)


@given(arrays(np.float64, 8, elements=amounts), arrays(np.float64, 8, elements=amounts), rates)
def test_worth_is_linear(first, second, rate):
    whole = net_present_value(first + 2 * second, rate)
    scale = net_present_value(np.abs(first) + 2 * np.abs(second), rate)
    parts = net_present_value(first, rate) + 2 * net_present_value(second, rate)
    assert whole == pytest.approx(parts, abs=1e-13 * scale + 1e-300)


@given(st.floats(1.0, 1e9), st.floats(-0.2, 1.0), st.integers(1, 60))
def test_debt_service_repays_the_loan(principal, rate, term):
    payment = level_debt_service(principal, rate, term)
    flow = np.concatenate(([principal], np.full(term, -payment)))
    scale = net_present_value(np.abs(flow), rate)
    assert net_present_value(flow, rate) == pytest.approx(0.0, abs=1e-12 * scale)


@given(arrays(np.float64, 10, elements=st.integers(0, 1000)), st.integers(1, 5000), st.floats(0.0, 0.5))
def test_paid_back_within_the_horizon_exactly_where_worth_it(returns, outlay, rate):
    flow = np.concatenate(([-float(outlay)], returns))
    worth, time = net_present_value(flow, rate), discounted_payback_years(flow, rate)
    if abs(worth) > 1e-6:
        assert (worth > 0) == (not np.isnan(time))
    assert np.isnan(time) or 0 < time <= 10
    assert np.isnan(time) or time >= payback_years(flow) - 1e-9


@given(arrays(np.float64, 10, elements=st.integers(1, 1000)), st.integers(1, 5000), st.floats(0.0, 0.5))
def test_modified_rate_lies_between_the_reinvestment_rate_and_the_internal_rate(returns, outlay, reinvest):
    flow = np.concatenate(([-float(outlay)], returns))
    own = finance.internal_rate_of_return(flow)
    modified = modified_internal_rate_of_return(flow, 0.1, reinvest)
    low, high = sorted((own, reinvest))
    assert low - 1e-9 <= modified <= high + 1e-9
