"""How sure a ranking is: value functions, uncertain weights, and the share of draws at each rank.

Stochastic multicriteria acceptability analysis: Lahdelma and Salminen (2001), SMAA-2, Operations
Research 49(3). A criterion that an alternative lacks is left out of its score: it counts neither as
best nor as worst.
"""

import numpy as np
from scipy.special import gammaincinv

from replicity.engine.array import FloatArray, Number
from replicity.engine.uncertainty import stream_of


def value(measure: Number, worst: float, best: float, *, log: bool = False) -> FloatArray:
    """Return the value of a measure between its worst (0) and best (1) end, cut off outside.

    Parameters
    ----------
    measure : float or array
        NaN where it does not exist; NaN comes out.
    worst, best : float
        Ends in the unit of the measure; either may be the greater.
    log : bool
        Linear in the logarithm instead; what is not positive is worth 0.
    """
    given = np.asarray(measure, dtype=np.float64)
    if log:
        floor = min(worst, best)
        safe = np.where(np.isnan(given), np.nan, np.maximum(given, floor))
        place = np.log(safe / worst) / np.log(best / worst)
    else:
        place = (given - worst) / (best - worst)
    return np.asarray(np.clip(place, 0.0, 1.0))


def uncertain_weights(weights: FloatArray, concentration: float, seed: int, draws: int) -> FloatArray:
    """Return weights drawn from a Dirichlet distribution around the given ones.

    Parameters
    ----------
    weights : array, shape ``(criteria,)``
        Not negative, not all zero; a weight of zero stays zero.
    concentration : float
        The higher, the closer the draws are to the given weights.
    seed, draws : int

    Returns
    -------
    array, shape ``(criteria, draws)``, each column sums to one
    """
    mean = np.asarray(weights, dtype=np.float64) / np.sum(weights)
    columns = np.zeros((mean.size, draws))
    for index, share in enumerate(mean):
        if share > 0:
            uniform = stream_of(seed, "weights", f"criterion {index}", draws).probability
            columns[index] = np.maximum(gammaincinv(share * concentration, uniform), 1e-300)
    return np.asarray(columns / columns.sum(axis=0))


def scores(values: FloatArray, weights: FloatArray) -> FloatArray:
    """Return the weighted mean of the values that exist.

    Parameters
    ----------
    values : array, shape ``(alternatives, criteria, draws)``
        Between 0 and 1, NaN where the criterion does not exist.
    weights : array, shape ``(criteria, draws)``

    Returns
    -------
    array, shape ``(alternatives, draws)``
    """
    exists = ~np.isnan(values)
    weighed = np.where(exists, weights, 0.0)
    total = weighed.sum(axis=1)
    return np.asarray((weighed * np.nan_to_num(values)).sum(axis=1) / np.where(total > 0, total, 1.0))


def rank_acceptability(scored: FloatArray) -> FloatArray:
    """Return the share of draws in which each alternative has each rank; ties go to the one listed first.

    Parameters
    ----------
    scored : array, shape ``(alternatives, draws)``

    Returns
    -------
    array, shape ``(alternatives, ranks)``, rows and columns sum to one
    """
    count = scored.shape[0]
    order = np.argsort(-scored, axis=0, kind="stable")
    ranks = np.argsort(order, axis=0, kind="stable")
    return np.stack([(ranks == rank).mean(axis=1) for rank in range(count)], axis=1)
