import pytest
from tests.appraisal.led_year import BEFORE, START, YEAR_KWH, led_readings

from replicity.appraisal.figure_documents import evidence_hash_with, extra_figures
from replicity.appraisal.frozen_prediction import Promised
from replicity.appraisal.measured_year import Weather, Year, results_of
from replicity.appraisal.outcome import Replica, compare, evidence_document, findings_of
from replicity.appraisal.prediction import predict_metric
from replicity.appraisal.readings import BASELINE, Reading, ReadingError, read_reading
from replicity.catalogue.cities import get_city
from replicity.catalogue.kpis import measuring_plans

SANTIAGO = get_city("Santiago, CL")
LED = measuring_plans()["led_street_lighting"]
RETROFIT = measuring_plans()["residential_deep_retrofit"]
SOLAR = measuring_plans()["rooftop_pv_battery"]


def monthly(meter, values, year=2025, kind="measured"):
    return [Reading(meter, f"{year}-{m:02d}", v, kind) for m, v in enumerate(values, 1)]


def test_a_year_of_readings_by_hand():
    found = results_of(LED, led_readings(), Year(START, scale=1000.0))
    share = found["electricity_saving_share"]
    assert share.value == pytest.approx(1 - YEAR_KWH / BEFORE)
    assert share.unit == "share"
    assert not share.growing
    assert found["electricity_saving_kwh_per_luminaire_per_year"].value == pytest.approx(
        (BEFORE - YEAR_KWH) / 1000
    )
    assert found["electricity_saving_kwh_per_luminaire_per_year"].growing
    assert found["capex_money_per_luminaire"].value == pytest.approx(290.0)
    assert found["capex_money_per_luminaire"].unit == "eur/luminaire"
    assert found["avoided_tco2e_per_year"].missing == "the reading of “Emissions avoided” is missing"


def test_the_running_result_ends_at_the_result_of_the_year():
    found = results_of(LED, led_readings(), Year(START, scale=1000.0))
    for metric in ("electricity_saving_share", "electricity_saving_kwh_per_luminaire_per_year"):
        assert len(found[metric].by_month) == 12
        assert found[metric].so_far["2025-12"] == pytest.approx(found[metric].value)


def test_a_gap_leaves_the_year_unknown_and_stops_the_running_result():
    readings = [r for r in led_readings() if r.key != ("electricity_use_kwh", "measured", "2025-05")]
    found = results_of(LED, readings, Year(START, scale=1000.0))["electricity_saving_share"]
    assert found.value is None
    assert found.missing == "1 of 12 months of “Electricity of the luminaires” are missing"
    assert list(found.so_far) == ["2025-01", "2025-02", "2025-03", "2025-04"]
    assert "2025-06" in found.by_month


def test_the_baseline_follows_the_weather_of_the_measured_year():
    readings = [
        *monthly("heat_use_kwh", [100.0] * 12),
        Reading("heat_use_kwh", "2024", 2400.0, BASELINE),
    ]
    plain = results_of(RETROFIT, readings, Year(START, 10.0))["energy_saving_share"]
    assert (plain.value, plain.normalised) == (pytest.approx(0.5), False)
    # a winter with 20 per cent fewer degree days; a quarter of the heat is hot water
    weather = {"heat_use_kwh": Weather(1500.0, 1200.0, 0.25)}
    mild = results_of(RETROFIT, readings, Year(START, 10.0, weather=weather))["energy_saving_share"]
    assert mild.normalised
    assert mild.value == pytest.approx(1 - 1200 / (2400 * (0.25 + 0.75 * 0.8)))
    area = results_of(RETROFIT, readings, Year(START, 10.0))["energy_saving_kwh_per_m2_per_year"]
    assert area.missing == "the floor area is missing"


def test_an_outcome_lies_somewhere_in_the_band():
    promised = Promised("m", "share", {"p10": 0.2, "p50": 0.4, "p90": 0.8}, "transfer", 5)
    assert compare(promised, 0.4).percentile_share == pytest.approx(0.5)
    assert compare(promised, 0.6).percentile_share == pytest.approx(0.7)
    assert compare(promised, 0.6).ratio == pytest.approx(1.5)
    assert compare(promised, 0.6).place == "within"
    assert (compare(promised, 0.1).place, compare(promised, 0.1).percentile_share) == ("below", None)
    assert compare(promised, 0.9).place == "above"


