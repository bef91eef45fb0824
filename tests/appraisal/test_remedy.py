"""What mends a loss does mend it, and nothing smaller does."""

import pytest

from replicity.appraisal.bargain import Table
from replicity.appraisal.deal import deal_of, discount_rates, finance_terms
from replicity.appraisal.remedy import Losses, remedies
from replicity.appraisal.requests import Options, case_of
from replicity.catalogue.cities import get_city
from replicity.catalogue.methods import method_numbers
from replicity.catalogue.solutions import catalogue, get_solution
from replicity.engine.business_models import business_models
from replicity.engine.ledger import Actor

CITY = "Santiago, CL"


def case(solution, model=None, **values):
    return case_of(get_city(CITY), get_solution(solution), Options(values=values, draws=300), None, model)


def of_kind(found, kind, actor):
    return next((r for r in found.appraisal.remedies if r.kind == kind and r.actor == actor), None)


def tolerance(found):
    return method_numbers()["consent_tolerance_share"] * found.appraisal.results["capex_eur"].mean


def test_nobody_loses_nothing_to_mend():
    found = case("led_street_lighting").appraisal
    assert found.losers == ()
    assert found.remedies == ()


def test_a_side_payment_is_the_loss_beyond_the_tolerance_from_the_largest_gainer():
    # retrofit under shared savings: the owner gains, the provider loses
    found = case("residential_deep_retrofit", "shared_savings")
    remedy = of_kind(found, "side_payment", "provider")
    loss = -found.appraisal.actors["provider"].npv_eur.mean
    assert remedy.amount == pytest.approx(loss - tolerance(found))
    assert remedy.from_actor == "owner"
    left = found.appraisal.actors["owner"].npv_eur.mean - remedy.amount
    assert remedy.accepted is (left >= -tolerance(found))


def test_the_grant_that_is_named_just_mends_the_loss():
    remedy = of_kind(case("residential_deep_retrofit"), "grant", "owner")
    assert 0 < remedy.amount < 1
    with_it = case("residential_deep_retrofit", grant_share=remedy.amount)
    worth = with_it.appraisal.actors["owner"].npv_eur.mean
    assert worth == pytest.approx(-tolerance(with_it), rel=1e-3)
    assert "owner" not in case("residential_deep_retrofit", grant_share=remedy.amount + 0.01).appraisal.losers


def test_a_price_that_is_named_just_mends_the_loss_of_its_side():
    found = case("electric_buses", "utility_lease")
    for actor in found.appraisal.losers:
        remedy = of_kind(found, "price", actor)
        if remedy is None:
            continue
        again = case("electric_buses", "utility_lease", lease_eur_per_unit_per_year=remedy.amount)
        worth = again.appraisal.actors[actor].npv_eur.mean
        assert worth == pytest.approx(-tolerance(again), rel=1e-3)


def test_a_loser_cannot_pay_and_what_one_takes_is_gone_for_the_next():
    found = case("led_street_lighting")
    expected = {Actor.OWNER: -100.0, Actor.PROVIDER: -70.0, Actor.RESIDENT: 120.0}
    losses = Losses(expected, 0.0, Actor.WORLD)
    # a table without contract price, so that side payments alone are left
    deal = deal_of(found.appraisal.solution, business_models()["owner_invests"], found.draws)
    terms, rates = finance_terms(found.draws), discount_rates(found.draws)
    table = Table(deal, business_models()["owner_invests"], terms, rates)
    paid = remedies(table, found.appraisal.bargain, losses, "en")
    assert [(r.actor, r.amount, r.from_actor, r.accepted) for r in paid] == [
        ("owner", 100.0, "resident", True),  # 120 - 100 = 20 left
        ("provider", 70.0, "resident", False),  # 20 do not suffice for 70
    ]


@pytest.mark.parametrize("solution", [s.id for s in catalogue().values() if not s.enabler])
def test_every_remedy_reads_well_and_is_in_the_document(solution):
    found = case(solution)
    document = found.appraisal.to_dict()
    assert len(document["remedies"]) == len(found.appraisal.remedies)
    for remedy in document["remedies"]:
        assert remedy["actor"] in document["losers"]
        assert remedy["kind"] in {"side_payment", "grant", "price"}
        assert remedy["amount"] > 0
        assert remedy["sentence"].endswith(".")
        assert "{" not in remedy["sentence"]
