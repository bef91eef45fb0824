"""Mixtures of normals: the form of every transferred prediction."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.special import ndtr

from replicity.engine.array import FloatArray

BISECTIONS: Final = 44
REACH: Final = 9.0  # standard deviations: beyond them lies less than 1e-18


@dataclass(frozen=True, slots=True, eq=False)
class Mixture:
    """A mixture of normals, for one place or for many.

    Attributes
    ----------
    weight : array, shape ``(t,)``
        Sums to 1.
    mean, sd : array, shape ``(..., t)``
    """

    weight: FloatArray
    mean: FloatArray
    sd: FloatArray

    def cdf(self, y: FloatArray | float) -> FloatArray:
        """Return the probability that `y` (shape ``(...,)``) is not exceeded."""
        z = (np.asarray(y, dtype=np.float64)[..., np.newaxis] - self.mean) / self.sd
        return np.asarray(ndtr(z) @ self.weight)

    def quantile(self, probability: FloatArray | float) -> FloatArray:
        """Return the value that is not exceeded with a probability, by bisection on the distribution.

        Parameters
        ----------
        probability : float or array, shape ``(k,)``
            Strictly between 0 and 1.

        Returns
        -------
        array, shape ``(...,)`` or ``(..., k)``
            Exact to ``2^-44`` of the bracket that the components span.
        """
        p = np.asarray(probability, dtype=np.float64)
        wide = Mixture(self.weight, self.mean[..., np.newaxis, :], self.sd[..., np.newaxis, :])
        shape = (*self.mean.shape[:-1], p.size)
        low = np.broadcast_to((wide.mean - REACH * wide.sd).min(axis=-1), shape).copy()
        high = np.broadcast_to((wide.mean + REACH * wide.sd).max(axis=-1), shape).copy()
        for _ in range(BISECTIONS):
            middle = 0.5 * (low + high)
            below = wide.cdf(middle) < p
            low, high = np.where(below, middle, low), np.where(below, high, middle)
        found = 0.5 * (low + high)
        return np.asarray(found[..., 0] if p.ndim == 0 else found)
