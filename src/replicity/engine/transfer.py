"""From the figures of demonstrations to a distribution for a new place: random-effects meta-regression.

The figures `y` of one panel, on their scale (log of after over before, log, logit), are

    y_i = x_i' b + u_d(i) + e_i,    u_d ~ N(0, tau^2),    e_i ~ N(0, s_i^2)

with ``b ~ N(m0, diag(v0))`` and a half-normal prior on `tau`. Given `tau` all is normal. With `Z` the
incidence of demonstrations, ``V = diag(s^2) + tau^2 Z Z'``:

    C = (diag(1 / v0) + X' V^-1 X)^-1,    m = C (m0 / v0 + X' V^-1 y)
    p(tau | y) proportional to p(tau) N(y; X m0, V + X diag(v0) X')

A new demonstration at `x` has the mean ``x'm`` and the variance ``x'C x + tau^2``. `tau` is integrated on a
fixed grid, so the prediction is a mixture of normals: exact to the grid, without a sampler.

References
----------
Higgins, Thompson and Spiegelhalter (2009), A re-evaluation of random-effects meta-analysis, Journal of the
Royal Statistical Society A 172(1). Roever (2020), Bayesian random-effects meta-analysis using the bayesmeta
R package, Journal of Statistical Software 93(6).
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import logsumexp

from replicity.engine.array import FloatArray
from replicity.engine.mixture import Mixture

GRID_STEPS: Final = 48
GRID_REACH: Final = 5.0  # times the scale of the half-normal prior: beyond it lies 6e-7 of the prior


@dataclass(frozen=True, slots=True, eq=False)
class Figures:
    """The figures of a panel on their scale.

    Attributes
    ----------
    y : array, shape ``(n,)``
        Values on the panel's scale.
    x : array, shape ``(n, p)``
        Covariates, a column of ones first.
    group : array of int, shape ``(n,)``
        Which demonstration each figure belongs to.
    noise : array, shape ``(n,)``
        Standard deviation of the measurement `s`, above zero, on the panel's scale.
    """

    y: FloatArray
    x: FloatArray
    group: NDArray[np.int64]
    noise: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Prior:
    """What is believed before the figures.

    Attributes
    ----------
    mean, sd : array, shape ``(p,)``
        Normal prior of the coefficients, independent of each other; `sd` above zero.
    tau_scale : float
        Scale of the half-normal prior of `tau`, above zero.
    """

    mean: FloatArray
    sd: FloatArray
    tau_scale: float


@dataclass(frozen=True, slots=True, eq=False)
class Posterior:
    """What is believed after the figures, for each `tau` of the grid.

    Attributes
    ----------
    tau, weight : array, shape ``(t,)``
        Grid and posterior weight, which sums to 1.
    mean : array, shape ``(t, p)``
        Coefficients given `tau`.
    covariance : array, shape ``(t, p, p)``
    """

    tau: FloatArray
    weight: FloatArray
    mean: FloatArray
    covariance: FloatArray

    @property
    def tau_mean(self) -> float:
        """Return the expected spread between demonstrations."""
        return float(self.weight @ self.tau)


def tau_grid(scale: float) -> tuple[FloatArray, FloatArray]:
    """Return the grid of `tau` and the logarithm of its prior weights.

    The steps grow with the square, so that small values are resolved; the weights are those of the
    trapezoidal rule for the half-normal density.

    Parameters
    ----------
    scale : float
        Scale of the half-normal prior.

    Returns
    -------
    tau, log_weight : array, shape ``(GRID_STEPS + 1,)``
    """
    tau = GRID_REACH * scale * (np.arange(GRID_STEPS + 1) / GRID_STEPS) ** 2
    width = np.gradient(tau)
    width[[0, -1]] /= 2.0
    log_weight = np.log(width) - 0.5 * (tau / scale) ** 2
    return tau, np.asarray(log_weight - logsumexp(log_weight))


def fit(figures: Figures, prior: Prior) -> Posterior:
    """Return the posterior of the coefficients and of `tau`.

    Parameters
    ----------
    figures : Figures
        May be empty (``n = 0``): then the prior comes back.
    prior : Prior

    Returns
    -------
    Posterior
    """
    tau, log_weight = tau_grid(prior.tau_scale)
    v = _covariance(figures, tau)
    inverse_vx = np.linalg.solve(v, np.broadcast_to(figures.x, (tau.size, *figures.x.shape)))
    precision = np.diag(prior.sd**-2) + figures.x.T @ inverse_vx
    covariance = np.linalg.inv(precision)
    right = prior.mean / prior.sd**2 + np.einsum("tnp,n->tp", inverse_vx, figures.y)
    mean = np.einsum("tpq,tq->tp", covariance, right)
    marginal = v + (figures.x * prior.sd**2) @ figures.x.T
    log_weight = log_weight + _log_densities((figures.y - figures.x @ prior.mean)[np.newaxis], marginal)[0]
    weight = np.exp(log_weight - logsumexp(log_weight))
    return Posterior(tau, weight, mean, np.asarray(covariance, dtype=np.float64))


def predict(posterior: Posterior, x: FloatArray, noise: float = 0.0, selection_ratio: float = 0.0) -> Mixture:
    """Return the distribution of a new demonstration.

    Parameters
    ----------
    posterior : Posterior
    x : array, shape ``(..., p)``
        Covariates of the new place or places.
    noise : float, default 0
        Standard deviation of a measurement, to be added where a figure is predicted and not its truth.
    selection_ratio : float, default 0
        What is published is a favourable choice: the places that were not told of differ by this much of
        `tau` more, ``tau^2 (1 + selection_ratio^2)``.

    Returns
    -------
    Mixture
        Means and deviations of shape ``(..., t)``.
    """
    x = np.asarray(x, dtype=np.float64)
    return Mixture(
        posterior.weight,
        x @ posterior.mean.T,
        np.sqrt(mean_variance(posterior, x) + posterior.tau**2 * (1.0 + selection_ratio**2) + noise**2),
    )


def mean_variance(posterior: Posterior, x: FloatArray) -> FloatArray:
    """Return the variance of ``x'b`` given each `tau`, shape ``(..., t)``.

    One more figure never raises it: ``C`` only falls as ``X' V^-1 X`` grows.
    """
    return np.asarray(np.einsum("...p,tpq,...q->...t", x, posterior.covariance, x))


def log_evidence(figures: Figures, prior: Prior, column: int, values: FloatArray) -> FloatArray:
    """Return how well the panel agrees with each prior mean of one coefficient.

    Panels that share a coefficient are joined in this way: the sum over panels, added to the logarithm of
    the shared prior, is the posterior of the shared mean. ``prior.sd[column]`` is then the spread of the
    coefficient between panels.

    Parameters
    ----------
    figures, prior
        As in :func:`fit`; ``prior.mean[column]`` is replaced by each of `values`.
    column : int
    values : array, shape ``(k,)``

    Returns
    -------
    array, shape ``(k,)``
        ``log N(y; X m0, V + X diag(v0) X')`` with `tau` integrated out.
    """
    tau, log_weight = tau_grid(prior.tau_scale)
    marginal = _covariance(figures, tau) + (figures.x * prior.sd**2) @ figures.x.T
    mean = np.repeat(prior.mean[np.newaxis], values.size, axis=0)
    mean[:, column] = values
    residual = figures.y - mean @ figures.x.T
    return np.asarray(logsumexp(_log_densities(residual, marginal) + log_weight, axis=1))


def _covariance(figures: Figures, tau: FloatArray) -> FloatArray:
    """Return ``V`` for each tau, shape ``(t, n, n)``."""
    same = (figures.group[:, np.newaxis] == figures.group).astype(np.float64)
    return np.asarray(np.diag(figures.noise**2) + tau[:, np.newaxis, np.newaxis] ** 2 * same)


def _log_densities(residuals: FloatArray, covariance: FloatArray) -> FloatArray:
    """Return the log densities of normal vectors of mean zero, rows by covariances, shape ``(k, t)``."""
    root = np.linalg.cholesky(covariance)
    whitened = np.linalg.solve(root, np.broadcast_to(residuals.T, (*root.shape[:-1], len(residuals))))
    log_root = np.log(np.diagonal(root, axis1=-2, axis2=-1)).sum(axis=-1)
    constant = 0.5 * residuals.shape[1] * np.log(2.0 * np.pi)
    return np.asarray(-0.5 * np.square(whitened).sum(axis=-2).T - log_root - constant)
