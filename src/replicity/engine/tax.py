"""Tax on profit, with losses carried forward without limit."""

import numpy as np

from replicity.engine.array import FloatArray, Number, running_total


def depreciation(capital_nominal: FloatArray, term_years: int) -> FloatArray:
    """Return straight-line depreciation of what was bought in each year (nominal eur by year).

    Parameters
    ----------
    capital_nominal : array, year axis last
        Nominal purchases by year; a sale (negative) takes its value off.
    term_years : int
        Years over which a purchase is written off, beginning in the year after it. What the horizon
        cuts off is written off in the last year, so that the sum is what was bought.

    Returns
    -------
    array of the same shape
    """
    bought = running_total(capital_nominal)
    written = np.zeros_like(bought)
    written[..., 1:] = bought[..., :-1]
    # what was bought longer ago than the term is written off
    written[..., term_years + 1 :] -= bought[..., : max(bought.shape[-1] - term_years - 1, 0)]
    written /= term_years
    written[..., -1] += bought[..., -1] - written.sum(axis=-1)
    return written


def profit_tax(profit_nominal: FloatArray, rate_share: Number) -> FloatArray:
    """Return the tax due by year when losses are carried forward (nominal eur).

    Tax has been paid on the highest cumulative profit so far: the tax of a year is the rate times the
    rise of that running maximum, which starts at zero.

    Parameters
    ----------
    profit_nominal : array, year axis last
        Profit before tax by year.
    rate_share : float or array
        Tax rate.
    """
    highest = running_total(np.asarray(profit_nominal, dtype=np.float64))
    # so far at least nothing, and never less than a year before
    np.maximum(highest[..., 0], 0.0, out=highest[..., 0])
    for year in range(1, highest.shape[-1]):
        np.maximum(highest[..., year], highest[..., year - 1], out=highest[..., year])
    rise = highest.copy(order="K")
    rise[..., 1:] -= highest[..., :-1]
    return np.multiply(rise, np.asarray(rate_share, dtype=np.float64)[..., np.newaxis])
