"""The one array type of the engine: 64-bit floats, the year axis last where there is one.

In memory the draws of a year stand side by side where that is cheap to have (Fortran order): most work goes
year by year through all draws.
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

FloatArray: TypeAlias = NDArray[np.float64]
Number: TypeAlias = float | FloatArray


def by_year(value: Number) -> FloatArray:
    """Return a value with a year axis of length one appended, so that it broadcasts over years.

    Parameters
    ----------
    value : float or array, any shape
        A quantity that does not change from year to year.

    Returns
    -------
    array, shape of `value` + (1,)
    """
    return np.asarray(value, dtype=np.float64)[..., np.newaxis]


def empty_by_year(shape: tuple[int, ...], horizon_years: int) -> FloatArray:
    """Return an array of a shape and ``horizon_years + 1`` years, the draws of a year side by side."""
    room = np.empty((horizon_years + 1, *shape))
    return room.T if len(shape) < 2 else np.moveaxis(room, 0, -1)


def running_total(amounts: FloatArray) -> FloatArray:
    """Return the sum over the years so far, by year, in the memory order of what is given."""
    if amounts.ndim < 2:
        return np.cumsum(amounts, axis=-1)
    # year by year through all draws: a cumulative sum over each draw waits for every single addition
    total = amounts.copy(order="K")
    for year in range(1, total.shape[-1]):
        total[..., year] += total[..., year - 1]
    return total


def over_years(column: FloatArray, profile: FloatArray) -> FloatArray:
    """Return a column (any shape + (1,)) times a profile over the years, the draws of a year side by side.

    NumPy's own product of the two lays the years of a draw side by side.
    """
    return times_profile(column[..., 0], profile)


def times_profile(value: Number, profile: FloatArray) -> FloatArray:
    """Return a value (any shape) times a profile over the years, the draws of a year side by side."""
    held = np.asarray(value, dtype=np.float64)
    shape = np.broadcast_shapes(held.shape, profile.shape[:-1])
    found = empty_by_year(shape, profile.shape[-1] - 1)
    return np.multiply(held[..., np.newaxis], profile, out=found)
