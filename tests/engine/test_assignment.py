"""Assignments proven against every possible one."""

from itertools import product

import numpy as np
import pytest

from replicity.engine.assignment import NoAssignment, assignment


def all_assignments(scores, capacities):
    for hosts in product(range(scores.shape[1]), repeat=scores.shape[0]):
        if (np.bincount(hosts, minlength=scores.shape[1]) <= capacities).all():
            got = scores[np.arange(scores.shape[0]), list(hosts)]
            if not np.isnan(got).any():
                yield got


@pytest.mark.parametrize("seed", range(8))
def test_the_sum_is_the_greatest_of_all(seed):
    random = np.random.default_rng(seed)
    scores = random.random((6, 3))
    scores[random.random(scores.shape) < 0.1] = np.nan
    scores[:, 0] = np.nan_to_num(scores[:, 0])
    capacities = np.array([3, 2, 2])
    found = assignment(scores, capacities, floor_share=0.0)
    assert found.score.sum() == pytest.approx(max(got.sum() for got in all_assignments(scores, capacities)))
    assert (np.bincount(found.host, minlength=3) <= capacities).all()


@pytest.mark.parametrize("seed", range(8))
def test_the_greatest_floor_is_the_greatest_of_all_and_holds(seed):
    scores = np.random.default_rng(seed).random((6, 3))
    capacities = np.array([2, 2, 2])
    best = scores.max(axis=1)
    greatest = max((got / best).min() for got in all_assignments(scores, capacities))
    found = assignment(scores, capacities)
    assert found.floor_share == pytest.approx(np.floor(100 * greatest) / 100)
    assert (found.score >= found.floor_share * found.best_score - 1e-9).all()
    everything = all_assignments(scores, capacities)
    fair = [got.sum() for got in everything if (got / best).min() >= found.floor_share]
    assert found.score.sum() == pytest.approx(max(fair))


def test_a_floor_costs_the_sum_and_helps_the_worst_off():
    scores = np.array([[1.0, 0.9], [0.5, 0.0]])
    free = assignment(scores, np.array([1, 1]), floor_share=0.0)
    fair = assignment(scores, np.array([1, 1]), floor_share=0.8)
    assert free.score.tolist() == [0.9, 0.5]
    assert fair.score.tolist() == [0.9, 0.5]
    scores = np.array([[1.0, 0.2], [0.9, 0.0], [0.0, 0.0]])
    free = assignment(scores, np.array([1, 5]), floor_share=0.0)
    assert free.host.tolist() == [1, 0, 1]
    assert free.given_up.tolist() == pytest.approx([0.8, 0.0, 0.0])


def test_without_scarcity_everyone_gets_the_best():
    scores = np.random.default_rng(3).random((30, 5))
    found = assignment(scores, np.full(5, 30))
    assert (found.host == scores.argmax(axis=1)).all()
    assert (found.given_up == 0).all()
    assert found.floor_share == 1.0


@pytest.mark.parametrize(
    ("capacities", "floor", "part"),
    [
        ([1, 1], None, "2 cities together, but there are 3"),
        ([-1, 9], None, "must not be negative"),
        ([0, 3], None, "no possible host"),
        ([2, 1], 1.0, "lower the floor"),
    ],
)
def test_what_cannot_be_met_is_refused_with_a_sentence(capacities, floor, part):
    scores = np.array([[1.0, 0.5], [1.0, 0.5], [1.0, np.nan]])
    with pytest.raises(NoAssignment, match=part):
        assignment(scores, np.array(capacities), floor)
