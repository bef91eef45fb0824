"""Portfolios proven against every possible choice, and the figures that describe them."""

from itertools import product

import numpy as np
import pytest

from replicity.engine.portfolio import (
    Limit,
    NoPortfolio,
    Order,
    Programme,
    Synergy,
    Tail,
    choice_of,
    frontier,
    mean_of_worst,
    portfolio,
    value_draws,
)

SHAPE = (4, 2, 3)
EXACT = 1e-9


def programme(seed, **changes):
    """Return a small programme with every kind of condition, drawn from a seed."""
    random = np.random.default_rng(seed)
    cost = random.uniform(1.0, 4.0, SHAPE[:2])
    cost[2, 1] = np.nan
    later = 0.95 ** np.arange(SHAPE[2])
    gains = {
        "value": random.normal(1.0, 2.0, SHAPE[:2])[:, :, np.newaxis] * later,
        "carbon": random.uniform(0.0, 5.0, SHAPE[:2])[:, :, np.newaxis] * later,
    }
    parts = {
        "cost_eur": cost,
        "gains": gains,
        "budgets_eur": np.array([2.0, 2.0, 1.5]),
        "orders": (Order(0, 1, lag_years=1), Order(3, 2, required=False)),
        "exclusions": ((0, 3),) if seed % 3 == 0 else (),
        "synergies": (
            Synergy(0, 1, {"value": np.full(SHAPE[1:], 1.5)}),
            Synergy(2, 3, {"value": np.full(SHAPE[1:], -0.7), "carbon": np.full(SHAPE[1:], -1.0)}),
        ),
        "limits": (Limit("city", np.nan_to_num(cost), 3.0),),
    }
    return Programme(**{**parts, **changes})


def may(made, plan):
    """Tell by hand whether a choice, a tuple of None or (size, year), meets the conditions."""
    spent = np.zeros(SHAPE[2])
    carried = [np.zeros(SHAPE[2]) for _ in made.limits]
    for index, pick in enumerate(plan):
        if pick is None:
            continue
        if np.isnan(made.cost_eur[index, pick[0]]):
            return False
        spent[pick[1]] += made.cost_eur[index, pick[0]]
        for used, limit in zip(carried, made.limits, strict=True):
            used[pick[1]] += limit.use[index, pick[0]]
    have = np.cumsum(made.budgets_eur) if made.carry_over else made.budgets_eur
    if ((np.cumsum(spent) if made.carry_over else spent) > have + 1e-9).any():
        return False
    pairs = zip(carried, made.limits, strict=True)
    if any((used > limit.most_per_year + 1e-9).any() for used, limit in pairs):
        return False
    for order in made.orders:
        before, after = plan[order.before], plan[order.after]
        if after and before and after[1] - before[1] < order.lag_years:
            return False
        if after and not before and order.required:
            return False
    return all(sum(plan[i] is not None for i in group) <= 1 for group in made.exclusions)


def all_choices(made):
    options = [None, *product(range(SHAPE[1]), range(SHAPE[2]))]
    for plan in product(options, repeat=SHAPE[0]):
        if may(made, plan):
            picked = np.zeros(SHAPE, dtype=bool)
            for index, pick in enumerate(plan):
                if pick is not None:
                    picked[index, pick[0], pick[1]] = True
            yield choice_of(made, picked)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("carry_over", [True, False])
def test_the_best_choice_is_the_best_of_all(seed, carry_over):
    made = programme(seed, carry_over=carry_over)
    weights = {"value": 1.0, "carbon": 0.3}
    found = portfolio(made, weights, gap_share=EXACT)
    best = max(sum(w * c.gains[n] for n, w in weights.items()) for c in all_choices(made))
    assert sum(w * found.gains[n] for n, w in weights.items()) == pytest.approx(best, abs=1e-7)
    assert found.gap_share <= EXACT
    assert any(
        c.size.tolist() == found.size.tolist() and c.year.tolist() == found.year.tolist()
        for c in all_choices(made)
    ), "the choice breaks a condition"


