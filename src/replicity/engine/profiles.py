"""Shapes over the years: growth, ramp-up, ageing, replacement and what is left at the end.

Year 0 is the year of the investment; the years of operation are 1 to `horizon_years`.
Every profile has the shape of its broadcast arguments followed by ``horizon_years + 1``.
"""

import numpy as np

from replicity.engine.array import FloatArray, Number, empty_by_year

# a hair of tolerance, so that a life of 10.000000001 years behaves as one of 10
HAIR = 1e-9


def years(horizon_years: int) -> FloatArray:
    """Return the years 0 to `horizon_years` (years), shape ``(horizon_years + 1,)``."""
    return np.arange(horizon_years + 1, dtype=np.float64)


def operating(horizon_years: int) -> FloatArray:
    """Return 0 in the year of the investment and 1 in every year of operation (dimensionless)."""
    return np.asarray((years(horizon_years) >= 1).astype(np.float64))


def at_start(horizon_years: int) -> FloatArray:
    """Return 1 in the year of the investment and 0 afterwards (dimensionless)."""
    return np.asarray((years(horizon_years) == 0).astype(np.float64))


def growth(rate_share: Number, horizon_years: int) -> FloatArray:
    """Return ``(1 + rate) ** year`` (dimensionless).

    Parameters
    ----------
    rate_share : float or array
        Change a year as a share; negative for a fall; above -1.
    horizon_years : int
        Years of operation.
    """
    rate = np.asarray(rate_share, dtype=np.float64)
    return _powers(1.0 + rate, horizon_years)


def _powers(factor: FloatArray, horizon_years: int) -> FloatArray:
    """Return ``factor ** year``, by multiplication: powers of each draw and year cost ten times as much."""
    found = empty_by_year(factor.shape, horizon_years)
    found[..., 0] = 1.0
    for year in range(1, horizon_years + 1):
        np.multiply(found[..., year - 1], factor, out=found[..., year])
    return found


def ramp_up(ramp_years: Number, horizon_years: int) -> FloatArray:
    """Return the share of customers, members or routes that have joined: linear, full after `ramp_years`.

    Parameters
    ----------
    ramp_years : float or array
        Years until all have joined (years); 0 or 1 means full from the first year of operation.
    horizon_years : int
        Years of operation.
    """
    joined = _divided(years(horizon_years), np.maximum(np.asarray(ramp_years, dtype=np.float64), 1.0))
    return np.minimum(joined, 1.0, out=joined)


def _divided(year: FloatArray, length: FloatArray) -> FloatArray:
    """Return years over lengths, shape of the lengths + years."""
    found = empty_by_year(length.shape, year.size - 1)
    return np.divide(year, length[..., np.newaxis], out=found)


def ageing(loss_share_per_year: Number, horizon_years: int) -> FloatArray:
    """Return what is left of the first year's performance: ``(1 - loss) ** (year - 1)``, 0 in year 0."""
    kept = 1.0 - np.asarray(loss_share_per_year, dtype=np.float64)
    left = empty_by_year(kept.shape, horizon_years)
    left[..., 0] = 0.0
    left[..., 1:] = _powers(kept, max(horizon_years - 1, 0))[..., :horizon_years]
    return left


def replacements(lifetime_years: Number, horizon_years: int) -> FloatArray:
    """Return how many times the thing is bought again in each year (count), none in year 0.

    A thing that lives for L years is replaced in the first year that begins at or after each
    multiple of L, but not in the last year of the horizon, after which it would serve nobody.
    """
    born = _divided(years(horizon_years), np.maximum(np.asarray(lifetime_years, dtype=np.float64), 1.0))
    born += HAIR
    np.floor(born, out=born)
    bought = np.zeros_like(born)
    np.subtract(born[..., 1:-1], born[..., :-2], out=bought[..., 1:-1])
    return bought


def residual(lifetime_years: Number, horizon_years: int) -> FloatArray:
    """Return the share of the last purchase that is unused at the end, in the last year, else 0 (share).

    Straight-line value: a thing bought in year y with a life of L has ``1 - (H - y) / L`` left in year H.
    """
    left = empty_by_year(np.shape(lifetime_years), horizon_years)
    left[..., :-1] = 0.0
    left[..., -1] = unused_share(lifetime_years, horizon_years)
    return left


def purchases(lifetime_years: Number, horizon_years: int) -> FloatArray:
    """Return first purchase, replacements and, negative, the value left at the end (count of new prices)."""
    bought = replacements(lifetime_years, horizon_years)
    bought[..., 0] += 1.0
    bought[..., -1] -= unused_share(lifetime_years, horizon_years)
    return bought


def unused_share(lifetime_years: Number, horizon_years: Number) -> FloatArray:
    """Return the share of the last purchase that is unused at the end (share).

    Parameters
    ----------
    lifetime_years : float or array
        Life of each purchase (years).
    horizon_years : float or array
        Years of operation, whole numbers; broadcasts against the lifetime.
    """
    life = np.maximum(np.asarray(lifetime_years, dtype=np.float64), 1.0)
    renewals = np.floor(np.maximum(np.asarray(horizon_years) - 1.0, 0.0) / life + HAIR)
    last = np.ceil((renewals - HAIR) * life) * (renewals > 0)
    # the last purchase is never later than the end, and a life is no shorter than what was used of it
    return np.minimum(np.maximum(1.0 - (horizon_years - last) / life, 0.0), 1.0)
