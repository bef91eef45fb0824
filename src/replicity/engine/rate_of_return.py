"""Internal rates of return of many yearly flows at once, with no root missed.

The net present value is a polynomial in the discount factor v = 1 / (1 + rate). Flows with one change of sign
have one root (Descartes) and go to a Newton iteration in log v. The others are split in Bernstein form until
each interval holds no root, one root, or only values that rounding cannot tell from zero.
"""

from collections.abc import Iterator
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]
Intervals = tuple[Integers, Floats, Floats, Booleans]
"""Flow, low and high end in v, and whether rounding hides the sign all along."""

BLOCK_FLOWS = 4096
START_RATE = 0.08
NEWTON_STEPS = 12
BISECTION_STEPS = 400
EPSILON = float(np.finfo(np.float64).eps)


def as_flows(flows: ArrayLike, name: str = "flows") -> Floats:
    """Return the flows as floats with at least one year on the last axis."""
    array = np.asarray(flows, dtype=np.float64)
    if array.ndim == 0 or array.shape[-1] == 0:
        raise ValueError(f"{name} has no years: give an array whose last axis holds year 0, year 1 ...")
    return array


def blocks_by_year(flows: Floats) -> Iterator[tuple[slice, Floats]]:
    """Yield (slice of the flattened leading axes, contiguous copy with the years on the first axis)."""
    rows = flows.reshape(-1, flows.shape[-1])
    for start in range(0, len(rows), BLOCK_FLOWS):
        part = slice(start, min(start + BLOCK_FLOWS, len(rows)))
        yield part, np.ascontiguousarray(rows[part].T)


def internal_rate_of_return(flows: ArrayLike) -> Floats:
    """Rate at which the net present value of yearly flows is zero.

    Solves ``sum_t flows[..., t] / (1 + rate)**t = 0`` for rate > -1. With several roots the smallest that is
    not negative is taken, else the one nearest to zero; `count_rate_of_return_roots` counts them.

    Parameters
    ----------
    flows : array_like, shape (..., years)
        Money per year, in any unit; year 0 is index 0 of the last axis.

    Returns
    -------
    ndarray, shape (...)
        Rate per year, a share (0.05 is 5 %). NaN where no root exists, where all flows are zero (every rate
        is a root) and where a flow is NaN or infinite.

    Raises
    ------
    ValueError
        If the last axis is missing or empty.

    Notes
    -----
    A value that rounding of the given amounts could turn into zero counts as zero, so flows that touch zero
    (a double root) have a rate. Peak memory beyond the result is a few megabytes.

    References
    ----------
    Norstrom, C. J. (1972), "A sufficient condition for a unique nonnegative internal rate of return", Journal
    of Financial and Quantitative Analysis 7(3). Lane, J. M. and Riesenfeld, R. F. (1981), "Bounds on a
    polynomial", BIT 21: the variation of signs of Bernstein coefficients bounds the roots in an interval.
    """
    array = as_flows(flows)
    rates = np.full(array.shape[:-1], np.nan).reshape(-1)
    with np.errstate(all="ignore"):
        for part, years in blocks_by_year(array):
            rates[part] = _rates_of_block(years)
    return rates.reshape(array.shape[:-1])[()]


def count_rate_of_return_roots(flows: ArrayLike) -> Integers:
    """Count the distinct rates above -1 at which the net present value is zero.

    Parameters
    ----------
    flows : array_like, shape (..., years)
        Money per year, in any unit; year 0 is index 0 of the last axis.

    Returns
    -------
    ndarray of int, shape (...)
        Number of distinct roots: a multiple root, and roots that rounding of the given amounts cannot keep
        apart (two roots nearer than about 1e-7), count once. 0 where all flows are zero and where a flow is
        NaN or infinite.

    Raises
    ------
    ValueError
        If the last axis is missing or empty.
    """
    array = as_flows(flows)
    counts = np.zeros(array.shape[:-1], dtype=np.int64).reshape(-1)
    with np.errstate(all="ignore"):
        for part, years in blocks_by_year(array):
            changes = _sign_changes(years)
            changes[~np.isfinite(years).all(axis=0)] = 0
            several = changes > 1
            changes[several] = _count_roots(_scaled(years[:, several]))
            counts[part] = changes
    return counts.reshape(array.shape[:-1])[()]


def _rates_of_block(years: Floats) -> Floats:
    """Send each flow of a block the cheapest way that is sure."""
    rates = np.full(years.shape[1], np.nan)
    highest = years[1:].max(axis=0, initial=-np.inf)
    lowest = years[1:].min(axis=0, initial=np.inf)
    # Amounts near the ends of the float range are scaled first, with the others.
    plain = (
        (lowest >= 0) & (highest > 1e-200) & (highest < 1e200) & (years[0] < -1e-200) & (years[0] > -1e200)
    )
    if plain.all():
        rates, open_rows = _single_root_rates(years, 1)
    else:
        if plain.any():
            rates[plain], missed = _single_root_rates(years[:, plain], 1)
            plain[np.flatnonzero(plain)[missed]] = False
        open_rows = ~plain & np.isfinite(years).all(axis=0)
    if open_rows.any():
        rates[open_rows] = _rates_of_other_flows(_scaled(years[:, open_rows]))
    return np.maximum(rates, np.nextafter(-1.0, 0.0))


