"""Roots in (0, 1] of many polynomials at once, with none missed.

Each polynomial is split in Bernstein form, where the changes of sign bound the roots of an interval, until
each interval holds no root, one root, or only values that rounding cannot tell from zero. Polynomials stand
in columns, powers in rows, as years do in flows.
"""

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]
Intervals = tuple[Integers, Floats, Floats, Booleans]
"""Polynomial, low and high end, and whether rounding hides the sign all along."""

BISECTION_STEPS = 400
EPSILON = float(np.finfo(np.float64).eps)


def horner(years: Floats, factor: Floats) -> tuple[Floats, Floats]:
    """Value and derivative by the discount factor of sum_t years[t] * factor**t."""
    value = years[-1].copy()
    slope = np.zeros_like(value)
    for amounts in years[-2::-1]:
        slope *= factor
        slope += value
        value *= factor
        value += amounts
    return value, slope


@lru_cache(maxsize=16)
def _bernstein_matrices(years_count: int) -> tuple[Floats, Floats, Floats]:
    """Matrices from powers to Bernstein form on (0, 1), and from an interval to its left and right half."""
    degree = years_count - 1
    row = np.arange(years_count, dtype=np.float64)
    convert = np.ones((years_count, years_count))
    left = np.zeros((years_count, years_count))
    left[0, 0] = 1.0
    for column in range(1, years_count):
        convert[:, column] = convert[:, column - 1] * np.maximum(row - column + 1, 0) / (degree - column + 1)
        left[column, :] = left[column - 1, :] / 2
        left[column, 1:] += left[column - 1, :-1] / 2
    return convert, left, np.ascontiguousarray(left[::-1, ::-1])


def is_zero(values: Floats, sizes: Floats, years_count: int) -> Booleans:
    """Tell which values rounding cannot keep apart from zero, given the sum of the sizes of their terms."""
    return np.abs(values) <= 2 * years_count * EPSILON * sizes


def isolated_roots(years: Floats) -> Intervals:
    """Find the intervals of v in (0, 1] that hold one root each, sorted by flow and v."""
    convert, left, right = _bernstein_matrices(len(years))
    value, size = convert @ years, convert @ np.abs(years)
    row, low, width = np.arange(years.shape[1]), np.zeros(years.shape[1]), 1.0
    found: list[Intervals] = [(row[:0], low[:0], low[:0], row[:0] > 0)]
    while row.size:
        hidden = is_zero(value, size, len(years))
        positive = value > 0
        changes = np.count_nonzero(positive[1:] != positive[:-1], axis=0)
        certain = ~hidden.any(axis=0)
        touching = hidden.all(axis=0) | (~certain & (width <= 2 * EPSILON * (low + width)))
        keep = (certain & (changes == 1)) | touching
        found.append((row[keep], low[keep], low[keep] + width, touching[keep]))
        split = ~keep & ~(certain & (changes == 0))
        split &= width > 2 * EPSILON * (low + width)
        value, size = value[:, split], size[:, split]
        value, size = np.hstack((left @ value, right @ value)), np.hstack((left @ size, right @ size))
        width /= 2
        row, low = np.tile(row[split], 2), np.concatenate((low[split], low[split] + width))
    return _merged(*(np.concatenate(column) for column in zip(*found, strict=True)))


def _merged(row: Integers, low: Floats, high: Floats, touching: Booleans) -> Intervals:
    """Join neighbouring intervals in which rounding hides the sign: together they hold one root."""
    order = np.lexsort((low, row))
    row, low, high, touching = row[order], low[order], high[order], touching[order]
    joined = (row[1:] == row[:-1]) & (low[1:] == high[:-1]) & touching[1:] & touching[:-1]
    first = np.concatenate((np.ones(min(row.size, 1), dtype=np.bool_), ~joined))
    last = np.concatenate((~joined, np.ones(min(row.size, 1), dtype=np.bool_)))
    return row[first], low[first], high[last], touching[first]


def bracketed_root(years: Floats, low: Floats, high: Floats) -> Floats:
    """Root of each polynomial between low and high, by Newton steps that fall back on halving."""
    start, stop = low, high
    falling = horner(years, low)[0] > 0
    roots = (low + high) / 2
    rows, part, here, last_step = np.arange(roots.size), years, roots.copy(), high - low
    for _ in range(BISECTION_STEPS):
        value, slope = horner(part, here)
        before = (value > 0) == falling
        low, high = np.where(before, here, low), np.where(before, high, here)
        step = -value / slope
        target = here + step
        good = (target >= low) & (target <= high) & (2 * np.abs(step) <= np.abs(last_step))
        middle = (low + high) / 2
        target = np.where(good, target, middle)
        done = (value == 0) | (np.abs(step) <= 4 * EPSILON * here) | (high - low <= 2 * EPSILON * high)
        roots[rows[done]] = here[done]
        if done.all():
            break
        last_step = target - here
        rows, part, here = rows[~done], part[:, ~done], target[~done]
        falling, low, high, last_step = falling[~done], low[~done], high[~done], last_step[~done]
    # Ill-conditioned roots gain from the longer float of the machine, where it has one.
    fine: Any = roots.astype(np.longdouble)
    longer: Any = years.astype(np.longdouble)
    value, slope = horner(longer, fine)
    target = np.asarray(fine - value / slope, dtype=np.float64)
    return np.where((target >= start) & (target <= stop), target, roots)


def largest_roots(years: Floats, guesses: Floats) -> tuple[Integers, Floats]:
    """Return the largest root v in (0, 1] as (flow, v), of the flows that have one, sorted by flow.

    A guess (NaN for none) is a root already found: where it lies in the last interval, it is the one there.
    """
    row, low, high, touching = isolated_roots(years)
    last = np.append(row[1:] != row[:-1], True)[: row.size]
    row, low, high, touching = row[last], low[last], high[last], touching[last]
    roots = guesses[row]
    open_rows = touching | ~((roots > low) & (roots <= high))
    if open_rows.any():
        chosen = years[:, row[open_rows]]
        roots[open_rows] = _roots_between(chosen, low[open_rows], high[open_rows], touching[open_rows])
    return row, roots


def _roots_between(years: Floats, low: Floats, high: Floats, touching: Booleans) -> Floats:
    """Return the one root of each polynomial in its interval; where rounding hides the sign, its turn."""
    roots = bracketed_root(years, low, high)
    if touching.any():
        slopes = years[1:, touching] * np.arange(1.0, len(years))[:, None]
        at, to = low[touching], high[touching]
        crossing = horner(years[:, touching], at)[0] * horner(years[:, touching], to)[0] < 0
        turning = horner(slopes, at)[0] * horner(slopes, to)[0] < 0
        turn = np.where(turning, bracketed_root(slopes, at, to), (at + to) / 2)
        roots[touching] = np.where(crossing, roots[touching], turn)
    return roots
