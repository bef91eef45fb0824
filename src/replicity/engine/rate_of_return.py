"""Internal rates of return of many yearly flows at once, with no root missed.

The net present value is a polynomial in the discount factor v = 1 / (1 + rate). Flows with one change of sign
have one root (Descartes) and go to a Newton iteration in log v. For most others a candidate is proven to be
the only root by its balances; the roots of the rest are isolated first.
"""

from collections.abc import Iterator
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike

from replicity.engine.polynomial_roots import (
    EPSILON,
    Booleans,
    Floats,
    Integers,
    bracketed_root,
    horner,
    is_zero,
    isolated_roots,
    largest_roots,
)
from replicity.engine.rate_candidates import candidates

# the draws of an appraisal in one block: calls of NumPy are then few
BLOCK_FLOWS = 10_240
START_RATE = 0.08
NEWTON_STEPS = 12
# times the weights of the grid of rates, from 1e-140 to 1e140 over a century, it is far from vanishing
SMALLEST = 1e-100
SMALL_STEP, LAST_STEP = 0.1, 5e-9


def as_flows(flows: ArrayLike, name: str = "flows") -> Floats:
    """Return the flows as floats with at least one year on the last axis."""
    array = np.asarray(flows, dtype=np.float64)
    if array.ndim == 0 or array.shape[-1] == 0:
        raise ValueError(f"{name} has no years: give an array whose last axis holds year 0, year 1 ...")
    return array


def blocks_by_year(flows: Floats) -> Iterator[tuple[slice, Floats]]:
    """Yield (slice of the flattened leading axes, years on the first axis and the flows side by side)."""
    rows = flows.reshape(-1, flows.shape[-1])
    for start in range(0, len(rows), BLOCK_FLOWS):
        part = slice(start, min(start + BLOCK_FLOWS, len(rows)))
        years = rows[part].T
        yield part, years if years.strides[-1] == years.itemsize else np.ascontiguousarray(years)


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
    rows = array.reshape(-1, array.shape[-1])
    rates, guesses = np.full(len(rows), np.nan), np.full(len(rows), np.nan)
    unproven = [np.zeros(0, dtype=np.int64)]
    with np.errstate(all="ignore"):
        for part, years in blocks_by_year(array):
            rates[part], guesses[part], left = _proven_rates(years)
            unproven.append(part.start + np.flatnonzero(left))
        rest = np.concatenate(unproven)
        for start in range(0, rest.size, BLOCK_FLOWS):
            some = rest[start : start + BLOCK_FLOWS]
            years = _scaled(np.ascontiguousarray(rows[some].T))
            rates[some] = _rates_without_proof(years, guesses[some])
    rates = np.maximum(rates, np.nextafter(-1.0, 0.0))
    return np.asarray(rates).reshape(array.shape[:-1])[()]


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


def _proven_rates(years: Floats) -> tuple[Floats, Floats, Booleans]:
    """Rates that are surely the ones asked for, guesses v for the others, and where only these are."""
    highest = years[1:].max(axis=0, initial=-np.inf)
    lowest = years[1:].min(axis=0, initial=np.inf)
    # Amounts near the ends of the float range are scaled first, with the others.
    plain = (
        (lowest >= 0) & (highest > 1e-200) & (highest < 1e200) & (years[0] < -1e-200) & (years[0] > -1e200)
    )
    if plain.all():
        return _plain_rates(years)
    # A flow whose amounts all have one sign, or are not finite, has no rate.
    one_sign = ((highest <= 0) & (years[0] <= 0)) | ((lowest >= 0) & (years[0] >= 0))
    open_flows = ~one_sign & ~plain & np.isfinite(highest - lowest) & np.isfinite(years[0])
    if open_flows.all():
        return _candidate_rates(years)
    count = open_flows.size
    rates, guesses, left = np.full(count, np.nan), np.full(count, np.nan), np.zeros(count, dtype=np.bool_)
    for part, work in ((plain, _plain_rates), (open_flows, _candidate_rates)):
        if part.any():
            rates[part], guesses[part], left[part] = work(years[:, part])
    return rates, guesses, left


def _plain_rates(years: Floats) -> tuple[Floats, Floats, Booleans]:
    """Return the same as `_proven_rates` for an outlay, then returns."""
    rates, missed = _single_root_rates(years, 1)
    return np.where(missed, np.nan, rates), np.full(missed.size, np.nan), missed


