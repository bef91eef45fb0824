import json
from dataclasses import replace

import pytest

from replicity.appraisal.frozen_prediction import FrozenPrediction, RecordError, freeze, rebuild
from replicity.appraisal.inputs import Quote
from replicity.appraisal.requests import Options
from replicity.catalogue.cities import get_city
from replicity.catalogue.kpis import measuring_plans
from replicity.catalogue.solutions import catalogue

SANTIAGO = get_city("Santiago, CL")
EXTRA = {
    "demonstration": "santiago-replica-1",
    "city": "Santiago",
    "country": "CL",
    "solution": "led_street_lighting",
    "metric": "electricity_saving_share",
    "value": 0.61,
    "unit": "share",
    "status": "measured",
    "grade": "A",
    "year": 2026,
}


@pytest.fixture(scope="module")
def frozen():
    options = Options({"electricity_eur_per_kwh": 0.16}, draws=300, seed=7, extra_figures=(EXTRA,))
    return freeze(SANTIAGO, "led_street_lighting", options, "2026-11-23", scale=5000)


def test_a_prediction_holds_all_that_it_was_made_of(frozen):
    assert frozen.scale == 5000
    assert frozen.values == {"electricity_eur_per_kwh": 0.16}
    assert (frozen.draws, frozen.seed) == (300, 7)
    assert frozen.result["scale"] == 5000
    assert len(frozen.figures) == 1
    assert frozen.result["evidence_hash"] == frozen.evidence_hash
    promised = frozen.promised["electricity_saving_share"]
    assert promised.basis == "transfer"
    assert promised.quantiles["p10"] < promised.p50 < promised.quantiles["p90"]
    avoided = frozen.promised["avoided_tco2e_per_year"]
    assert avoided.quantiles == {
        p: frozen.result["results"]["avoided_tco2e_per_year"][p] for p in ("p10", "p50", "p90")
    }
    assert avoided.unit == "tco2e/year"


def test_a_prediction_survives_its_record_and_gives_the_same_numbers_again(frozen):
    read = FrozenPrediction.of_text(frozen.to_text())
    assert read == frozen
    assert read.digest == frozen.digest
    found = rebuild(read)
    assert found.same
    assert not found.evidence_changed
    assert found.anew.digest == frozen.digest
    assert found.sentences("en") == (
        "Worked out anew from its record, the prediction gives the same numbers.",
    )


def test_other_evidence_is_said_and_not_silent(frozen):
    found = rebuild(replace(frozen, evidence_hash="0123456789abcdef"))
    assert found.evidence_changed
    said = found.sentences("en")[0]
    assert "The evidence has changed since 2026-11-23" in said
    assert "0123456789abcdef" in said
    assert frozen.evidence_hash in said
    assert "La evidencia" in found.sentences("es")[0]


def test_numbers_that_differ_are_named(frozen):
    document = json.loads(frozen.to_text())
    document["promised"]["electricity_saving_share"]["quantiles"]["p50"] = 0.99
    document["version"] = "0.0.1"
    changed = FrozenPrediction.of_text(json.dumps(document))
    assert changed.digest != frozen.digest
    found = rebuild(changed)
    assert found.differing == ("promised.electricity_saving_share.quantiles.p50",)
    said = " ".join(found.sentences("en"))
    assert "1 numbers differ: promised.electricity_saving_share.quantiles.p50." in said
    assert "version 0.0.1" in said


def test_an_extra_figure_changes_the_promise_and_the_fingerprint(frozen):
    options = Options({"electricity_eur_per_kwh": 0.16}, draws=300, seed=7)
    without = freeze(SANTIAGO, "led_street_lighting", options, "2026-11-23", scale=5000)
    assert without.evidence_hash != frozen.evidence_hash
    name = "electricity_saving_share"
    assert without.promised[name].quantiles != frozen.promised[name].quantiles


def test_a_quote_is_kept_with_the_prediction():
    quotes = {"led_street_lighting": {"capex_eur_per_luminaire": Quote(310.0, "Q-7")}}
    options = Options(draws=50, quotes=quotes)
    made = freeze(SANTIAGO, "led_street_lighting", options, "2026-11-23", scale=1000)
    assert made.result["inputs"]["capex_eur_per_luminaire"]["value"] == 310.0
    read = FrozenPrediction.of_text(made.to_text())
    assert read == made
    assert rebuild(read).same


@pytest.mark.parametrize("solution", sorted(catalogue()))
def test_every_solution_promises_what_its_plan_names(solution):
    made = freeze(SANTIAGO, solution, Options(draws=50), "2026-11-23")
    for outcome in measuring_plans()[solution].outcomes:
        assert (outcome.metric in made.promised) == (outcome.promise is not None), outcome.metric


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"form": 2}', '{"form": 1, "city": "x"}'])
def test_what_is_no_record_is_refused(text):
    with pytest.raises(RecordError):
        FrozenPrediction.of_text(text)
