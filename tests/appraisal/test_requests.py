"""What is asked of an appraisal is checked, and the user's own values stand in the place of ours."""

import pytest

from replicity.appraisal.inputs import InputError
from replicity.appraisal.requests import Options, UnknownBusinessModel, appraise
from replicity.catalogue.cities import UnknownCity
from replicity.catalogue.solutions import UnknownSolution

FEW = 100


def led(**changes):
    values = changes.pop("values", {})
    return appraise(
        "Santiago, CL", "led_street_lighting", options=Options(values=values, draws=FEW), **changes
    )


@pytest.mark.parametrize(
    ("values", "part"),
    [
        ({"electricity_eur_per_kwhh": 1.0}, "did you mean electricity_eur_per_kwh"),
        ({"electricity_eur_per_kwh": -1.0}, "must not be negative"),
        ({"electricity_saving_share": 56.0}, "write 0.4 for 40 per cent"),
        ({"electricity_eur_per_kwh": float("nan")}, "finite"),
        ({"luminaires_count": 1e300}, "too large"),
        ({"metered_baseline": 0.5}, "answer 1 for yes or 0 for no"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_with_a_sentence(values, part):
    with pytest.raises(InputError, match=part):
        led(values=values)


@pytest.mark.parametrize("scale", [-5.0, 0.0, float("inf")])
def test_a_scale_must_be_a_positive_number(scale):
    with pytest.raises(InputError, match=r"luminaires_count|scale"):
        led(scale=scale)


@pytest.mark.parametrize("draws", [0, -1, 10**20])
def test_draws_have_limits(draws):
    with pytest.raises(InputError, match="draws must be between"):
        appraise("Santiago, CL", "led_street_lighting", options=Options(draws=draws))


def test_unknown_names_are_lookup_errors_that_help():
    with pytest.raises(UnknownCity, match="Santiago"):
        appraise("Santiiagoxx", "led_street_lighting")
    with pytest.raises(UnknownSolution, match="use one of"):
        appraise("Santiago, CL", "flying_carpets")
    with pytest.raises(UnknownBusinessModel, match="can be built under"):
        led(business_model="supply_contract")


def test_an_own_value_is_certain_shown_as_the_users_and_changes_the_result():
    ours, own = led(), led(values={"electricity_eur_per_kwh": 0.30})
    item = own.inputs["electricity_eur_per_kwh"]
    assert (item.status, item.spread.mode, item.spread.is_fixed) == ("user", 0.30, True)
    assert own.results["npv_eur"].p50 > ours.results["npv_eur"].p50
    # the other inputs keep their draws: only the price differs
    assert own.results["capex_eur"] == ours.results["capex_eur"]


def test_scale_by_option_and_by_name_are_the_same():
    assert led(scale=500.0).results == led(values={"luminaires_count": 500.0}).results


def test_an_answer_turns_a_question_into_pass_or_its_consequence():
    def status(values):
        found = led(values=values).preconditions
        return {c.id: c.status for c in found}["metered_baseline"]

    assert status({}) == "unknown"
    assert status({"metered_baseline": 1.0}) == "pass"
    assert status({"metered_baseline": 0.0}) in {"conditional", "blocked"}
