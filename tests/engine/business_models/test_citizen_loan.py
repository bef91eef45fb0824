"""Citizen loan, worked by hand, and what a bank still lends beside it."""

import numpy as np
import pytest
from tests.engine.business_models.worked_example import example_deal, nets

from replicity.engine.business_models import business_models
from replicity.engine.debt import DebtTerms
from replicity.engine.settlement import FinanceTerms, contract_finance, settle


def test_level_payments_repay_the_loan_with_interest():
    # 300 over 2 years at 10 %: 30 / (1 - 1.1^-2) = 30 / 0.1735537 = 172.857 a year, for
    # year 1: interest 30, repaid 142.857, left 157.143; year 2: interest 15.714, repaid 157.143
    found = nets(example_deal("citizen_loan"), "citizen_loan", 0.10)
    pay = 300 * 0.1 / (1 - 1.1**-2)
    assert pay == pytest.approx(142.857143 + 30, abs=1e-6)
    np.testing.assert_allclose(found["resident"], [[-300, pay, pay, 0]] * 2)
    # owner: 300 come and go in year 0; 200 - 10 - 172.857 = 17.143; year 3 free of debt
    np.testing.assert_allclose(found["owner"][0], [0, 190 - pay, 190 - pay, 190])


def test_inflation_eats_the_nominal_payments():
    found = nets(example_deal("citizen_loan", inflation=0.10), "citizen_loan", 0.0)
    # 150 a year nominal without interest: 150 / 1.1 and 150 / 1.21
    np.testing.assert_allclose(found["resident"][0], [-300, 150 / 1.1, 150 / 1.21, 0])


def test_a_term_beyond_the_horizon_is_repaid_within_it():
    found = nets(example_deal("citizen_loan", term=15), "citizen_loan", 0.0)
    np.testing.assert_allclose(found["resident"][0], [-300, 100, 100, 100])


def test_no_bank_lends_what_citizens_have_lent():
    deal = example_deal("citizen_loan")
    terms = FinanceTerms(0.0, DebtTerms(0.6, 1.2, 2, 0.05), 0.25, frozenset(), 3)
    settled = settle(deal, business_models()["citizen_loan"], 0.0, terms)
    assert contract_finance(settled.before_finance, settled.investor) == 300
    assert settled.debt.principal_eur == 0


def test_what_is_deducted_is_the_purchase_and_the_interest():
    # tax 25 %: cash of 3 x 190 = 570 (first draw) less 300 less interest 45.714 = 224.286: tax 56.07
    deal = example_deal("citizen_loan")
    terms = FinanceTerms(0.0, DebtTerms(0.0, 1.2, 2, 0.05), 0.25, frozenset({deal.user}), 3)
    settled = settle(deal, business_models()["citizen_loan"], 0.10, terms)
    tax = next(e for e in settled.ledger.entries if e.item == "profit_tax").amount_eur.sum(axis=-1)
    interest = 2 * 300 * 0.1 / (1 - 1.1**-2) - 300
    assert tax[0] == pytest.approx(0.25 * (570 - 300 - interest))
