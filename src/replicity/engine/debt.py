"""Debt: sized once on the lender's case, served in level nominal payments, tested by the draws."""

from dataclasses import dataclass

import numpy as np

from replicity.engine.array import FloatArray
from replicity.engine.finance import level_debt_service


@dataclass(frozen=True, slots=True)
class DebtTerms:
    """What a lender asks for.

    Attributes
    ----------
    gearing_share : float
        The most that is lent, as a share of the first investment after grants.
    target_dscr_ratio : float
        Cash available over debt service that the lender's case must reach in every year.
    term_years : int
        Years of level payments, beginning in year 1.
    rate_nominal_share : float
        Nominal interest a year.
    smallest_gearing_share : float
        Below this share of the investment nobody writes a loan.
    """

    gearing_share: float
    target_dscr_ratio: float
    term_years: int
    rate_nominal_share: float
    smallest_gearing_share: float = 0.0


@dataclass(frozen=True, slots=True)
class Debt:
    """A loan in nominal eur: principal in year 0, payment and interest by year (shape ``(years,)``)."""

    principal_eur: float
    payment_eur: FloatArray
    interest_eur: FloatArray


def size_debt(investment_eur: float, cash_available_nominal: FloatArray, terms: DebtTerms) -> Debt:
    """Return the loan that the lender's case carries.

    The lender's case is the 10 % point over the draws of the cash available in each year. The level
    payment is the least of those over the years of the loan, divided by the target ratio; the principal
    is what that payment repays, at most the gearing. No positive cash, no loan.

    Parameters
    ----------
    investment_eur : float
        Expected first investment after grants, eur.
    cash_available_nominal : array, shape ``(draws, years)`` or ``(years,)``
        Nominal cash before debt service, without capital purchases.
    terms : DebtTerms
    """
    length = cash_available_nominal.shape[-1]
    term = min(terms.term_years, length - 1)
    cases = cash_available_nominal.reshape(-1, length)[:, 1 : term + 1]
    rank = int(0.1 * (cases.shape[0] - 1))
    lenders_case = np.partition(cases, rank, axis=0)[rank]
    affordable = max(float(lenders_case.min()), 0.0) / terms.target_dscr_ratio
    payment_per_euro = float(level_debt_service(1.0, terms.rate_nominal_share, term))
    principal = min(affordable / payment_per_euro, terms.gearing_share * max(investment_eur, 0.0))
    if principal < terms.smallest_gearing_share * investment_eur:
        principal = 0.0
    payment = np.zeros(length)
    payment[1 : term + 1] = principal * payment_per_euro
    return Debt(principal, payment, _interest(principal, payment, terms.rate_nominal_share))


def no_debt(horizon_years: int) -> Debt:
    """Return a loan of nothing."""
    return Debt(0.0, np.zeros(horizon_years + 1), np.zeros(horizon_years + 1))


def _interest(principal: float, payment: FloatArray, rate: float) -> FloatArray:
    """Return the interest part of each payment, from the balance at the beginning of the year."""
    interest = np.zeros_like(payment)
    balance = principal
    for year in range(1, payment.size):
        if payment[year] == 0:
            break
        interest[year] = balance * rate
        balance -= payment[year] - interest[year]
    return interest
