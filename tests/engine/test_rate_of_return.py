"""Rates of return of flows whose every root is known, and laws that hold for all flows."""

from fractions import Fraction
from math import inf, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from replicity.engine.finance import (
    count_rate_of_return_roots,
    internal_rate_of_return,
    net_present_value,
)


def flows_with(*rates, factors=(), years=0):
    """Multiply out, exactly, the flow that has these rates as roots, times other factors in 1 + rate."""
    flow = [Fraction(1)]
    for factor in [(Fraction(1), -1 - Fraction(rate)) for rate in rates] + list(factors):
        product = [Fraction(0)] * (len(flow) + len(factor) - 1)
        for i, left in enumerate(flow):
            for j, right in enumerate(factor):
                product[i + j] += left * right
        flow = product
    return [float(-amount) for amount in flow] + [0.0] * years


NO_ROOT = (Fraction(1), Fraction(-1), Fraction(1))  # g**2 - g + 1 has no real root
FAR_FROM_REAL = (Fraction(1), Fraction(2), Fraction(5))  # roots -1 +- 2i
ONLY_LOSSES_BEYOND = (Fraction(1), Fraction(3))  # root g = -3, a rate below -1

HOSTILE = {
    "a root at zero": (flows_with("0"), 0.0, 1),
    "a single root": (flows_with("1/10"), 0.1, 1),
    "no change of sign": ([5.0, 4.0, 3.0], nan, 0),
    "two changes, no root": (flows_with(factors=[NO_ROOT]), nan, 0),
    "four changes, no root": (flows_with(factors=[NO_ROOT, NO_ROOT]), nan, 0),
    "eight changes, no root": (flows_with(factors=[NO_ROOT] * 4), nan, 0),
    "a double root": (flows_with("1/10", "1/10"), 0.1, 1),
    "a double root at zero": (flows_with("0", "0"), 0.0, 1),
    "a double root below zero": (flows_with("-1/4", "-1/4"), -0.25, 1),
    "a double and a simple root": (flows_with("1/10", "1/10", "1/2"), 0.1, 2),
    "a triple root": (flows_with("1/4", "1/4", "1/4"), 0.25, 1),
    "two roots above zero": (flows_with("1/4", "4"), 0.25, 2),
    "two roots below zero": (flows_with("-1/2", "-1/4"), -0.25, 2),
    "one below, one at zero": (flows_with("-1/2", "0"), 0.0, 2),
    "one below, nearer to zero, one above": (flows_with("-1/100", "3"), 3.0, 2),
    "roots at zero and above": (flows_with("0", "1/10"), 0.0, 2),
    "four roots, Brigham's": (flows_with("1/4", "1/3", "3/7", "2/3"), 0.25, 4),
    "a root where the search halves": (flows_with("1", "3"), 1.0, 2),
    "roots close together": (flows_with("1/10", "1001/10000"), 0.1, 2),
    "roots closer together": (flows_with("1/10", "100001/1000000"), 0.1, 2),
    "a root just above -1": (flows_with("-999/1000", "1/2"), 0.5, 2),
    "only roots just above -1": (flows_with("-999/1000", "-99/100"), -0.99, 2),
    "a root of -1 is none": (flows_with("-1", "1/5"), 0.2, 1),
    "roots below -1 do not count": (flows_with("1/5", factors=[ONLY_LOSSES_BEYOND]), 0.2, 1),
    "a rate of 1000 %": (flows_with("10"), 10.0, 1),
    "large rates": (flows_with("10", "1000"), 10.0, 2),
    "near -1, usual and large together": (flows_with("-999/1000", "1/2", "10"), 0.5, 3),
    "roots and a pair that is not real": (flows_with("1/20", "1/2", factors=[NO_ROOT]), 0.05, 2),
    "60 years": (flows_with("1/20", factors=[FAR_FROM_REAL] * 3, years=53), 0.05, 1),
    "60 years, four roots": (flows_with("1/20", "1/10", "1/4", "-1/2", years=56), 0.05, 4),
    "leading years of nothing": ([0.0, 0.0, *flows_with("1/10", "1/5")], 0.1, 2),
    "a loan": ([-amount for amount in flows_with("1/10")], 0.1, 1),
    "tiny amounts": ([1e-300 * amount for amount in flows_with("1/4", "4")], 0.25, 2),
    "amounts below the normal floats": ([-1e-320, 2e-320], 1.0, 1),
    "huge amounts": ([1e300 * amount for amount in flows_with("1/4", "1/2")], 0.25, 2),
    "all zero": ([0.0, 0.0, 0.0], nan, 0),
    "one year": ([-3.0], nan, 0),
    "not a number": ([-1.0, nan, 3.0], nan, 0),
    "infinite": ([-1.0, 2.0, inf], nan, 0),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_flows_with_known_roots(case):
    flows, rate, roots = HOSTILE[case]
    # A triple root moves by the cube root of one rounding of an amount.
    tolerance = 1e-4 if "triple" in case else 2e-8 if "double" in case or "closer" in case else 1e-11
    assert internal_rate_of_return(flows) == pytest.approx(rate, rel=tolerance, abs=1e-15, nan_ok=True)
    assert count_rate_of_return_roots(flows) == roots


def test_hostile_flows_in_one_array_give_the_same_as_alone():
    width = max(len(flows) for flows, _, _ in HOSTILE.values())
    table = np.array([flows + [0.0] * (width - len(flows)) for flows, _, _ in HOSTILE.values()])
    alone = np.array([internal_rate_of_return(flows) for flows, _, _ in HOSTILE.values()])
    together = internal_rate_of_return(table)
    np.testing.assert_allclose(together, alone, rtol=1e-4, atol=1e-12)
    steady = [not any(word in case for word in ("double", "triple", "close")) for case in HOSTILE]
    np.testing.assert_allclose(together[steady], alone[steady], rtol=1e-12, atol=1e-15)
    assert count_rate_of_return_roots(table).tolist() == [roots for _, _, roots in HOSTILE.values()]


def test_double_root_that_rounding_moved_is_found():
    for rate in np.linspace(-0.5, 2.0, 101):
        growth = 1 + rate
        flow = 1234.5 * np.array([-1.0, 2 * growth, -growth * growth])
        assert internal_rate_of_return(flow) == pytest.approx(rate, abs=2e-7 * growth)
        assert count_rate_of_return_roots(flow) in (1, 2)


def test_flow_clearly_above_its_double_root_has_none():
    flow = np.array([-100.0, 220.0, -121.0 - 1e-9])
    assert np.isnan(internal_rate_of_return(flow))
    assert internal_rate_of_return(flow + np.array([0, 0, 2e-9])) == pytest.approx(0.1, abs=1e-5)


def test_roots_of_random_flows_match_the_companion_matrix():
    generator = np.random.default_rng(20)
    flows = generator.normal(size=(400, 13)).round(2)
    for flow, rate, count in zip(
        flows, internal_rate_of_return(flows), count_rate_of_return_roots(flows), strict=True
    ):
        growth = np.roots(flow)
        real = growth[np.abs(growth.imag) < 1e-9].real
        rates = np.sort(real[real > 0] - 1)
        assert count == rates.size
        if not rates.size:
            assert np.isnan(rate)
        else:
            expected = rates[rates >= 0][0] if (rates >= 0).any() else rates[-1]
            assert rate == pytest.approx(expected, rel=1e-9, abs=1e-11)


def test_of_two_rates_about_zero_that_are_near_each_other_the_one_above_is_taken():
    generator = np.random.default_rng(6)
    below, above = -generator.uniform(0.0002, 0.02, 4000), generator.uniform(0.01, 0.049, 4000)
    flows = np.ones((4000, 1))
    factors = [np.stack((-1 / (1 + rate), np.ones(4000)), axis=1) for rate in (below, above)]
    # pairs of roots that are no real numbers leave the real ones as they are
    for _ in range(8):
        real, size = generator.uniform(-0.9, 0.3, 4000), generator.uniform(1.2, 2.0, 4000)
        factors.append(np.stack((size**2, -2 * real * size, np.ones(4000)), axis=1))
    for factor in factors:
        flows = np.stack([np.convolve(f, g) for f, g in zip(flows, factor, strict=True)])
    np.testing.assert_allclose(internal_rate_of_return(flows), above, rtol=1e-7)
    np.testing.assert_allclose(internal_rate_of_return(-flows), above, rtol=1e-7)


def test_flows_whose_totals_never_change_sign_have_no_rate():
    rising = np.array([[1.0, 2.0, -0.5, 0.1], [1.0, -0.5, 3.0, 1.0]])
    assert np.isnan(internal_rate_of_return(rising)).all()
    assert np.isnan(internal_rate_of_return(-rising)).all()


def test_replacements_within_the_horizon():
    flow = np.full(26, 180.0)
    flow[0], flow[12] = -1000.0, -600.0
    rate = internal_rate_of_return(flow)
    assert net_present_value(flow, rate) == pytest.approx(0.0, abs=1e-9)
    assert count_rate_of_return_roots(flow) == 1


@pytest.mark.parametrize(
    "flow",
    [
        [0.01, -5.15, 0.01],
        [228.65, -9146.75, 390.21, -3233.05],
        [-5546.61, 5546.61, 5546.61, 0, 0, 0, 0, 5546.61, -5546.61],
        [0, -2596.9, -1243.33, 7872.92, 0, 3417.81, 9434.67, -5985.13, 0],
    ],
)
def test_rates_far_from_the_usual_are_as_exact(flow):
    rate = internal_rate_of_return(flow)
    assert abs(net_present_value(flow, rate)) < 1e-14 * net_present_value(np.abs(flow), rate)


def test_many_random_flows_of_every_kind():
    generator = np.random.default_rng(5)
    for years in (2, 3, 7, 16, 30):
        sizes = 10.0 ** generator.integers(-2, 5, size=(3000, years))
        kinds = generator.choice([0.0, 1.0, 1.0, 1.0], size=(3000, years))
        flows = (generator.normal(size=(3000, years)) * sizes).round(2) * kinds
        rates, counts = internal_rate_of_return(flows), count_rate_of_return_roots(flows)
        assert np.array_equal(np.isnan(rates), counts == 0)
        found, growth = flows[counts > 0], 1 + rates[counts > 0, None]
        # Counted from the first or the last year, whichever keeps the terms in range.
        power = np.where(growth >= 1, -np.arange(years), years - 1.0 - np.arange(years))
        terms = found * growth**power
        # A rate near -1, as a float, leaves few digits to the growth.
        tolerance = 1e-11 + years * 2.3e-16 / growth[:, 0]
        assert np.all(np.abs(terms.sum(axis=1)) <= tolerance * np.abs(terms).sum(axis=1))


def test_outlays_over_several_years_and_very_long_horizons():
    flow = np.concatenate(([-300.0, -500.0, -200.0], np.full(297, 80.0)))
    assert net_present_value(flow, internal_rate_of_return(flow)) == pytest.approx(0.0, abs=1e-9)
    assert internal_rate_of_return([-1.0] + [0.0] * 59 + [2.0]) == pytest.approx(2 ** (1 / 60) - 1, abs=1e-15)
    assert internal_rate_of_return([-1e9] + [0.0] * 59 + [1.0]) == pytest.approx(
        1e-9 ** (1 / 60) - 1, abs=1e-15
    )


def test_rate_never_reaches_minus_one():
    assert internal_rate_of_return([-1e20, 1.0]) > -1


def test_shapes_orders_and_integers():
    flows = np.array([[[-100, 60, 60], [-100, 50, 50]], [[-100, 0, 121], [100, -50, -60]]])
    rates = internal_rate_of_return(flows)
    assert rates.shape == count_rate_of_return_roots(flows).shape == (2, 2)
    assert rates[0, 1] == pytest.approx(0.0, abs=1e-16)
    assert rates[1, 0] == pytest.approx(0.1)
    np.testing.assert_allclose(
        internal_rate_of_return(np.asfortranarray(flows)), rates, rtol=1e-14, atol=1e-16
    )
    assert internal_rate_of_return(np.empty((0, 5))).shape == (0,)


@pytest.mark.parametrize("flows", [5.0, [], np.empty((3, 0))])
def test_flows_without_years_are_refused(flows):
    with pytest.raises(ValueError, match="flows has no years"):
        internal_rate_of_return(flows)
    with pytest.raises(ValueError, match="flows has no years"):
        count_rate_of_return_roots(flows)


def test_more_flows_than_a_block_holds():
    generator = np.random.default_rng(3)
    flows = generator.normal(20.0, 60.0, size=(9000, 12))
    flows[:, 0] = -np.abs(flows[:, 0]) - 50
    rates = internal_rate_of_return(flows)
    chosen = generator.choice(9000, 200, replace=False)
    alone = np.array([internal_rate_of_return(flows[row]) for row in chosen])
    np.testing.assert_allclose(rates[chosen], alone, rtol=1e-9, atol=1e-12)
    assert np.array_equal(np.isnan(rates), count_rate_of_return_roots(flows) == 0)


amounts = st.integers(-10_000, 10_000).map(lambda cents: cents / 100)
any_flows = st.integers(1, 30).flatmap(lambda years: arrays(np.float64, years, elements=amounts))


@given(any_flows)
def test_worth_at_the_rate_is_zero_and_a_rate_exists_where_one_is_counted(flow):
    rate, count = internal_rate_of_return(flow), count_rate_of_return_roots(flow)
    assert np.isnan(rate) == (count == 0)
    if count:
        # Measured in the growth or the discount factor, whichever is below one, to keep the scale in range.
        time = np.arange(flow.size)
        terms = flow * (1 + rate) ** -time if rate >= 0 else flow * (1 + rate) ** (flow.size - 1.0 - time)
        tolerance = 1e-10 + flow.size * 2.3e-16 / (1 + rate)
        assert abs(terms.sum()) <= tolerance * np.abs(terms).sum()


@given(any_flows, st.sampled_from([-1.0, 1e-6, 1024.0, 1e9]))
def test_rate_does_not_depend_on_the_unit_of_money(flow, unit):
    rate, scaled = internal_rate_of_return(flow), internal_rate_of_return(flow * unit)
    assert scaled == pytest.approx(rate, rel=1e-5, abs=1e-5, nan_ok=True)


@given(arrays(np.float64, 12, elements=st.integers(0, 5000)), st.integers(1, 20_000), st.floats(-0.5, 2.0))
def test_conventional_flow_gains_exactly_below_its_rate(returns, outlay, rate):
    flow = np.concatenate(([-float(outlay)], returns))
    own = internal_rate_of_return(flow)
    if not returns.any():
        assert np.isnan(own)
    elif abs(own - rate) > 1e-9:
        assert (net_present_value(flow, rate) > 0) == (rate < own)