def _candidate_rates(years: Floats) -> tuple[Floats, Floats, Booleans]:
    """Return the same as `_proven_rates` for flows of any changes of sign."""
    found = candidates(_scaled_if_need_be(years))
    rates = np.where(found.proven, 1 / found.factors - 1, np.nan)
    return rates, np.where(found.sharp, found.factors, np.nan), ~found.proven


def _rates_without_proof(years: Floats, guesses: Floats) -> Floats:
    """Rates of scaled flows; a root v of each is at hand (NaN for none), perhaps not the one asked for."""
    rates = np.full(years.shape[1], np.nan)
    changes = _sign_changes(years)
    single = changes == 1
    rates[single] = 1 / guesses[single] - 1
    hard = changes > 1
    left = np.flatnonzero(single & np.isnan(rates))
    if left.size:
        rates[left], missed = _newton_rates(years[:, left])
        hard[left[missed]] = True
    if hard.any():
        rates[hard] = _general_rates(years[:, hard], guesses[hard])
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


def _scaled_if_need_be(years: Floats) -> Floats:
    """Return the flows as they are where their products can neither overflow nor vanish, else scaled."""
    size = np.maximum(years.max(axis=0), -years.min(axis=0))
    plain = (size > SMALLEST) & (size < 1 / SMALLEST) & (years[0] != 0)
    return years if plain.all() else _scaled(years)


def _without_leading_zeros(years: Floats) -> Floats:
    shift = (years != 0).argmax(axis=0)
    if not shift.any():
        return years
    index = np.arange(len(years))[:, None] + shift
    moved: Floats = np.take_along_axis(years, np.minimum(index, len(years) - 1), axis=0)
    moved[index >= len(years)] = 0.0
    return moved


@lru_cache(maxsize=16)
def _start_weights(years_count: int) -> Floats:
    """Weights of the moments of time, discounted at the starting rate: shape (5, years)."""
    time = np.arange(years_count, dtype=np.float64)
    return np.vander(time, 5, increasing=True).T * (1 + START_RATE) ** -time


def _cumulants(moments: Floats) -> tuple[Floats, ...]:
    """Turn moments of time into the first four derivatives of log(sum) by x."""
    mean, second, third, fourth = moments[1:] / moments[0]
    square = mean * mean
    variance = second - square
    skew = third - mean * (3 * second - 2 * square)
    tail = fourth - 4 * third * mean - 3 * second * second + 6 * square * (2 * second - square)
    return mean, variance, skew, tail


def _starting_points(years: Floats, outlay_years: int) -> tuple[Floats, Floats]:
    """Estimate v, and bend / slope there, from the series of log(returns / outlays) at the starting rate."""
    weights = _start_weights(len(years))
    outlays = np.maximum(-years[:outlay_years], 0.0)
    returns = weights @ years
    if outlay_years > 1:
        outlays = weights[:, :outlay_years] @ outlays
        returns += outlays
        both = zip(_cumulants(returns), _cumulants(outlays), strict=True)
        derivatives = tuple(mine - other for mine, other in both)
    else:
        returns[0] += outlays[0]
        derivatives = _cumulants(returns)
    value = np.log(returns[0] / outlays[0])
    slope, second, third, fourth = derivatives
    step = -value / slope
    for _ in range(2):
        gap = value + step * (slope + step * (second / 2 + step * (third / 6 + step * (fourth / 24))))
        local = slope + step * (second + step * (third / 2 + step * (fourth / 6)))
        step -= gap / np.maximum(local, 1.0)
    # The slope lies between 1 and the number of years, which bounds how far the root can be.
    reach = np.abs(value)
    # Far from the start the series says nothing of the bend, and a wrong one must not spoil the last step.
    bend = np.nan_to_num(np.clip((second + step * third) / np.maximum(local, 1.0), -len(years), len(years)))
    return np.exp(np.clip(step, -reach, reach)) / (1 + START_RATE), bend


def _newton_step(years: Floats, outlay_years: int, factor: Floats) -> Floats:
    """Newton's step of x = log v towards the root of log(returns / outlays)."""
    value, slope = horner(years, factor)
    outlays, outlay_slope = horner(np.maximum(-years[:outlay_years], 0.0), factor)
    excess = value / outlays
    growth = factor * ((slope + outlay_slope) / (value + outlays) - outlay_slope / outlays)
    if np.abs(excess).max() < 0.5:
        # Close to the root a fraction stands in for log1p, which costs more than the rest of the step.
        return excess * (6 + excess) / ((6 + 4 * excess) * growth)
    return np.log1p(excess) / growth


