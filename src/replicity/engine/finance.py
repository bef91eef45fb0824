"""Measures of yearly money flows: worth, return, payback, coverage of debt, cost of a unit.

Conventions of every function: the last axis of a flow holds the years, year 0 is index 0, and all other
axes broadcast; a rate is a share per year (0.05 is 5 %) and broadcasts against those other axes. A result
that does not exist is NaN, and so is every result from a NaN or infinite amount or rate. A rate of -1 or
below raises ValueError.
"""

import numpy as np
from numpy.typing import ArrayLike

from replicity.engine.discounting import discount_factor, net_present_value, ratio
from replicity.engine.polynomial_roots import EPSILON, Floats
from replicity.engine.rate_of_return import (
    as_flows,
    blocks_by_year,
    count_rate_of_return_roots,
    internal_rate_of_return,
)

__all__ = [
    "benefit_cost_ratio",
    "count_rate_of_return_roots",
    "debt_service_coverage_ratio",
    "discounted_payback_years",
    "internal_rate_of_return",
    "level_debt_service",
    "levelised_cost",
    "loan_life_coverage_ratio",
    "modified_internal_rate_of_return",
    "net_present_value",
    "payback_years",
    "savings_to_investment_ratio",
]


def modified_internal_rate_of_return(
    flows: ArrayLike, finance_rate: ArrayLike, reinvest_rate: ArrayLike
) -> Floats:
    """Rate at which the outlays grow to what the reinvested returns are worth in the last year.

    ``(FV(positive flows, reinvest_rate) / PV(-negative flows, finance_rate))**(1 / n) - 1``, n the last year.

    Parameters
    ----------
    flows : array_like, shape (..., years)
        Money per year, in any unit.
    finance_rate, reinvest_rate : array_like, broadcast against the leading axes of flows
        Rates paid on outlays and earned on returns, share per year.

    Returns
    -------
    ndarray
        Rate, share per year. NaN where there is no outlay, no return or only one year.

    Raises
    ------
    ValueError
        If flows have no years, or a rate is -1 or below.

    References
    ----------
    Lin, S. A. Y. (1976), "The modified internal rate of return and investment criterion", The Engineering
    Economist 21(4).
    """
    array = as_flows(flows)
    returns = net_present_value(np.maximum(array, 0.0), reinvest_rate)
    outlays = net_present_value(np.maximum(-array, 0.0), finance_rate)
    growth = 1.0 + np.asarray(reinvest_rate, dtype=np.float64)
    last = array.shape[-1] - 1
    with np.errstate(all="ignore"):
        rates = (returns / outlays) ** np.divide(1.0, last) * growth - 1.0
    exists = (returns > 0) & (outlays > 0) & (last > 0)
    return np.where(exists, rates, np.nan)[()]


def payback_years(flows: ArrayLike) -> Floats:
    """Time until the cumulative flow, once below zero, is first back at zero.

    The flow of a year is spread evenly between the end of the year before and its own end.

    Parameters
    ----------
    flows : array_like, shape (..., years)
        Money per year, in any unit.

    Returns
    -------
    ndarray
        Years after year 0. NaN where the cumulative flow never comes back, 0 where it never was below zero.

    Raises
    ------
    ValueError
        If flows have no years.

    Notes
    -----
    A cumulative flow that rounding cannot keep apart from zero is zero, so ten savings of 0.1 pay back 1.
    A later fall below zero does not change the result.

    References
    ----------
    Fuller, S. K. and Petersen, S. R. (1996), Life-Cycle Costing Manual for the Federal Energy Management
    Program, NIST Handbook 135.
    """
    array = as_flows(flows)
    result = np.empty(array.shape[:-1]).reshape(-1)
    with np.errstate(all="ignore"):
        for part, years in blocks_by_year(array):
            result[part] = _first_return(years)
    return result.reshape(array.shape[:-1])[()]


