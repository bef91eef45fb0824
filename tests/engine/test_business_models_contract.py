"""What every business model keeps for every solution: money moves, none is made."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.cases import PAIRS, sample

from replicity.appraisal.deal import deal_of, discount_rates, finance_terms
from replicity.catalogue.solutions import catalogue
from replicity.engine.business_models import business_models
from replicity.engine.finance import net_present_value
from replicity.engine.ledger import Actor, market_total
from replicity.engine.settlement import settle

ALL = tuple(business_models())


def settled(solution_id, model_id, price=1.0, **changes):
    solution, model = catalogue()[solution_id], business_models()[model_id]
    values = {**sample(solution_id), **{k: np.asarray(v) for k, v in changes.items()}}
    deal = deal_of(solution, model, values)
    return deal, settle(deal, model, price, finance_terms(values))


def test_at_least_six_business_models():
    assert {
        "owner_invests",
        "shared_savings",
        "power_purchase_agreement",
        "utility_lease",
        "supply_contract",
        "developer_mobility",
    } <= set(ALL)
    assert {m for _, m in PAIRS} == set(ALL), "every model is used by a solution"


@pytest.mark.parametrize(("solution_id", "model_id"), PAIRS)
@settings(max_examples=8, deadline=None)
@given(price=st.floats(0, 1e4), grant=st.floats(0, 1), tax=st.floats(0, 0.6), inflation=st.floats(0, 0.5))
def test_all_nets_cancel_and_the_pre_tax_total_is_the_markets(
    solution_id, model_id, price, grant, tax, inflation
):
    deal, settlement = settled(
        solution_id, model_id, price, grant_share=grant, corporate_tax_share=tax, inflation_share=inflation
    )
    whole = settlement.ledger
    scale = 1.0 + sum(float(np.abs(e.amount_eur).max()) for e in whole.entries)
    assert np.abs(sum(whole.net(a) for a in Actor)).max() < 1e-9 * scale
    inside = sum(settlement.before_finance.net(a) for a in Actor if a is not Actor.WORLD)
    np.testing.assert_allclose(
        inside, np.broadcast_to(market_total(deal.flows, deal.paths), np.shape(inside)), atol=1e-9 * scale
    )


@pytest.mark.parametrize("solution_id", list(catalogue()))
def test_the_total_is_the_same_under_every_business_model(solution_id):
    totals = []
    for choice in catalogue()[solution_id].business_models:
        _, settlement = settled(solution_id, choice.id, 3.0)
        inside = (settlement.before_finance.net(a) for a in Actor if a is not Actor.WORLD)
        totals.append(np.broadcast_to(sum(inside), (40, catalogue()[solution_id].horizon_years + 1)))
    scale = np.abs(totals[0]).max()
    for total in totals[1:]:
        np.testing.assert_allclose(total, totals[0], atol=1e-9 * scale)


@pytest.mark.parametrize(("solution_id", "model_id"), [p for p in PAIRS if business_models()[p[1]].price])
def test_a_higher_price_moves_worth_from_buyer_to_seller(solution_id, model_id):
    model = business_models()[model_id]
    worth = []
    for price in (0.1, 0.2, 0.4):
        deal, settlement = settled(solution_id, model_id, price)
        seller = deal.parties[model.price.seller]
        rates = discount_rates(sample(solution_id))
        worth.append(
            [
                float(net_present_value(settlement.before_finance.net(a), rates[a]).mean())
                for a in (seller, deal.user)
            ]
        )
    gains = np.diff(np.array(worth), axis=0)
    assert (gains[:, 0] >= 0).all()
    assert (gains[:, 1] <= 0).all()
    assert gains[:, 0].sum() > 0


@pytest.mark.parametrize(("solution_id", "model_id"), PAIRS)
def test_a_grant_moves_money_from_the_state_to_the_investor(solution_id, model_id):
    _, without = settled(solution_id, model_id, 0.2)
    _, settlement = settled(solution_id, model_id, 0.2, grant_share=0.4)
    grants = [e for e in settlement.ledger.entries if e.item == "grant"]
    assert [(e.payer, e.payee) for e in grants] == [(Actor.STATE, settlement.investor)]
    assert not np.any([np.any(e.amount_eur) for e in without.ledger.entries if e.item == "grant"])


def test_npv_of_an_investment_falls_with_the_rate():
    deal, _ = settled("led_street_lighting", "owner_invests")
    cash = market_total(deal.flows, deal.paths)
    normal = cash[(cash[:, 0] < 0) & (cash[:, 1:] > 0).all(axis=1)]
    worth = np.array([net_present_value(normal, rate) for rate in (0.0, 0.03, 0.06, 0.12, 0.3)])
    assert len(normal) > 10
    assert (np.diff(worth, axis=0) < 0).all()
