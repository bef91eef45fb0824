"""Present value of yearly flows, the base of the other measures."""

import numpy as np
from numpy.typing import ArrayLike

from replicity.engine.polynomial_roots import Floats
from replicity.engine.rate_of_return import as_flows, blocks_by_year


def net_present_value(flows: ArrayLike, rate: ArrayLike) -> Floats:
    """Worth in year 0 of yearly flows: ``sum_t flows[..., t] / (1 + rate)**t``.

    Parameters
    ----------
    flows : array_like, shape (..., years)
        Money per year, in any unit.
    rate : array_like, broadcasts against the leading axes of flows
        Discount rate, share per year.

    Returns
    -------
    ndarray, shape of flows without years, broadcast with rate
        Money of year 0, in the unit of the flows.

    Raises
    ------
    ValueError
        If flows have no years, or a rate is -1 or below.

    Notes
    -----
    Year 0 is not discounted; spreadsheets' NPV discounts its first amount by one year.

    References
    ----------
    European Commission (2014), Guide to Cost-Benefit Analysis of Investment Projects.
    """
    array, factor = as_flows(flows), discount_factor(rate)
    with np.errstate(all="ignore"):
        if factor.size == 1:
            value = _discounted_alike(array, factor.reshape(()) ** np.arange(array.shape[-1]))
            value = value.reshape(np.broadcast_shapes(array.shape[:-1], factor.shape))
        else:
            value = _discounted_by_flow(array, factor)
        if not np.isfinite(value.sum()):
            value = np.where(np.isfinite(value), value, np.nan)
    return value[()]


def _discounted_alike(flows: Floats, factors: Floats) -> Floats:
    """Present value with the same factors for all flows, as fast as the memory order allows."""
    if flows.strides[-1] == flows.itemsize:
        return np.asarray(np.einsum("...t,t->...", flows, factors))
    return np.asarray(flows @ factors)


def discount_factor(rate: ArrayLike) -> Floats:
    """Return 1 / (1 + rate); NaN for a rate that is not finite."""
    rates = np.asarray(rate, dtype=np.float64)
    if (rates <= -1).any():
        raise ValueError(
            f"A rate must be above -1 (the loss of everything), not {rates.min():g}: give a share per year."
        )
    return np.asarray(1.0 / (1.0 + np.where(np.isfinite(rates), rates, np.nan)))


def _discounted_by_flow(flows: Floats, factor: Floats) -> Floats:
    """Present value with a discount factor of its own for each flow, by Horner's rule."""
    shape = np.broadcast_shapes(flows.shape[:-1], factor.shape)
    if flows.shape[:-1] != shape:
        value = np.zeros(shape)
        for year in range(flows.shape[-1] - 1, -1, -1):
            value *= factor
            value += flows[..., year]
        return value
    factors = np.broadcast_to(factor, shape).reshape(-1)
    values = np.empty(factors.size)
    for part, years in blocks_by_year(flows):
        value = values[part]
        value[:] = years[-1]
        for amounts in years[-2::-1]:
            value *= factors[part]
            value += amounts
    return values.reshape(shape)


def ratio(above: Floats, below: Floats) -> Floats:
    """Divide where the divisor is above zero, else NaN."""
    with np.errstate(all="ignore"):
        quotient = np.divide(above, below)
    exists = (np.asarray(below) > 0) & np.isfinite(below) & np.isfinite(quotient)
    return np.where(exists, quotient, np.nan)[()]
