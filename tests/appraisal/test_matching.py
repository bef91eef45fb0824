"""The match: fixed value functions, uncertain weights, blocks that are never averaged away."""

import numpy as np
import pytest

from replicity.appraisal.inputs import InputError
from replicity.appraisal.matching import goal_weights, match
from replicity.appraisal.requests import Options
from replicity.engine.acceptability import rank_acceptability, scores, uncertain_weights, value

FEW = Options(draws=300)


def test_ranks_and_acceptability_fit_together():
    found = match("Santiago, CL", options=FEW)
    ranked = [s for s in found.solutions if s.rank]
    assert [s.rank for s in ranked] == list(range(1, len(ranked) + 1))
    shares = np.array([s.rank_acceptability for s in ranked])
    np.testing.assert_allclose(shares.sum(axis=0), 1.0)
    np.testing.assert_allclose(shares.sum(axis=1), 1.0)
    for item in ranked:
        assert item.top3_share == pytest.approx(sum(item.rank_acceptability[:3]))


def test_a_block_is_listed_with_its_remedy_and_not_ranked():
    found = match("Singapore", options=FEW).solutions
    item = {s.solution.id: s for s in found}["district_heat_pump"]
    assert item.status == "blocked", "nobody heats in Singapore"
    assert item.rank is None
    assert item is not found[0]
    assert item.explanation.held_back_by
    assert item.explanation.would_change_it


def test_leaving_an_alternative_out_never_turns_the_order_of_the_others():
    everything = [s.solution.id for s in match("Gothenburg, SE", options=FEW).solutions if s.rank]
    for track in (1, 2, 3):
        some = [s.solution.id for s in match("Gothenburg, SE", track=track, options=FEW).solutions if s.rank]
        assert some == [name for name in everything if name in some]


def test_goals_change_the_ranking():
    carbon = match("Gothenburg, SE", goals={"carbon": 1000}, options=FEW)
    criteria = [s.criteria["carbon"] for s in carbon.solutions if s.rank]
    assert criteria[0] == max(criteria)


@pytest.mark.parametrize("goals", [{"beauty": 1}, {"carbon": -1}, {"carbon": float("nan")}])
def test_goals_are_checked(goals):
    with pytest.raises(InputError):
        goal_weights(goals)


def test_all_goals_zero_is_refused():
    with pytest.raises(InputError, match="positive weight"):
        goal_weights(dict.fromkeys(goal_weights({}), 0.0))


def test_value_functions_on_worked_numbers():
    assert value(5.0, 0.0, 10.0) == 0.5
    assert value(5.0, 10.0, 0.0) == 0.5
    assert value(-3.0, 0.0, 10.0) == 0.0
    # on a log scale from 0.01 to 100, 1 stands in the middle
    assert value(1.0, 0.01, 100.0, log=True) == pytest.approx(0.5)
    assert value(-1.0, 0.01, 100.0, log=True) == 0.0
    assert np.isnan(value(np.nan, 0.0, 1.0))


def test_a_missing_criterion_counts_neither_best_nor_worst():
    weights = np.array([[0.5], [0.5]])
    values = np.array([[[0.8], [np.nan]], [[0.8], [0.0]], [[0.8], [1.0]]])
    assert scores(values, weights).ravel().tolist() == [0.8, 0.4, 0.9]


def test_weights_scatter_around_the_citys():
    drawn = uncertain_weights(np.array([0.5, 0.3, 0.2, 0.0]), 25.0, 1, 4000)
    np.testing.assert_allclose(drawn.sum(axis=0), 1.0)
    np.testing.assert_allclose(drawn.mean(axis=1), [0.5, 0.3, 0.2, 0.0], atol=0.005)
    # Dirichlet: variance m (1 - m) / (concentration + 1)
    np.testing.assert_allclose(drawn[0].var(), 0.25 / 26, rtol=0.08)


def test_rank_acceptability_by_hand():
    shares = rank_acceptability(np.array([[3.0, 1.0], [2.0, 2.0], [1.0, 3.0]]))
    assert shares.tolist() == [[0.5, 0, 0.5], [0, 1, 0], [0.5, 0, 0.5]]
