"""The worth of information against closed forms."""

import numpy as np
import pytest
from scipy.special import ndtr

from replicity.engine.information import everything, worth_of_knowing
from replicity.engine.uncertainty import Spread, stream_of

DRAWS = 4000


def normal(name, draws=DRAWS):
    standard = Spread(-1.2815515655446004, 0.0, 1.2815515655446004)
    return standard.quantile(stream_of(1, "world", name, draws).probability)


def closed_form(mean, sd):
    """Return E[max(mean + sd z, 0)] - max(mean, 0) for a standard normal z."""
    z = mean / sd
    return sd * np.exp(-0.5 * z * z) / np.sqrt(2 * np.pi) + mean * ndtr(z) - max(mean, 0.0)


@pytest.mark.parametrize("mean", [-2.0, -0.5, 0.0, 0.5, 2.0])
def test_linear_normal_inputs_meet_the_closed_form(mean):
    effects = {"a": 3.0, "b": 1.0, "c": 0.3}
    inputs = {name: normal(name) for name in effects}
    result = mean + sum(effect * inputs[name] for name, effect in effects.items())
    found = {w.name: w.amount for w in worth_of_knowing(inputs, result)}
    assert found["a"] == pytest.approx(closed_form(mean, 3.0), abs=0.03)
    assert found["b"] == pytest.approx(closed_form(mean, 1.0), abs=0.05)
    # so weak an input may be taken for chance, but not for more than it is
    assert found["c"] <= closed_form(mean, 0.3) + 0.05
    total = closed_form(mean, np.sqrt(sum(e * e for e in effects.values())))
    assert everything(result) == pytest.approx(total, abs=0.05)


def test_a_skewed_input_meets_the_closed_form():
    # v = price - 1 with a lognormal price: E[max(v, 0)] by the formula of Black and Scholes
    sd = 0.6
    inputs = {"price": np.exp(sd * normal("price")), "noise": normal("noise")}
    result = inputs["price"] - 1.0 + 0.5 * inputs["noise"]
    call = np.exp(sd * sd / 2) * ndtr(sd) - ndtr(0.0)
    expected = call - (np.exp(sd * sd / 2) - 1.0)
    found = {w.name: w.amount for w in worth_of_knowing(inputs, result)}
    assert found["price"] == pytest.approx(expected, abs=0.02)


def test_an_idle_input_a_certain_one_and_a_sure_decision_are_worth_nothing():
    inputs = {"a": normal("a"), "idle": normal("idle"), "certain": np.asarray(3.0)}
    found = {w.name: w.amount for w in worth_of_knowing(inputs, inputs["a"])}
    assert found["idle"] == 0.0
    assert "certain" not in found
    assert all(w.amount == 0.0 for w in worth_of_knowing(inputs, 100.0 + inputs["a"]))
    assert all(w.amount == 0.0 for w in worth_of_knowing(inputs, np.full(DRAWS, 2.0)))


def test_no_input_is_worth_more_than_all_together_and_the_order_is_by_worth():
    inputs = {name: normal(name) for name in "abcdef"}
    result = 0.3 + sum((i + 1) * v for i, v in enumerate(inputs.values()))
    found = worth_of_knowing(inputs, result)
    assert [w.name for w in found] == list("fedcba")
    assert found[0].amount <= everything(result)


def test_the_stated_bias_bounds_what_is_seen_on_the_edge_of_a_decision():
    few = 500
    seen = []
    for seed in range(40):
        random = np.random.default_rng(seed)
        x, noise = random.normal(size=few), random.normal(size=few)
        result = 0.3 * x + noise
        (found,) = worth_of_knowing({"x": x}, result - result.mean())
        seen.append(found.amount - closed_form(0.0, 0.3))
    assert 0.0 < np.mean(seen) < np.sqrt(1.09) * np.sqrt(5 / few)