def test_more_own_use_than_generation_is_an_error():
    readings = [
        *monthly("electricity_generated_kwh", [100.0] * 12),
        *monthly("own_use_kwh", [90.0] * 11 + [101.0]),
        *monthly("electricity_demand_kwh", [300.0] * 12),
    ]
    found = findings_of(SANTIAGO, SOLAR, readings, results_of(SOLAR, readings, Year(START, 10.0)), START)
    balance = next(f for f in found if f.rule == "energy_balance")
    assert balance.severity == "error"
    assert "2025-12" in balance.reason


def test_an_impossible_result_an_unlikely_month_and_a_gap_are_found():
    readings = [
        *monthly("electricity_generated_kwh", [100_000.0] * 5 + [90_000_000.0] + [100_000.0] * 6),
        *monthly("own_use_kwh", [400.0] * 11),
        Reading("installed_pv_kw", "", 100.0),
    ]
    found = findings_of(SANTIAGO, SOLAR, readings, results_of(SOLAR, readings, Year(START, 10.0)), START)
    assert {"stray_month", "missing_months"} <= {f.rule for f in found}
    assert any(f.severity == "error" and f.names == ("pv_yield_kwh_per_kw_per_year",) for f in found)
    assert [f.severity for f in found] == sorted((f.severity for f in found), reverse=False)


def test_two_readings_of_one_month_are_an_error():
    doubled = [*led_readings(), Reading("electricity_use_kwh", "2025-03", 5.0)]
    found = findings_of(SANTIAGO, LED, doubled, {}, START)
    assert [f.rule for f in found if f.severity == "error"] == ["duplicate_reading"]


@pytest.mark.parametrize(
    ("meter", "period", "value", "unit", "kind", "said"),
    [
        ("heat_kwh", "2025-01", 1.0, "kwh", "measured", "There is no meter “heat_kwh”"),
        ("electricity_use_kwh", "2025-13", 1.0, "kwh", "measured", "write the month as 2026-03"),
        ("electricity_use_kwh", "2026", 1.0, "kwh", "measured", "write the month as 2026-03"),
        ("electricity_use_kwh", "2025-01", -1.0, "kwh", "measured", "from zero up"),
        ("electricity_use_kwh", "2025-01", float("nan"), "kwh", "measured", "from zero up"),
        ("electricity_use_kwh", "2025-01", 1.0, "litre", "measured", "is read in kwh, wh, mwh, gwh"),
        ("electricity_use_kwh", "2025-01", 1.0, "kwh", "guess", "write measured, or baseline"),
        ("investment_eur", "", 1.0, "eur", "baseline", "needs no baseline"),
    ],
)
def test_a_reading_that_cannot_be_kept_is_refused_with_a_sentence(meter, period, value, unit, kind, said):
    with pytest.raises(ReadingError) as refused:
        read_reading(LED, meter, period, value, unit, kind)
    assert said in str(refused.value)


def test_units_in_which_meters_are_read_are_converted():
    assert read_reading(LED, "electricity_use_kwh", "2025-01", 1.5, "MWh").value == 1500.0
    assert read_reading(LED, "electricity_use_kwh", "2025", 20.0, "MWh", BASELINE).value == 20_000.0


def test_an_accepted_result_is_a_figure_of_the_evidence_and_moves_the_prediction():
    found = results_of(LED, led_readings(), Year(START, scale=1000.0))
    place = Replica("replica-7", "Luminaires of Ñuñoa", SANTIAGO, LED.solution, 1000.0, "luminaire")
    document = evidence_document(
        place, found["electricity_saving_share"], "A", 2026, "replica-7-results", "lamps replaced"
    )
    (extra,) = extra_figures([document])
    assert extra.place.city_id == SANTIAGO.id
    assert evidence_hash_with((extra,)) != evidence_hash_with(())
    before = predict_metric(SANTIAGO, LED.solution, "electricity_saving_share")
    after = predict_metric(SANTIAGO, LED.solution, "electricity_saving_share", extra=(extra,))
    assert after.demonstrations_count == before.demonstrations_count + 1
    money = evidence_document(place, found["capex_money_per_luminaire"], "B", 2026, "s", "luminaires")
    assert (money["currency"], money["price_year"], money["unit"]) == ("EUR", 2024, "money/luminaire")
    assert extra_figures([money])


def test_what_has_no_result_is_no_figure():
    found = results_of(LED, [], Year(START, scale=1000.0))
    place = Replica("replica-7", "x", SANTIAGO, LED.solution, 1000.0, "luminaire")
    with pytest.raises(ValueError, match="has no result"):
        evidence_document(place, found["electricity_saving_share"], "A", 2026, "s")