def _rates_of_other_flows(years: Floats) -> Floats:
    """Rates of scaled flows that are not one outlay in year 0 followed by returns."""
    rates = np.full(years.shape[1], np.nan)
    changes = _sign_changes(years)
    single = np.flatnonzero(changes == 1)
    hard = changes > 1
    if single.size:
        rates[single], missed = _newton_rates(years[:, single])
        hard[single[missed]] = True
    if hard.any():
        rates[hard] = _general_rates(years[:, hard])
    return rates


def _newton_rates(years: Floats) -> tuple[Floats, Booleans]:
    """Rates of scaled flows as if each had one root, and where the iteration failed."""
    from_outlay = years * -np.sign(years[0])
    outlay_years = int(np.flatnonzero((from_outlay < 0).any(axis=1))[-1]) + 1
    return _single_root_rates(from_outlay, outlay_years)


def _sign_changes(years: Floats) -> Integers:
    """Count the changes of sign along the years, zeros left out."""
    last = np.zeros(years.shape[1], dtype=np.int8)
    changes = np.zeros(years.shape[1], dtype=np.int64)
    for amounts in years:
        sign = np.sign(amounts).astype(np.int8)
        changes += sign * last < 0
        last = np.where(sign != 0, sign, last)
    return changes


def _scaled(years: Floats) -> Floats:
    """Scale each flow by a power of two to about one, and let it start with an amount that is not zero."""
    _, exponent = np.frexp(np.abs(years).max(axis=0))
    scaled = np.ldexp(years, -exponent)
    return _without_leading_zeros(scaled)


def _without_leading_zeros(years: Floats) -> Floats:
    shift = (years != 0).argmax(axis=0)
    if not shift.any():
        return years
    index = np.arange(len(years))[:, None] + shift
    moved: Floats = np.take_along_axis(years, np.minimum(index, len(years) - 1), axis=0)
    moved[index >= len(years)] = 0.0
    return moved


# --- one change of sign: Newton on log(returns / outlays) as a function of x = log v ------------------------


@lru_cache(maxsize=16)
def _start_weights(years_count: int) -> Floats:
    """Weights of the moments of time, discounted at the starting rate: shape (5, years)."""
    time = np.arange(years_count, dtype=np.float64)
    return np.vander(time, 5, increasing=True).T * (1 + START_RATE) ** -time


def _cumulants(moments: Floats) -> tuple[Floats, ...]:
    """Turn moments of time into the derivatives of log(sum) by x."""
    mean, second, third, fourth = moments[1:] / moments[0]
    square = mean * mean
    variance = second - square
    skew = third - mean * (3 * second - 2 * square)
    tail = fourth - 4 * third * mean - 3 * second * second + 6 * square * (2 * second - square)
    return np.log(moments[0]), mean, variance, skew, tail


def _starting_points(years: Floats, outlay_years: int) -> Floats:
    """Estimate x = log v from the fourth-order series of log(returns / outlays) at the starting rate."""
    weights = _start_weights(len(years))
    net = weights @ years
    outlays = weights[:, :outlay_years] @ np.maximum(-years[:outlay_years], 0.0)
    returns, spent = _cumulants(net + outlays), _cumulants(outlays)
    value, slope, second, third, fourth = (r - s for r, s in zip(returns, spent, strict=True))
    step = -value / slope
    for _ in range(2):
        gap = value + step * (slope + step * (second / 2 + step * (third / 6 + step * fourth / 24)))
        local = slope + step * (second + step * (third / 2 + step * fourth / 6))
        step -= gap / np.maximum(local, 1.0)
    # The slope lies between 1 and the number of years, which bounds how far the root can be.
    reach = np.abs(value)
    return np.clip(step, -reach, reach) - np.log1p(START_RATE)


def _horner(years: Floats, factor: Floats) -> tuple[Floats, Floats]:
    """Value and derivative by the discount factor of sum_t years[t] * factor**t."""
    value = years[-1].copy()
    slope = np.zeros_like(value)
    for amounts in years[-2::-1]:
        slope *= factor
        slope += value
        value *= factor
        value += amounts
    return value, slope


