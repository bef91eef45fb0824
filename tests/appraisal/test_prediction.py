"""Predictions for a city: what they stand on, and how they answer to added and excluded figures."""

import json

import numpy as np
import pytest

from replicity.appraisal.figure_documents import FigureError, evidence_hash_with, extra_figures
from replicity.appraisal.inputs import appraisal_inputs, draw_inputs
from replicity.appraisal.metric_rules import UnknownMetric, known_metrics
from replicity.appraisal.panels import Evidence, observations, relevant
from replicity.appraisal.prediction import UnknownDemonstration, predict_metric
from replicity.appraisal.requests import Options, own_context, request_of
from replicity.catalogue.cities import get_city
from replicity.catalogue.evidence import demonstrations_of, evidence_hash
from replicity.catalogue.panels import transfer_rules
from replicity.catalogue.solutions import catalogue, get_solution
from replicity.cli.main import main

SANTIAGO = get_city("Santiago, CL")
METBUS = "metbus-enel-x-byd-first-100-e-buses-route-516"


def predicted(solution, metric, city=SANTIAGO, **options):
    return predict_metric(city, solution, metric, **options)


def document(value, **changes):
    return {
        "demonstration": "temuco-led", "city": "Temuco", "country": "CL", "solution": "led_street_lighting",
        "metric": "electricity_saving_share", "value": value, "unit": "share", "status": "measured",
        "grade": "A", "year": 2024, "scale": 5000, "source": "own measurement", **changes,
    }  # fmt: skip


def test_every_panel_has_a_rule_and_every_rule_figures():
    for rule in transfer_rules().panels.values():
        assert observations(rule, Evidence()), rule.id


@pytest.mark.parametrize("rule", transfer_rules().panels.values(), ids=lambda r: r.id)
def test_every_panel_predicts_in_order_in_its_unit(rule):
    found = predicted(rule.solution, rule.id)
    points = list(found.quantiles.values())
    assert points == sorted(points)
    assert np.all(np.isfinite(points))
    assert found.basis == "transfer"
    assert found.demonstrations_count >= 1
    assert found.unit


def test_money_is_in_euro_of_the_base_year_at_the_price_level_of_the_city():
    dear, cheap = (
        predicted("led_street_lighting", "capex_eur_per_luminaire", get_city(c), scale=5000)
        for c in ("Oslo", "Lagos")
    )
    assert dear.unit == cheap.unit == "eur/luminaire"
    assert dear.quantiles["p50"] > 1.1 * cheap.quantiles["p50"]


def test_the_metric_may_be_named_as_in_the_figures_or_as_the_input():
    as_told = predicted("electric_buses", "capex_money_per_bus")
    as_input = predicted("electric_buses", "capex_eur_per_bus")
    assert as_told.quantiles == as_input.quantiles


def test_an_input_in_megawatt_is_a_thousand_times_the_panel_in_kilowatt():
    per_kw = predicted("district_heat_pump", "capex_money_per_kw")
    per_mw = predicted("district_heat_pump", "capex_eur_per_mw")
    assert per_mw.unit == "eur/mw"
    assert per_mw.quantiles["p50"] == pytest.approx(1000 * per_kw.quantiles["p50"])


def test_an_excluded_demonstration_is_not_used():
    with_it, without = (predicted("electric_buses", "capex_eur_per_bus", exclude=e) for e in ((), (METBUS,)))
    assert without.demonstrations_count == with_it.demonstrations_count - 1
    assert without.quantiles != with_it.quantiles


def test_with_every_demonstration_excluded_the_documented_range_answers():
    everyone = [d.id for d in demonstrations_of("led_street_lighting")]
    found = predicted("led_street_lighting", "electricity_saving_share", exclude=everyone)
    assert (found.basis, found.demonstrations_count) == ("documented range", 0)
    row = get_solution("led_street_lighting").parameters["electricity_saving_share"].spread
    assert found.quantiles["p10"] == pytest.approx(row.low)
    assert found.quantiles["p90"] == pytest.approx(row.high)


