"""What to measure first, in a real appraisal and where the answer is known."""

import numpy as np
import pytest

from replicity.appraisal.information import FUTURE, information, information_of
from replicity.appraisal.matching import match
from replicity.appraisal.requests import Options, case_of
from replicity.catalogue.cities import get_city
from replicity.catalogue.solutions import catalogue, get_solution
from replicity.engine.uncertainty import stream_of


def case(solution, **values):
    return case_of(get_city("Santiago, CL"), get_solution(solution), Options(values=values, draws=1000))


def test_no_datum_is_worth_more_than_knowing_everything():
    for solution in catalogue().values():
        found = information(case(solution.id))
        amounts = [w.amount for w in found.ranking]
        assert amounts == sorted(amounts, reverse=True)
        assert all(0 <= amount <= found.everything_eur * 1.02 for amount in amounts), solution.id


def test_an_enabler_has_no_worth_in_money_to_be_sure_of():
    found = information(case("city_data_platform"))
    assert found.to_dict() == {"everything_eur": 0.0, "ranking": [], "most_valuable_datum": None}


def test_what_is_known_is_worth_nothing_to_measure():
    before = information(case("rooftop_pv_battery"))
    name = before.most_valuable.name
    known = float(case("rooftop_pv_battery").appraisal.inputs[name].spread.mode)
    after = information(case("rooftop_pv_battery", **{name: known}))
    assert name not in {w.name for w in after.ranking}
    assert after.most_valuable is None or after.most_valuable.name != name


def test_the_future_is_ranked_but_not_proposed_to_be_measured():
    growth = stream_of(1, "world", "g", 1000).probability
    price = stream_of(1, "world", "p", 1000).probability
    draws = {"gas_price_growth_share": growth, "electricity_eur_per_kwh": price}
    found = information_of(draws, 3.0 * (growth - 0.5) + (price - 0.5))
    assert found.ranking[0].name == "gas_price_growth_share"
    assert found.most_valuable.name == "electricity_eur_per_kwh"
    assert found.most_valuable.name.endswith(FUTURE) is False


def test_a_decision_that_is_sure_needs_no_datum():
    price = stream_of(1, "world", "p", 1000).probability
    assert information_of({"electricity_eur_per_kwh": price}, 10.0 + price).most_valuable is None
    assert information_of({"electricity_eur_per_kwh": price}, np.full(1000, -1.0)).most_valuable is None


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_match_says_what_to_measure_first(language):
    found = match("Santiago, CL", options=Options(draws=500, language=language)).to_dict()["solutions"]
    said = [s["most_valuable_datum"] for s in found if s["most_valuable_datum"]]
    assert said
    for datum in said:
        assert datum["worth_eur"] > 0
        assert datum["name"] not in datum["sentence"], "the label, not the name of the input"
        assert "€" in datum["sentence"]