def _single_root_rates(years: Floats, outlay_years: int) -> tuple[Floats, Booleans]:
    """Rates of flows that change sign once, from outlays to returns; and where the iteration failed."""
    x = _starting_points(years, outlay_years)
    rows = np.arange(x.size)
    part, here = years, x.copy()
    for _ in range(NEWTON_STEPS):
        factor = np.exp(here)
        value, slope = _horner(part, factor)
        outlays, outlay_slope = _horner(np.maximum(-part[:outlay_years], 0.0), factor)
        growth = (slope + outlay_slope) / (value + outlays) - outlay_slope / outlays
        step = np.log1p(value / outlays) / (factor * growth)
        here -= step
        # The error after a step is a few times its square, so this one was the last that can be seen.
        open_rows = ~(np.abs(step) < 1e-9)
        if not open_rows.any():
            break
        if 2 * np.count_nonzero(open_rows) < open_rows.size:
            x[rows] = here
            rows, here, part = rows[open_rows], here[open_rows], np.ascontiguousarray(part[:, open_rows])
            open_rows = np.ones(rows.size, dtype=np.bool_)
    x[rows] = here
    failed = ~np.isfinite(x)
    failed[rows[open_rows]] = True
    return np.expm1(-x), failed


# --- any flows: certain isolation in Bernstein form -----------------------------------------------


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


def _is_zero(values: Floats, sizes: Floats, years_count: int) -> Booleans:
    """Tell which values rounding cannot keep apart from zero, given the sum of the sizes of their terms."""
    return np.abs(values) <= 2 * years_count * EPSILON * sizes


def _isolate(years: Floats) -> Intervals:
    """Find the intervals of v in (0, 1] that hold one root each, sorted by flow and v."""
    convert, left, right = _bernstein_matrices(len(years))
    value, size = convert @ years, convert @ np.abs(years)
    row, low, width = np.arange(years.shape[1]), np.zeros(years.shape[1]), 1.0
    found: list[Intervals] = [(row[:0], low[:0], low[:0], row[:0] > 0)]
    while row.size:
        hidden = _is_zero(value, size, len(years))
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


def _bracketed_root(years: Floats, low: Floats, high: Floats) -> Floats:
    """Root of each polynomial between low and high, by Newton steps that fall back on halving."""
    start, stop = low, high
    falling = _horner(years, low)[0] > 0
    roots = (low + high) / 2
    rows, part, here, last_step = np.arange(roots.size), years, roots.copy(), high - low
    for _ in range(BISECTION_STEPS):
        value, slope = _horner(part, here)
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
    fine = roots.astype(np.longdouble)
    value, slope = _horner(years.astype(np.longdouble), fine)
    target = np.asarray(fine - value / slope, dtype=np.float64)
    return np.where((target >= start) & (target <= stop), target, roots)


def _roots(years: Floats) -> tuple[Integers, Floats]:
    """Every root v in (0, 1] as (flow, v), sorted by flow and v."""
    row, low, high, touching = _isolate(years)
    chosen = years[:, row]
    roots = _bracketed_root(chosen, low, high)
    if touching.any():
        slopes = chosen[1:, touching] * np.arange(1.0, len(years))[:, None]
        at, to = low[touching], high[touching]
        crossing = _horner(chosen[:, touching], at)[0] * _horner(chosen[:, touching], to)[0] < 0
        turning = _horner(slopes, at)[0] * _horner(slopes, to)[0] < 0
        turn = np.where(turning, _bracketed_root(slopes, at, to), (at + to) / 2)
        roots[touching] = np.where(crossing, roots[touching], turn)
    return row, roots


def _general_rates(years: Floats) -> Floats:
    """Rates of scaled flows with any changes of sign: zero, else the lowest above, else the nearest below."""
    rates = np.full(years.shape[1], np.nan)
    running = np.cumsum(years, axis=0)
    zero = _is_zero(running[-1], np.abs(years).sum(axis=0), len(years))
    rates[zero] = 0.0
    # One change of sign in the running total, which does not end at zero: one rate above zero (Norstrom).
    unique = np.flatnonzero(~zero & (_sign_changes(running) == 1))
    if unique.size:
        rates[unique], missed = _newton_rates(years[:, unique])
        unique = unique[missed | ~(rates[unique] > 0)]
        ends = np.zeros(unique.size), np.ones(unique.size)
        rates[unique] = 1 / _bracketed_root(years[:, unique], *ends) - 1
    rest = np.flatnonzero(np.isnan(rates))
    if rest.size:
        row, factors = _roots(years[:, rest])
        rates[rest[row]] = 1 / factors - 1  # sorted by v: the last one written is the largest v
        rest = rest[np.isnan(rates[rest])]
    if rest.size:
        row, growths = _roots(_without_leading_zeros(years[::-1, rest]))
        rates[rest[row]] = growths - 1
    return rates


def _count_roots(years: Floats) -> Integers:
    """Count the distinct roots of scaled flows on both sides of the rate zero, and at it."""
    zero = _is_zero(years.sum(axis=0), np.abs(years).sum(axis=0), len(years))
    counts = zero.astype(np.int64)
    for side in (years, _without_leading_zeros(years[::-1])):
        row, _, high, touching = _isolate(side)
        at_zero = touching & (high == 1.0) & zero[row]
        counts += np.bincount(row[~at_zero], minlength=counts.size)
    return counts