def test_an_input_without_figures_is_its_documented_range():
    found = predicted("electric_buses", "battery_eur_per_kwh")
    assert found.basis == "documented range"
    assert predicted("electric_buses", "electricity_eur_per_kwh").basis == "documented range"


def test_noise_widens():
    plain, noisy = (predicted("district_heat_pump", "cop_ratio", with_noise=n) for n in (False, True))
    assert noisy.quantiles["p90"] > plain.quantiles["p90"]
    assert noisy.to_dict()["noise"] is True


def spread(found):
    return found.quantiles["p90"] - found.quantiles["p10"]


@pytest.mark.parametrize("rule", transfer_rules().panels.values(), ids=lambda r: r.id)
def test_an_added_figure_that_agrees_narrows_and_the_result_says_so(rule):
    before = predicted(rule.solution, rule.id)
    told = document(
        before.quantiles["p50"],
        demonstration="new",
        solution=rule.solution,
        metric=rule.metric,
        unit=before.unit,
    )
    extra = extra_figures([{**told, "city": "Santiago", "scale": before.scale}])
    after = predicted(rule.solution, rule.id, extra=extra)
    assert after.demonstrations_count == before.demonstrations_count + 1
    assert spread(after) < spread(before)
    assert after.effect == "narrower"
    assert any("narrow the range" in note for note in after.notes[1:])


def test_an_added_figure_that_disagrees_widens_and_the_result_says_so():
    before = predicted("led_street_lighting", "electricity_saving_share")
    extra = extra_figures([document(-0.9)])
    after = predicted("led_street_lighting", "electricity_saving_share", extra=extra)
    assert spread(after) > spread(before)
    assert after.effect == "wider"
    assert any("disagree" in note for note in after.notes)


def test_an_added_figure_about_something_else_changes_nothing():
    extra = extra_figures([document(0.5)])
    found = predicted("electric_buses", "capex_eur_per_bus", extra=extra)
    assert found.quantiles == predicted("electric_buses", "capex_eur_per_bus").quantiles
    assert found.effect is None
    assert found.evidence_hash != evidence_hash()


def test_delivered_figures_given_again_change_nothing(capsys, tmp_path):
    assert main(["evidence", "list", "--solution", "led_street_lighting", "--json"]) == 0
    file = tmp_path / "figures.json"
    file.write_text(capsys.readouterr().out, encoding="utf-8")
    assert extra_figures(json.loads(file.read_text(encoding="utf-8"))["figures"]) == ()
    outputs = []
    for options in ((), ("--figures", str(file))):
        asked = ("evidence", "predict", "Oslo", "led-street-lighting", "payback_years", "--json")
        assert main([*asked, *options]) == 0
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[1]


def test_the_hash_tells_extra_figures_whatever_their_order():
    one, two = document(0.5), document(0.4, demonstration="arica-led", city="Arica")
    there, back = (evidence_hash_with(extra_figures(d)) for d in ([one, two], [two, one]))
    assert there != evidence_hash()
    assert evidence_hash_with(()) == evidence_hash()
    assert len({there, evidence_hash_with(extra_figures([one]))}) == 2
    assert len(back) == len(there) == 16


def test_a_total_with_its_size_counts_by_unit():
    rule = transfer_rules().panels["led_capex_per_luminaire"]
    extra = extra_figures(
        [document(1_000_000, metric="capex_money", unit="money", currency="EUR", price_year=2024, scale=4000,
                  scale_unit="luminaire")]
    )  # fmt: skip
    evidence = relevant(rule, Evidence(frozenset(), extra))
    assert len(observations(rule, evidence)) == len(observations(rule, Evidence())) + 1


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"value": "much"}, "must be a finite number"),
        ({"value": float("nan")}, "must be a finite number"),
        ({"status": "hoped"}, "measured, reported, planned, modelled"),
        ({"metric": ""}, "lacks metric"),
        ({"grade": "Z"}, "use A, B, C or D"),
        ({"city": "Nowhere at all", "country": ""}, "names no city"),
    ],
)
def test_a_figure_that_cannot_be_used_is_refused_with_a_sentence(changes, told):
    with pytest.raises(FigureError, match=told):
        extra_figures([{**document(0.5), **changes}])