def discounted_payback_years(flows: ArrayLike, rate: ArrayLike) -> Floats:
    """Time until the cumulative discounted flow, once below zero, is first back at zero.

    As `payback_years`, for the flows ``flows[..., t] / (1 + rate)**t``, linear within the year.

    Parameters
    ----------
    flows : array_like, shape (..., years)
        Money per year, in any unit.
    rate : array_like, broadcasts against the leading axes of flows
        Discount rate, share per year.

    Returns
    -------
    ndarray
        Years after year 0. NaN where never, 0 where the cumulative flow never was below zero.

    Raises
    ------
    ValueError
        If flows have no years, or a rate is -1 or below.

    References
    ----------
    NIST Handbook 135 (see `payback_years`).
    """
    array, factor = as_flows(flows), discount_factor(rate)
    shape = np.broadcast_shapes(array.shape[:-1], factor.shape)
    array = np.broadcast_to(array, (*shape, array.shape[-1]))
    factors = np.broadcast_to(factor, shape).reshape(-1)
    time = np.arange(array.shape[-1])[:, None]
    alike = factor.reshape(()) ** time if factor.size == 1 else None
    result = np.empty(factors.size)
    with np.errstate(all="ignore"):
        for part, years in blocks_by_year(array):
            discount = factors[part] ** time if alike is None else alike
            result[part] = _first_return(years * discount)
    return result.reshape(shape)[()]


def debt_service_coverage_ratio(cash_available: ArrayLike, debt_service: ArrayLike) -> Floats:
    """Cash available for debt service divided by debt service, year by year.

    Parameters
    ----------
    cash_available, debt_service : array_like, shape (..., years)
        Money per year, in the same unit; debt service (interest and repayment) as a positive amount.

    Returns
    -------
    ndarray, shape (..., years)
        Ratio of each year. NaN in years without debt service: take the minimum with ``np.fmin.reduce``.

    References
    ----------
    Yescombe, E. R. (2014), Principles of Project Finance.
    """
    return ratio(np.asarray(cash_available, np.float64), np.asarray(debt_service, np.float64))


def loan_life_coverage_ratio(cash_available: ArrayLike, debt_service: ArrayLike, rate: ArrayLike) -> Floats:
    """Present value of the cash available over the life of the loan divided by that of the debt service.

    The loan lives until the last year with debt service. At the rate of the loan, the present value of the
    debt service is the debt outstanding in year 0.

    Parameters
    ----------
    cash_available, debt_service : array_like, shape (..., years)
        Money per year, in the same unit; debt service as a positive amount. Cash of year 0, before the first
        service, counts: give 0 there if it is spent on the investment.
    rate : array_like, broadcasts against the leading axes
        Interest rate of the loan, share per year.

    Returns
    -------
    ndarray
        Ratio; NaN where there is no debt service.

    Raises
    ------
    ValueError
        If a flow has no years, or a rate is -1 or below.

    References
    ----------
    Yescombe, E. R. (2014), Principles of Project Finance.
    """
    cash, service = np.broadcast_arrays(
        as_flows(cash_available, "cash_available"), as_flows(debt_service, "debt_service")
    )
    within = np.logical_or.accumulate(service[..., ::-1] > 0, axis=-1)[..., ::-1]
    return ratio(net_present_value(np.where(within, cash, 0.0), rate), net_present_value(service, rate))


def level_debt_service(principal: ArrayLike, rate: ArrayLike, term_years: ArrayLike) -> Floats:
    """Equal yearly payment, at the end of each year, that repays a loan: ``P r / (1 - (1 + r)**-n)``.

    Parameters
    ----------
    principal : array_like
        Money lent in year 0.
    rate : array_like
        Interest rate, share per year; 0 gives principal / term_years.
    term_years : array_like
        Number of yearly payments, above 0.

    Returns
    -------
    ndarray, the three broadcast
        Money per year, in the unit of the principal.

    Raises
    ------
    ValueError
        If a term is not above 0, or a rate is -1 or below.

    References
    ----------
    Brealey, R. A., Myers, S. C. and Allen, F., Principles of Corporate Finance (annuities).
    """
    discount_factor(rate)
    amount, interest, term = np.broadcast_arrays(
        *(np.asarray(number, dtype=np.float64) for number in (principal, rate, term_years))
    )
    if (term <= 0).any():
        raise ValueError(f"term_years must be above 0, not {term.min():g}: give a number of payments.")
    with np.errstate(all="ignore"):
        annuity = np.where(interest == 0, term, -np.expm1(-term * np.log1p(interest)) / interest)
        payment = amount / annuity
    exists = np.isfinite(payment) & np.isfinite(interest) & np.isfinite(term)
    return np.where(exists, payment, np.nan)[()]