def _single_root_rates(years: Floats, outlay_years: int) -> tuple[Floats, Booleans]:
    """Rates of flows that change sign once, from outlays to returns; and where the iteration failed."""
    factors, bend = _starting_points(years, outlay_years)
    rows = np.arange(factors.size)
    part, here = years, factors.copy()
    for _ in range(NEWTON_STEPS):
        step = _newton_step(part, outlay_years, here)
        largest = np.abs(step).max()
        if largest < SMALL_STEP:
            # The bend of the start makes Newton's step nearly one of the third order (Halley).
            step *= 1 + np.clip(step * bend / 2, -0.5, 0.5)
            here *= 1 - step * (1 - step / 2 * (1 - step / 3))
        else:
            here *= np.exp(-step)
        # The error after a step is at most a few times its square: this was the last one to be seen.
        open_rows = ~(np.abs(step) < LAST_STEP)
        left = np.flatnonzero(open_rows)
        if not left.size:
            break
        if 2 * left.size < rows.size:
            factors[rows] = here
            rows, here, bend, part = rows[left], here[left], bend[left], part.take(left, axis=1)
            open_rows = np.ones(left.size, dtype=np.bool_)
    factors[rows] = here
    failed = ~np.isfinite(factors) | (factors <= 0)
    failed[rows[open_rows]] = True
    return 1 / factors - 1, failed


def _general_rates(years: Floats, guesses: Floats) -> Floats:
    """Rates of scaled flows with any changes of sign: zero, else the lowest above, else the nearest below."""
    rates = np.full(years.shape[1], np.nan)
    running = np.cumsum(years, axis=0)
    zero = is_zero(running[-1], np.abs(years).sum(axis=0), len(years))
    rates[zero] = 0.0
    # One change of sign in the running total, which does not end at zero: one rate above zero (Norstrom).
    unique = ~zero & (_sign_changes(running) == 1)
    known = unique & (guesses < 1)
    rates[known] = 1 / guesses[known] - 1
    left = np.flatnonzero(unique & ~known)
    if left.size:
        rates[left], missed = _newton_rates(years[:, left])
        left = left[missed | ~(rates[left] > 0)]
        ends = np.zeros(left.size), np.ones(left.size)
        rates[left] = 1 / bracketed_root(years[:, left], *ends) - 1
    # Totals of one sign, from the first year or from the last, leave no root on that side of the rate zero.
    rest = np.flatnonzero(np.isnan(rates) & ~_of_one_sign(running))
    if rest.size:
        row, factors = largest_roots(years[:, rest], guesses[rest])
        rates[rest[row]] = 1 / factors - 1
    rest = np.flatnonzero(np.isnan(rates))
    rest = rest[~_of_one_sign(np.cumsum(years[::-1, rest], axis=0))]
    if rest.size:
        row, growths = largest_roots(_without_leading_zeros(years[::-1, rest]), 1 / guesses[rest])
        rates[rest[row]] = growths - 1
    return rates


def _of_one_sign(totals: Floats) -> Booleans:
    """Tell which totals, beyond doubt, are never above zero, or never below it."""
    least, most = totals.min(axis=0), totals.max(axis=0)
    # a total so near zero that rounding decides on its sign proves nothing
    margin = 4 * len(totals) * EPSILON * len(totals) * np.maximum(most, -least)
    doubtful = ((np.abs(totals) < margin) & (totals != 0)).any(axis=0)
    return np.asarray(((most <= 0) | (least >= 0)) & ~doubtful)


def _count_roots(years: Floats) -> Integers:
    """Count the distinct roots of scaled flows on both sides of the rate zero, and at it."""
    zero = is_zero(years.sum(axis=0), np.abs(years).sum(axis=0), len(years))
    counts = zero.astype(np.int64)
    for side in (years, _without_leading_zeros(years[::-1])):
        row, _, high, touching = isolated_roots(side)
        at_zero = touching & (high == 1.0) & zero[row]
        counts += np.bincount(row[~at_zero], minlength=counts.size)
    return counts
