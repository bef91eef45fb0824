"""Random-effects meta-regression: against hand-worked and brute-force results, and its properties."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, stats

from replicity.engine.mixture import Mixture
from replicity.engine.scoring import covered, mixture_crps, normal_crps
from replicity.engine.transfer import (
    Figures,
    Prior,
    fit,
    log_evidence,
    mean_variance,
    predict,
    tau_grid,
)

PRIOR = Prior(np.array([0.0, 0.0]), np.array([10.0, 0.5]), 0.5)


def figures(values, group=None, slope=None, noise=0.1):
    y = np.array(values, dtype=float)
    x = np.column_stack(
        [np.ones(y.size), np.zeros(y.size) if slope is None else np.array(slope, dtype=float)]
    )
    group = np.arange(y.size) if group is None else np.array(group)
    return Figures(y, x, group, np.full(y.size, noise))


def with_one_more(given_, value, group=None, noise=0.1):
    return Figures(
        np.append(given_.y, value),
        np.vstack([given_.x, [1.0, 0.0]]),
        np.append(given_.group, given_.group.max() + 1 if group is None else group),
        np.append(given_.noise, noise),
    )


def range_of(given_, x=(1.0, 0.0)):
    low, high = predict(fit(given_, PRIOR), np.array(x)).quantile(np.array([0.1, 0.9]))
    return high - low


def test_one_figure_by_hand():
    # given tau: precision 1/100 + 1/(0.01 + tau^2), mean y (0.01 + tau^2)^-1 / precision
    posterior = fit(figures([2.0]), PRIOR)
    precision = 0.01 + 1.0 / (0.01 + posterior.tau**2)
    assert posterior.covariance[:, 0, 0] == pytest.approx(1.0 / precision)
    assert posterior.mean[:, 0] == pytest.approx(2.0 / (0.01 + posterior.tau**2) / precision)
    assert predict(posterior, np.array([1.0, 0.0])).sd ** 2 == pytest.approx(
        1.0 / precision + posterior.tau**2
    )


def test_no_figure_gives_the_prior_back():
    empty = Figures(np.empty(0), np.empty((0, 2)), np.empty(0, dtype=np.int64), np.empty(0))
    posterior = fit(empty, PRIOR)
    tau, log_weight = tau_grid(0.5)
    assert posterior.weight == pytest.approx(np.exp(log_weight))
    assert predict(posterior, np.array([1.0, 0.0])).quantile(0.5) == pytest.approx(0.0, abs=1e-6)
    assert np.allclose(posterior.mean, PRIOR.mean)
    assert tau[0] == 0.0


def test_the_grid_agrees_with_direct_integration_over_tau():
    seen = figures([0.1, 0.4, 0.9, 0.3], slope=[0, 1, 2, 0])

    def joint(tau):
        covariance = np.diag(seen.noise**2 + tau**2) + (seen.x * PRIOR.sd**2) @ seen.x.T
        density = stats.multivariate_normal(seen.x @ PRIOR.mean, covariance).pdf(seen.y)
        return density * stats.halfnorm(scale=0.5).pdf(tau)

    whole = integrate.quad(joint, 0, 4)[0]
    mean_tau = integrate.quad(lambda t: t * joint(t), 0, 4)[0] / whole
    assert fit(seen, PRIOR).tau_mean == pytest.approx(mean_tau, rel=0.01)
    assert log_evidence(seen, PRIOR, 1, np.array([0.0]))[0] == pytest.approx(np.log(whole), abs=0.01)


def test_figures_of_one_demonstration_are_one_experience():
    apart = figures([0.5, 0.5, 0.5, 0.5])
    together = figures([0.5, 0.5, 0.5, 0.5], group=[0, 0, 0, 0])
    assert range_of(together) > range_of(apart)


def test_log_evidence_prefers_the_true_effect():
    seen = figures([0.0, 0.05, 0.6, 0.55, -0.02, 0.62], slope=[0, 0, 1, 1, 0, 1])
    grid = np.linspace(-1, 1, 41)
    assert grid[log_evidence(seen, PRIOR, 1, grid).argmax()] == pytest.approx(0.55, abs=0.1)


def test_rows_of_cities_give_what_single_cities_give():
    posterior = fit(figures([0.2, 0.5, 0.9], slope=[0, 1, 2]), PRIOR)
    rows = np.array([[1.0, 0.0], [1.0, 0.7], [1.0, 3.0]])
    together = predict(posterior, rows).quantile(np.array([0.1, 0.5, 0.9]))
    for row, found in zip(rows, together, strict=True):
        assert predict(posterior, row).quantile(np.array([0.1, 0.5, 0.9])) == pytest.approx(found, rel=1e-12)


def test_quantile_is_the_inverse_of_the_distribution():
    mixture = Mixture(np.array([0.3, 0.7]), np.array([-1.0, 2.0]), np.array([0.5, 3.0]))
    probabilities = np.array([1e-4, 0.05, 0.5, 0.95, 0.9999])
    assert mixture.cdf(mixture.quantile(probabilities)[:, np.newaxis]).ravel() == pytest.approx(probabilities)


def test_wider_with_noise_and_with_the_choice_of_what_is_published():
    posterior = fit(figures([0.2, 0.5, 0.9]), PRIOR)
    x = np.array([1.0, 0.0])
    plain, noisy, chosen = predict(posterior, x), predict(posterior, x, 0.3), predict(posterior, x, 0.0, 0.5)
    assert noisy.sd**2 == pytest.approx(plain.sd**2 + 0.09)
    assert chosen.sd**2 == pytest.approx(plain.sd**2 + 0.25 * posterior.tau**2)


values = st.lists(st.floats(-2, 2), min_size=1, max_size=8)


@settings(max_examples=50, deadline=None)
@given(values, st.floats(-3, 3), st.booleans(), st.floats(-2, 2))
def test_given_tau_one_more_figure_never_raises_the_variance(seen, value, same_place, slope):
    before = figures(seen, slope=np.linspace(0, 1, len(seen)))
    after = with_one_more(before, value, group=0 if same_place else None)
    x = np.array([1.0, slope])
    assert np.all(mean_variance(fit(after, PRIOR), x) <= mean_variance(fit(before, PRIOR), x) * (1 + 1e-9))


@settings(max_examples=50, deadline=None)
@given(values)
def test_one_more_concordant_figure_narrows(seen):
    before = figures(seen)
    middle = predict(fit(before, PRIOR), np.array([1.0, 0.0])).quantile(0.5)
    assert range_of(with_one_more(before, middle)) < range_of(before)


def test_a_discordant_figure_may_widen():
    before = figures([0.5, 0.52, 0.48, 0.51])
    assert range_of(with_one_more(before, 2.5)) > range_of(before)


@settings(max_examples=30, deadline=None)
@given(st.floats(-2, 2), st.floats(0.1, 2), st.floats(-4, 4))
def test_mixture_of_one_scores_as_the_normal(mean, sd, outcome):
    single = Mixture(np.array([1.0]), np.array([mean]), np.array([sd]))
    assert mixture_crps(single, outcome) == pytest.approx(float(normal_crps(mean, sd, outcome)), abs=1e-12)


def test_crps_is_the_integral_of_the_squared_error_of_the_distribution():
    mixture = Mixture(np.array([0.4, 0.6]), np.array([0.0, 1.5]), np.array([0.7, 0.3]))
    grid = np.linspace(-8, 10, 200_001)
    error = (mixture.cdf(grid[:, np.newaxis]).ravel() - (grid >= 0.8)) ** 2
    assert mixture_crps(mixture, 0.8) == pytest.approx(np.trapezoid(error, grid), abs=1e-4)


def test_crps_of_a_plain_number_is_the_absolute_error():
    assert normal_crps(2.0, 0.0, 5.0) == 3.0


def test_coverage_counts_the_central_interval():
    assert covered(np.array([0.09, 0.11, 0.5, 0.89, 0.91]), 0.8).tolist() == [0, 1, 1, 1, 0]