def levelised_cost(costs: ArrayLike, output: ArrayLike, rate: ArrayLike) -> Floats:
    """Present value of costs divided by that of output: the price of a unit that covers all costs.

    Parameters
    ----------
    costs : array_like, shape (..., years)
        Money per year, costs positive.
    output : array_like, shape (..., years)
        Physical amount per year, in any unit.
    rate : array_like, broadcasts against the leading axes
        Discount rate, share per year.

    Returns
    -------
    ndarray
        Money per unit of output. NaN where the discounted output is not above zero.

    Raises
    ------
    ValueError
        If a flow has no years, or a rate is -1 or below.

    References
    ----------
    Short, W., Packey, D. J. and Holt, T. (1995), A Manual for the Economic Evaluation of Energy Efficiency
    and Renewable Energy Technologies, NREL/TP-462-5173.
    """
    spent, made = as_flows(costs, "costs"), as_flows(output, "output")
    return ratio(net_present_value(spent, rate), net_present_value(made, rate))


def savings_to_investment_ratio(investment: ArrayLike, savings: ArrayLike, rate: ArrayLike) -> Floats:
    """Present value of the savings in running cost divided by the present value of the added investment.

    Parameters
    ----------
    investment : array_like, shape (..., years) or a single number
        Money per year, outlays positive (replacements added, residual value deducted); a single number is
        spent in year 0.
    savings : array_like, shape (..., years)
        Money per year, savings positive.
    rate : array_like, broadcasts against the leading axes
        Discount rate, share per year.

    Returns
    -------
    ndarray
        Ratio; above 1 pays. NaN where the discounted investment is not above zero.

    Raises
    ------
    ValueError
        If a flow has no years, or a rate is -1 or below.

    References
    ----------
    NIST Handbook 135 (see `payback_years`).
    """
    spent = as_flows(np.atleast_1d(np.asarray(investment, dtype=np.float64)), "investment")
    return ratio(net_present_value(as_flows(savings, "savings"), rate), net_present_value(spent, rate))


def benefit_cost_ratio(benefits: ArrayLike, costs: ArrayLike, rate: ArrayLike) -> Floats:
    """Present value of the benefits divided by the present value of the costs.

    Parameters
    ----------
    benefits, costs : array_like, shape (..., years)
        Money per year, both positive.
    rate : array_like, broadcasts against the leading axes
        Discount rate, share per year.

    Returns
    -------
    ndarray
        Ratio. NaN where the discounted costs are not above zero.

    Raises
    ------
    ValueError
        If a flow has no years, or a rate is -1 or below.

    References
    ----------
    European Commission (2014), Guide to Cost-Benefit Analysis of Investment Projects.
    """
    gains, spent = as_flows(benefits, "benefits"), as_flows(costs, "costs")
    return ratio(net_present_value(gains, rate), net_present_value(spent, rate))


def _first_return(years: Floats) -> Floats:
    """Time of the first return of the running total to zero, for years on the first axis."""
    size = np.abs(years)
    doubt = 2 * len(years) * EPSILON * size.sum(axis=0)
    totals = np.empty(years.shape)
    totals[0] = years[0]
    for year in range(1, len(years)):
        np.add(totals[year - 1], years[year], out=totals[year])
    below = totals < 0
    waiting, done = below[0].copy(), np.zeros(below.shape[1], dtype=np.bool_)
    years_before = np.zeros(below.shape[1], dtype=np.uint16)
    for now in below:
        done |= waiting > now
        waiting |= now
        years_before += ~done
    result = np.zeros(years.shape[1])
    back = np.flatnonzero(done)
    at = years_before[back].astype(np.int64)
    before, now = totals[at - 1, back], totals[at, back]
    result[back] = at - 1 - before / (now - before)
    result[(waiting & ~done) | ~np.isfinite(doubt)] = np.nan
    near = np.abs(totals, out=size) <= doubt
    if near.any():
        unsure = (near & (totals != 0)).any(axis=0)
        result[unsure] = _first_return_rounded(years[:, unsure])
    return result


def _first_return_rounded(years: Floats) -> Floats:
    """Return the same where a total is so near zero that rounding decides: such a total is zero."""
    total, size = np.zeros(years.shape[1]), np.zeros(years.shape[1])
    result = np.zeros(years.shape[1])
    waiting, done = np.zeros(total.shape, dtype=np.bool_), np.zeros(total.shape, dtype=np.bool_)
    for year, amounts in enumerate(years):
        before = total
        total, size = total + amounts, size + np.abs(amounts)
        total = np.where(np.abs(total) <= 2 * len(years) * EPSILON * size, 0.0, total)
        back = waiting & ~done & (total >= 0)
        result = np.where(back, year - 1 - before / (total - before), result)
        done |= back
        waiting |= total < 0
    result[waiting & ~done] = np.nan
    result[~np.isfinite(size)] = np.nan
    return result
