"""The one array type of the engine: 64-bit floats, the year axis last where there is one."""

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
