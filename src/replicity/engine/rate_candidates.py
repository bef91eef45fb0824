"""Where a rate of return probably lies, and the proof for most flows that it is the one asked for.

The sign of the present value at a grid of rates brackets the candidate, a Newton iteration finds it. Divided
by its factor v - c, the present value's polynomial leaves the balances at that rate. If they have one sign,
c is the only root (Soper 1959). It is enough that their totals from the last year on, each year's discounted
to the year before, have one sign: then what is left has no root at or above c (summation by parts, as
Norstrom 1972 does with the flow itself), so that c is the lowest rate. Below zero the flow is told backwards,
and c is the highest rate. Flows stand in columns, years in rows.

References
----------
Soper, C. S. (1959), The marginal efficiency of capital: a further note, The Economic Journal 69(273).
Norstrom, C. J. (1972), A sufficient condition for a unique nonnegative internal rate of return, Journal of
Financial and Quantitative Analysis 7(3).
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from replicity.engine.polynomial_roots import Booleans, Floats, Integers, horner

# from the loss of nearly everything to a payback within weeks; beyond them the caller searches on
GRID_RATES = (
    *(-0.998, -0.99, -0.96, -0.9, -0.8, -0.68, -0.56, -0.45, -0.36, -0.28, -0.21, -0.15, -0.1, -0.05, 0.0),
    *(0.05, 0.1, 0.15, 0.21, 0.28, 0.36, 0.46, 0.6, 0.8, 1.2, 2.0, 4.0, 10.0, 50.0),
)
STEPS = 8
# the error of a Newton step is at most a few times its square: after one as small as this one more ends it,
NEAR_STEP = 1e-5
# and that one must be as small as this
LAST_STEP = 1e-8
# of the size of the terms: below it the slope is so flat that rounding moves the root
LEAST_SLOPE_SHARE = 1e-3


@dataclass(frozen=True, slots=True)
class Candidates:
    """By flow: a root v of its present value (NaN for none), whether it is sharp, and proven right."""

    factors: Floats
    sharp: Booleans
    proven: Booleans


@lru_cache(maxsize=16)
def _grid(years_count: int) -> tuple[Floats, Floats]:
    """Return log v of the grid, from the highest rate on, and the weights of the years, centred in time."""
    places = -np.log1p(np.array(GRID_RATES[::-1]))
    return places, np.exp(places[:, None] * (np.arange(years_count) - 0.5 * (years_count - 1)))


def candidates(years: Floats) -> Candidates:
    """Return the candidate of each scaled flow: the lowest rate that is not negative, else the next below."""
    starts = _starts(years)
    below = starts > 0
    if not below.any():
        return _candidates(years, starts)
    # A rate below zero is a root v above 1: one over it is a root of the flow told backwards.
    backwards = _candidates(np.ascontiguousarray(years[::-1, below]), -starts[below])
    if below.all():
        return Candidates(1 / backwards.factors, backwards.sharp, backwards.proven)
    forwards = _candidates(years[:, ~below], starts[~below])
    factors, sharp, proven = np.empty(starts.size), below.copy(), below.copy()
    factors[below], factors[~below] = 1 / backwards.factors, forwards.factors
    sharp[below], sharp[~below] = backwards.sharp, forwards.sharp
    proven[below], proven[~below] = backwards.proven, forwards.proven
    return Candidates(factors, sharp, proven)


def _candidates(years: Floats, starts: Floats) -> Candidates:
    """Return the candidates near the starts, of flows of which the largest root v up to 1 is asked for."""
    found = _totals(years, _newton(years, starts))
    sharp = np.abs(found.slopes) * found.factors > LEAST_SLOPE_SHARE * found.sizes
    sharp &= np.abs(found.steps) < LAST_STEP * found.factors
    factors = found.factors - found.steps
    # the iteration may have left for a root on the other side of the rate zero: then nothing is proven
    proven = found.one_sign & sharp & (factors <= 1)
    return Candidates(np.where(np.isfinite(found.steps), factors, np.nan), sharp, proven)


def _starts(years: Floats) -> Floats:
    """Return log v where the present value crosses zero between two points of the grid, NaN for no crossing.

    The curve through both and the next point on the side of the smaller value is nearer than a line.
    """
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
    third = np.clip(np.where(np.abs(left) < np.abs(right), cell - 1, cell + 2), 0, len(places) - 1)
    x0, x1, x2, y2 = places[cell], places[cell + 1], places[third], values[third, column]
    line = x0 + (x1 - x0) * (left / (left - right))
    # inverse quadratic interpolation, where it stays between the two points
    bent = (
        x0 * right * y2 / ((left - right) * (left - y2))
        + x1 * left * y2 / ((right - left) * (right - y2))
        + x2 * left * right / ((y2 - left) * (y2 - right))
    )
    inside = (np.minimum(x0, x1) < bent) & (bent < np.maximum(x0, x1))
    return np.where(crossing[cell, column], np.where(inside, bent, line), np.nan)


def _newton(years: Floats, starts: Floats) -> Floats:
    """Return the roots v near the starts, but for one more step; NaN where the iteration fails."""
    factors = np.full(starts.size, np.nan)
    rows: Integers = np.flatnonzero(np.isfinite(starts))
    whole = rows.size == starts.size
    part, here = (years, np.exp(starts)) if whole else (years[:, rows], np.exp(starts[rows]))
    for _ in range(STEPS):
        value, slope = horner(part, here)
        step = value / slope
        here = here - step
        settled = np.abs(step) < NEAR_STEP * here
        factors[rows[settled]] = here[settled]
        left = np.flatnonzero(~settled)
        if not left.size:
            break
        rows, here, part = rows[left], here[left], part.take(left, axis=1)
    return factors


@dataclass(frozen=True, slots=True)
class _Totals:
    """What is left of flows divided by v - c, at c: see `_totals`."""

    factors: Floats
    one_sign: Booleans
    steps: Floats
    slopes: Floats
    sizes: Floats


def _totals(years: Floats, factors: Floats) -> _Totals:
    """Tell where the totals have one sign beyond doubt, and what Newton's step, slope and terms are there."""
    balance, size = years[-1].copy(), np.abs(years[-1])
    total, total_size = balance.copy(), size.copy()
    # the root may be as far as the step that is still to come
    doubt = 2 * len(years) * LAST_STEP
    positive, negative, unsure = total > 0, total < 0, np.zeros(total.shape, dtype=np.bool_)
    for amounts in years[-2:0:-1]:
        balance *= factors
        balance += amounts
        size *= factors
        size += np.abs(amounts)
        total *= factors
        total += balance
        total_size *= factors
        total_size += size
        positive |= total > 0
        negative |= total < 0
        unsure |= np.abs(total) < doubt * total_size
    balance *= factors
    balance += years[0]
    size *= factors
    size += np.abs(years[0])
    return _Totals(factors, ~(positive & negative) & ~unsure, balance / total, total, size)
