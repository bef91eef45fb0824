"""A failed block blocks, a failed major conditions, a failed minor is a remark; what is unknown is asked."""

import pytest

from replicity.appraisal.conditions import Condition, conditions, overall, preconditions_of
from replicity.appraisal.context import city_context, own_value
from replicity.catalogue.cities import get_city
from replicity.catalogue.preconditions import preconditions
from replicity.catalogue.solutions import catalogue, get_solution

SANTIAGO = city_context(get_city("Santiago, CL"))


def condition(status, severity):
    return Condition("x", status, "?", "", "", "city", severity)


def statuses(solution, answers=None, context=SANTIAGO, model=None):
    found = conditions(get_solution(solution), context, answers or {}, business_model=model)
    return {c.id: c.status for c in found}


@pytest.mark.parametrize(
    ("found", "whole"),
    [
        ((), "pass"),
        ((("pass", "block"), ("pass", "major")), "pass"),
        ((("conditional", "minor"),), "pass"),
        ((("unknown", "minor"), ("pass", "block")), "pass"),
        ((("conditional", "major"),), "conditional"),
        ((("unknown", "major"),), "conditional"),
        ((("unknown", "block"),), "conditional"),
        ((("blocked", "block"),), "blocked"),
        ((("blocked", "block"), ("pass", "major"), ("conditional", "major")), "blocked"),
    ],
)
def test_the_whole_is_the_worst_of_what_is_no_remark(found, whole):
    assert overall(tuple(condition(*c) for c in found)) == whole


def all_yes(solution):
    return {p.answer_name: True for p in preconditions().values() if p.answer_name}


@pytest.mark.parametrize("solution", sorted(catalogue()))
def test_a_no_has_the_consequence_of_its_severity_and_no_other_changes(solution):
    yes = all_yes(solution)
    before = statuses(solution, yes)
    for model in catalogue()[solution].business_models:
        for use in preconditions_of(catalogue()[solution], model.id):
            record = preconditions()[use.id]
            if record.answer_name is None:
                continue
            found = conditions(
                catalogue()[solution], SANTIAGO, {**yes, record.answer_name: False}, business_model=model.id
            )
            after = {c.id: c.status for c in found}
            assert after[use.id] == ("blocked" if record.severity == "block" else "conditional")
            same = {i: s for i, s in after.items() if i != use.id and i in before}
            assert same == {i: before[i] for i in same}


@pytest.mark.parametrize("solution", sorted(catalogue()))
def test_what_is_asked_is_unknown_until_it_is_answered(solution):
    open_ones = {i for i, s in statuses(solution).items() if s == "unknown"}
    answered = statuses(solution, all_yes(solution))
    assert open_ones
    assert all(answered[i] == "pass" for i in open_ones)


def test_the_worst_stand_first():
    found = conditions(get_solution("mobility_hub"), SANTIAGO, {"buyer_exists": False, "lead_named": True})
    order = ["blocked", "conditional", "unknown", "pass"]
    ranks = [order.index(c.status) for c in found]
    assert ranks == sorted(ranks)
    assert found[0].id == "buyer_exists"


@pytest.mark.parametrize(
    ("degree_days", "status"),
    [
        (100.0, "blocked"),
        (499.0, "blocked"),
        (500.0, "conditional"),
        (1499.0, "conditional"),
        (1500.0, "pass"),
    ],
)
def test_a_threshold_of_the_solution_stands_before_that_of_the_catalogue(degree_days, status):
    name = "heating_degree_days_18c"
    context = {**SANTIAGO, name: own_value(SANTIAGO[name], degree_days)}
    assert statuses("district_heat_pump", context=context)["heating_climate"] == status


def test_the_citys_own_answer_stands_before_a_value_of_the_country():
    name = "sovereign_default_spread_share"
    poor = {**SANTIAGO, name: own_value(SANTIAGO[name], 0.08)}
    assert statuses("led_street_lighting", context=poor)["credit"] == "conditional"
    assert statuses("led_street_lighting", {"credit": True}, poor)["credit"] == "pass"
    assert statuses("led_street_lighting", {"credit": False})["credit"] == "conditional"


def test_what_the_data_do_not_tell_is_asked_from_the_city():
    without = {n: v for n, v in SANTIAGO.items() if n != "third_party_power_sale_flag"}
    model = "power_purchase_agreement"
    asked = statuses("rooftop_pv_battery", context=without, model=model)
    told = statuses("rooftop_pv_battery", {"third_party_sale": True}, without, model)
    assert (asked["third_party_sale"], told["third_party_sale"]) == ("unknown", "pass")


def test_no_answer_talks_a_climate_away():
    assert preconditions()["heating_climate"].answer_name is None
    singapore = city_context(get_city("Singapore, SG"))
    assert (
        statuses("residential_deep_retrofit", {"heating_climate": True}, singapore)["heating_climate"]
        == "blocked"
    )


def test_the_ban_of_selling_power_stops_the_sale_of_power_alone():
    no = {"third_party_sale": False}
    by_sale = conditions(
        get_solution("rooftop_pv_battery"), SANTIAGO, no, business_model="power_purchase_agreement"
    )
    assert overall(by_sale) == "blocked"
    assert "third_party_sale" not in statuses("rooftop_pv_battery", no, model="owner_invests")


@pytest.mark.parametrize("solution", sorted(catalogue()))
def test_what_belongs_to_the_adaptation_is_not_asked_in_the_match(solution):
    record = catalogue()[solution]
    model = record.business_models[0].id
    later = {use.id for use in preconditions_of(record, model, "adaptation")}
    assert {"differences_listed", "success_understood", "stakeholders_from_start", "host_available"} <= later
    listed = {use.id for use in record.preconditions}
    assert not (later - listed) & set(statuses(solution))
