"""What the rules make of a host's business model in a city."""

import pytest

from replicity.appraisal.adaptation import adaptation_log, adapted_model
from replicity.appraisal.context import ContextValue
from replicity.appraisal.requests import Options, answer_names, appraise, own_context
from replicity.catalogue.business_models import model_records
from replicity.catalogue.cities import get_city
from replicity.catalogue.methods import adaptation_rules
from replicity.catalogue.solutions import catalogue, get_solution
from replicity.engine.business_models import business_models
from replicity.engine.ledger import Actor


def value(name: str, number: float) -> ContextValue:
    return ContextValue(name, number, None, None, "", "", "", "user", "country")


def rule_ids(log):
    return [line.rule for line in log]


def test_every_model_a_rule_speaks_of_has_a_record():
    for rule in adaptation_rules():
        assert {*rule.models, *rule.to} <= set(model_records()), rule.id
        assert not set(rule.models) & set(rule.to), rule.id


def test_every_rule_that_drops_a_model_some_solution_offers_has_somewhere_to_go():
    for rule in adaptation_rules():
        for solution in catalogue().values():
            offered = {choice.id for choice in solution.business_models}
            if rule.decision == "drop" and offered & set(rule.models):
                assert offered & set(rule.to), f"{rule.id} leaves {solution.id} without a model."


def test_a_parking_norm_that_does_not_give_way_drops_the_developers_model():
    hub = get_solution("mobility_hub")
    found = adapted_model({}, hub, {"parking_norm": False})
    assert (found.host, found.proposed, found.dropped) == ("developer_mobility", "pay_per_use", True)
    assert found.default == "pay_per_use"
    assert rule_ids(found.log) == ["parking_norm_fixed"]
    assert found.log[0].to == "pay_per_use"


def test_what_is_unknown_leaves_no_line_and_keeps_the_hosts_model():
    found = adapted_model({}, get_solution("mobility_hub"))
    assert (found.proposed, found.dropped, found.log) == ("developer_mobility", False, ())


def test_a_change_is_proposed_but_the_default_stays():
    buses = get_solution("electric_buses")
    context = {"inflation_share": value("inflation_share", 0.12)}
    found = adapted_model(context, buses)
    assert found.host == "utility_lease"
    assert found.proposed == "fleet_availability"
    assert found.default == "utility_lease"


def test_the_rules_lead_on_from_model_to_model():
    # split incentive: to the energy plan; the law does not allow it: on to the green lease
    retrofit = get_solution("residential_deep_retrofit")
    found = adapted_model({}, retrofit, {"split_incentive": False, "energy_service_charge": False})
    assert found.proposed == "green_lease"
    assert rule_ids(found.log) == ["split_incentive", "energy_plan_not_allowed"]
    assert not found.dropped, "the host's own model was changed, not dropped"


def test_rules_never_go_round_in_circles():
    answers = {r.test["answer"]: bool(r.test["is"]) for r in adaptation_rules() if "answer" in r.test}
    worst = {
        r.test["context"]: value(r.test["context"], -1e9 if "below" in r.test else 1e9)
        for r in adaptation_rules()
        if "context" in r.test
    }
    for solution in catalogue().values():
        found = adapted_model(worst, solution, answers)
        assert found.proposed in {choice.id for choice in solution.business_models}


def test_the_appraisal_takes_the_proposed_model_where_the_hosts_was_dropped_and_says_so():
    found = appraise("Santiago, CL", "mobility_hub", options=Options(values={"parking_norm": 0.0}, draws=20))
    assert found.request.business_model == "pay_per_use"
    first = found.to_dict()["adaptation_log"][0]
    assert (first["rule"], first["decision"]) == ("parking_norm_fixed", "drop")
    assert (first["model"], first["to"]) == ("developer_mobility", "pay_per_use")


def test_a_model_that_is_named_is_appraised_even_if_dropped():
    found = appraise(
        "Santiago, CL",
        "mobility_hub",
        business_model="developer_mobility",
        options=Options(values={"parking_norm": 0.0}, draws=20),
    )
    assert found.request.business_model == "developer_mobility"
    assert [line.decision for line in found.adaptation_log if line.rule == "parking_norm_fixed"] == ["drop"]


def test_a_rule_that_does_not_hold_keeps_the_model_and_proposes_none():
    context = {"third_party_power_sale_flag": value("third_party_power_sale_flag", 1.0)}
    solution = get_solution("rooftop_pv_battery")
    log = adaptation_log("power_purchase_agreement", solution, context, {}, "en")
    assert [(line.rule, line.decision, line.to) for line in log] == [("third_party_sale", "keep", None)]


@pytest.mark.parametrize("language", ["en", "es"])
def test_lines_are_in_the_language_asked_for(language):
    context = {"third_party_power_sale_flag": value("third_party_power_sale_flag", 0.0)}
    solution = get_solution("rooftop_pv_battery")
    (line,) = adaptation_log("power_purchase_agreement", solution, context, {}, language)
    assert line.why.startswith({"en": "The reference data", "es": "Los datos"}[language])
    assert line.to == "operating_lease"


def test_every_model_that_carries_cash_has_a_contract_and_every_other_a_reason():
    records = model_records()
    assert {i for i, r in records.items() if r.carries_cash} == set(business_models())
    assert all(r.reason is not None for r in records.values() if not r.carries_cash)
    assert {r.code for r in records.values()} == {f"B{n}" for n in range(1, 29)}


def test_records_name_actors_questions_and_context_that_exist():
    known = {*Actor, "todays_payer"}
    context = own_context(get_city("Santiago, CL"), Options())
    for record in model_records().values():
        assert {*record.pays, record.owns, *record.risk.values()} <= known, record.id
        assert set(record.risk) <= {"performance", "price", "demand", "credit"}, record.id
        for test in record.conditions:
            assert ("answer" in test) != ("context" in test), record.id
            assert test.get("answer") is None or test["answer"] in answer_names(), record.id
            assert test.get("context") is None or test["context"] in context, record.id


def test_context_of_a_real_city_can_be_judged():
    context = own_context(get_city("Santiago, CL"), Options())
    found = adapted_model(context, get_solution("rooftop_pv_battery"))
    assert "export_price" in rule_ids(found.log)
