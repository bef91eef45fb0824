"""Where a rate of return probably lies, and the proof for most flows that it is the only one.

The sign of the present value at a grid of rates brackets the candidate, a Newton iteration in log v finds it.
Divided by its factor, the present value's polynomial leaves the balances at that rate; where none of them is
above zero (Soper 1959), the candidate is the only root. Flows stand in columns, years in rows.

References
----------
Soper, C. S. (1959), The marginal efficiency of capital: a further note, The Economic Journal 69(273).
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from replicity.engine.polynomial_roots import EPSILON, Booleans, Floats, Integers, horner

# from the loss of nearly everything to a payback within weeks; beyond them the caller searches on
GRID_RATES = (
    *(-0.998, -0.99, -0.96, -0.9, -0.8, -0.68, -0.56, -0.45, -0.36, -0.28, -0.21, -0.15, -0.1, -0.05, 0.0),
    *(0.05, 0.1, 0.15, 0.21, 0.28, 0.36, 0.46, 0.6, 0.8, 1.2, 2.0, 4.0, 10.0, 50.0),
)
STEPS = 8
# the error of a Newton step is at most a few times its square: after one as small as this it is rounding
LAST_STEP = 1e-8
# of the size of the terms: below it the slope is so flat that rounding moves the root
LEAST_SLOPE_SHARE = 1e-3


@dataclass(frozen=True, slots=True)
class Candidates:
    """By flow: a root v of its present value (NaN for none), whether it is sharp, and proven the only one."""

    factors: Floats
    sharp: Booleans
    only: Booleans


@lru_cache(maxsize=16)
def _grid(years_count: int) -> tuple[Floats, Floats]:
    """Return log v of the grid, from the highest rate on, and the weights of the years, centred in time."""
    places = -np.log1p(np.array(GRID_RATES[::-1]))
    return places, np.exp(places[:, None] * (np.arange(years_count) - 0.5 * (years_count - 1)))


def candidates(years: Floats) -> Candidates:
    """Return the candidate of each scaled flow: the lowest rate that is not negative, else the next below."""
    factors, slopes = _newton(years, _starts(years))
    only, sizes = _balances(years, factors)
    sharp = np.abs(slopes) * factors > LEAST_SLOPE_SHARE * sizes
    return Candidates(np.where(np.isfinite(slopes), factors, np.nan), sharp, only & sharp)


def _starts(years: Floats) -> Floats:
    """Return log v where a straight line between two points of the grid crosses zero, NaN for no crossing."""
    places, weights = _grid(len(years))
    values = weights @ years
    positive = values > 0
    crossing = positive[1:] != positive[:-1]
    middle = GRID_RATES[::-1].index(0.0)
    # the lowest rate above zero crosses last before the middle, the next below it first after
    above = crossing[:middle][::-1]
    below = crossing[middle:]
    any_above = above.any(axis=0)
    cell = np.where(any_above, middle - 1 - above.argmax(axis=0), middle + below.argmax(axis=0))
    column = np.arange(years.shape[1])
    left, right = values[cell, column], values[cell + 1, column]
    found = places[cell] + (places[cell + 1] - places[cell]) * (left / (left - right))
    return np.where(crossing[cell, column], found, np.nan)


def _newton(years: Floats, starts: Floats) -> tuple[Floats, Floats]:
    """Return the roots v near the starts and the slopes there; NaN slopes where the iteration fails."""
    factors, slopes = np.exp(starts), np.full(starts.size, np.nan)
    rows: Integers = np.flatnonzero(np.isfinite(starts))
    part, here = (years, factors.copy()) if rows.size == starts.size else (years[:, rows], factors[rows])
    for _ in range(STEPS):
        value, slope = horner(part, here)
        step = value / slope
        here = here - step
        settled = np.abs(step) < LAST_STEP * here
        done = rows[settled]
        factors[done], slopes[done] = here[settled], slope[settled]
        left = np.flatnonzero(~settled)
        if not left.size:
            break
        rows, here, part = rows[left], here[left], part.take(left, axis=1)
    return factors, slopes


def _balances(years: Floats, factors: Floats) -> tuple[Booleans, Floats]:
    """Tell where all balances have one sign beyond doubt, and return the size of the terms at the root."""
    balance, size = years[-1].copy(), np.abs(years[-1])
    doubt = 4 * len(years) * EPSILON
    positive, negative, unsure = balance > 0, balance < 0, np.zeros(balance.shape, dtype=np.bool_)
    for amounts in years[-2:0:-1]:
        balance *= factors
        balance += amounts
        size *= factors
        size += np.abs(amounts)
        margin = doubt * size
        positive |= balance > 0
        negative |= balance < 0
        unsure |= np.abs(balance) < margin
    size *= factors
    size += np.abs(years[0])
    return ~(positive & negative) & ~unsure, size
