"""How good a predicted distribution was, once the outcome is known: CRPS and coverage.

References
----------
Gneiting and Raftery (2007), Strictly proper scoring rules, prediction, and estimation, Journal of the
American Statistical Association 102(477). Grimit, Gneiting, Berrocal and Johnson (2006), The continuous
ranked probability score for circular variables, Quarterly Journal of the Royal Meteorological Society
132(621), equation 5 for mixtures of normals.
"""

import numpy as np
from scipy.special import ndtr

from replicity.engine.array import FloatArray, Number
from replicity.engine.mixture import Mixture


def normal_crps(mean: Number, sd: Number, outcome: Number) -> FloatArray:
    """Return the continuous ranked probability score of a normal prediction.

    Parameters
    ----------
    mean, sd, outcome : float or array
        In one unit; `sd` zero gives the absolute error, the score of a plain number.

    Returns
    -------
    array
        In the same unit; smaller is better. ``sd (z (2 Phi(z) - 1) + 2 phi(z) - 1 / sqrt(pi))``.
    """
    sd = np.asarray(sd, dtype=np.float64)
    error = np.asarray(outcome, dtype=np.float64) - mean
    return np.asarray(_absolute_mean(error, sd) - sd / np.sqrt(np.pi))


def mixture_crps(prediction: Mixture, outcome: float) -> float:
    """Return the continuous ranked probability score of one mixture of normals.

    ``E|Y - y| - E|Y - Y'| / 2``, both in closed form.
    """
    weight, mean, sd = prediction.weight, prediction.mean, prediction.sd
    apart = _absolute_mean(outcome - mean, sd) @ weight
    pairs = _absolute_mean(mean[:, np.newaxis] - mean, np.hypot(sd[:, np.newaxis], sd))
    return float(apart - 0.5 * weight @ pairs @ weight)


def covered(probability_of_outcome: Number, level_share: float) -> FloatArray:
    """Tell (1 or 0) whether the outcome lay in the central interval of a level.

    Parameters
    ----------
    probability_of_outcome : float or array
        The predicted probability of not more than the outcome.
    level_share : float
        Such as 0.8.
    """
    inside = np.abs(np.asarray(probability_of_outcome) - 0.5) <= level_share / 2.0
    return np.asarray(inside, dtype=np.float64)


def _absolute_mean(mean: Number, sd: FloatArray) -> FloatArray:
    """Return the mean of the absolute value of a normal: ``2 sd phi(m / sd) + m (2 Phi(m / sd) - 1)``."""
    sd = np.asarray(sd, dtype=np.float64)
    z = np.asarray(mean) / np.where(sd > 0, sd, 1.0)
    density = np.exp(-0.5 * z**2) / np.sqrt(2.0 * np.pi)
    spread = 2.0 * sd * density + np.asarray(mean) * (2.0 * ndtr(z) - 1.0)
    return np.asarray(np.where(sd > 0, spread, np.abs(mean)))