@pytest.mark.parametrize("seed", range(4))
def test_the_best_tail_is_the_best_of_all(seed):
    made = programme(seed)
    draws = made.gains["value"] + np.random.default_rng(seed).normal(0.0, 1.5, (25, *SHAPE))
    found = portfolio(made, {"carbon": 0.2}, tail=Tail("value", draws, 0.2, 1.0), gap_share=EXACT)

    def worth(choice):
        return mean_of_worst(value_draws(made, choice, "value", draws), 0.2) + 0.2 * choice.gains["carbon"]

    assert worth(found) == pytest.approx(max(worth(c) for c in all_choices(made)), abs=1e-6)


@pytest.mark.parametrize("seed", range(3))
def test_every_point_of_the_frontier_is_dominated_by_no_choice(seed):
    made = programme(seed)
    points = frontier(made, "value", "carbon", points=6, gap_share=EXACT)
    everything = np.array([[c.gains["value"], c.gains["carbon"]] for c in all_choices(made)])
    for point in points:
        here = np.array([point.gains["value"], point.gains["carbon"]])
        better = (everything >= here - 1e-9).all(axis=1) & (everything > here + 0.01).any(axis=1)
        # the thousandth that the other objective weighs may cost so much of the first
        assert not (better & (everything[:, 0] > here[0] + 0.02)).any()
    values = [p.gains["value"] for p in points]
    assert values == sorted(values, reverse=True)
    assert points[0].gains["value"] == pytest.approx(everything[:, 0].max(), abs=0.02)
    assert points[-1].gains["carbon"] == pytest.approx(everything[:, 1].max(), abs=0.02)


def test_a_floor_is_met_and_one_out_of_reach_is_refused_with_a_sentence():
    made = programme(1)
    most = portfolio(made, {"carbon": 1.0}, gap_share=EXACT).gains["carbon"]
    assert portfolio(made, {"value": 1.0}, {"carbon": 0.8 * most}).gains["carbon"] >= 0.8 * most - 1e-6
    with pytest.raises(NoPortfolio, match="raise the budget"):
        portfolio(made, {"value": 1.0}, {"carbon": 1.1 * most})


def test_nothing_is_chosen_where_everything_loses_and_the_gap_is_zero():
    made = programme(2)
    made = Programme(made.cost_eur, {"value": -np.ones(SHAPE)}, made.budgets_eur)
    found = portfolio(made, {"value": 1.0})
    assert found.chosen == ()
    assert found.gap_share == 0
    assert found.gains == {"value": 0.0}


def test_more_money_never_makes_it_worse():
    totals = [
        portfolio(programme(4, budgets_eur=np.full(3, b)), {"value": 1.0}, gap_share=EXACT).gains["value"]
        for b in (1.0, 2.0, 4.0, 8.0)
    ]
    assert (np.diff(totals) >= -1e-9).all()


def test_euros_in_millions_are_the_same_problem():
    small = programme(3)
    gains = {n: g * 1e6 for n, g in small.gains.items()}
    large = Programme(small.cost_eur * 1e6, gains, small.budgets_eur * 1e6, orders=small.orders)
    plain = Programme(small.cost_eur, small.gains, small.budgets_eur, orders=small.orders)
    assert (
        portfolio(large, {"value": 1.0}, gap_share=EXACT).year.tolist()
        == portfolio(plain, {"value": 1.0}, gap_share=EXACT).year.tolist()
    )


def test_the_mean_of_the_worst_on_worked_numbers():
    values = np.array([4.0, 1.0, 3.0, 2.0])
    assert mean_of_worst(values, 0.25) == 1.0
    assert mean_of_worst(values, 0.5) == 1.5
    # three eighths of four draws: the worst whole, half of the next
    assert mean_of_worst(values, 0.375) == pytest.approx((1.0 + 0.5 * 2.0) / 1.5)
    assert mean_of_worst(values, 1.0) == 2.5