def test_an_impossible_saving_is_refused():
    with pytest.raises(FigureError, match="below 1"):
        predicted("led_street_lighting", "electricity_saving_share", extra=extra_figures([document(1.2)]))


def test_an_unknown_metric_names_the_known_ones():
    with pytest.raises(UnknownMetric, match="electricity_saving_share"):
        predicted("led_street_lighting", "electricity_savings_share")


def test_an_unknown_demonstration_is_refused():
    with pytest.raises(UnknownDemonstration, match=METBUS):
        predicted("electric_buses", "capex_eur_per_bus", exclude=("metbus-enel-x-byd-first-100-e-buses",))


@pytest.mark.parametrize("solution", catalogue())
def test_every_metric_of_the_catalogue_is_answered(solution):
    unanswered = []
    for metric in known_metrics(solution):
        try:
            found = predicted(solution, metric)
        except UnknownMetric:
            unanswered.append(metric)
            continue
        points = list(found.quantiles.values())
        assert points == sorted(points), metric
        assert np.all(np.isfinite(points)), metric
    # values at zero or below fit no scale, and a sum of money has no documented bounds
    assert len(unanswered) <= 2, unanswered


def test_appraisals_draw_the_prediction_and_a_value_of_the_user_replaces_it():
    solution = get_solution("led_street_lighting")
    context = own_context(SANTIAGO, Options())
    inputs = appraisal_inputs(SANTIAGO, solution, context, 5000, {})
    held = inputs["capex_eur_per_luminaire"]
    expected = predicted(solution.id, "capex_eur_per_luminaire", scale=5000)
    assert held.status == "transfer"
    assert held.demonstrations_count == expected.demonstrations_count
    assert "narrow" in held.note
    assert held.spread.mode == pytest.approx(expected.quantiles["p50"], rel=1e-3)
    draws = draw_inputs({"capex_eur_per_luminaire": held}, 1, 4000)["capex_eur_per_luminaire"]
    assert np.quantile(draws, 0.9) == pytest.approx(expected.quantiles["p90"], rel=0.01)
    own = appraisal_inputs(SANTIAGO, solution, context, 5000, {"capex_eur_per_luminaire": 300.0})
    assert own["capex_eur_per_luminaire"].status == "user"
    assert own["capex_eur_per_luminaire"].demonstrations_count is None


def test_extra_figures_reach_the_inputs_of_an_appraisal():
    solution = get_solution("led_street_lighting")
    context = own_context(SANTIAGO, Options())
    options = Options(extra_figures=(document(0.71), document(0.72, demonstration="arica-led", city="Arica")))
    request = request_of(solution, context, options, 5000)
    plain, fed = (
        appraisal_inputs(SANTIAGO, solution, context, 5000, {}, extra)
        for extra in ((), request.extra_figures)
    )
    assert fed["electricity_saving_share"].spread.mode > plain["electricity_saving_share"].spread.mode
    assert fed["capex_eur_per_luminaire"] == plain["capex_eur_per_luminaire"]


@pytest.mark.parametrize(
    ("content", "status", "told"),
    [(None, 1, "cannot be read"), ("{", 2, "is not JSON"), ('{"figures": 3}', 2, "has no list")],
)
def test_a_file_of_figures_that_cannot_be_used_is_told_in_one_line(capsys, tmp_path, content, status, told):
    file = tmp_path / "figures.json"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    asked = ["evidence", "predict", "Oslo", "electric_buses", "capex_eur_per_bus", "--figures", str(file)]
    assert main(asked) == status
    message = capsys.readouterr().err
    assert told in message
    assert message.count("\n") == 1
