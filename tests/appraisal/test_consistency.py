"""Entered values that cannot be are errors, unlikely ones are warnings, and our own values raise no alarm."""

import math
import re
from pathlib import Path

import pytest

from replicity.appraisal.balances import lorentz_limit_ratio
from replicity.appraisal.consistency import check_entries
from replicity.appraisal.context import city_context
from replicity.appraisal.inputs import appraisal_inputs
from replicity.appraisal.requests import default_scale
from replicity.catalogue.bounds import KINDS, SEVERITIES, rulebook
from replicity.catalogue.cities import get_city
from replicity.catalogue.solutions import catalogue, get_solution

LED, PV, BUS, HEAT = "led_street_lighting", "rooftop_pv_battery", "electric_buses", "district_heat_pump"
COLD, FLATS, HUB = "water_source_district_cooling", "residential_deep_retrofit", "mobility_hub"
VOTE, DATA = "participatory_budgeting", "city_data_platform"
CITIES = (
    "Santiago, CL", "Medellín, CO", "São Paulo, BR", "La Paz, BO", "Mexico City, MX", "Vancouver, CA",
    "Anchorage, US", "Gothenburg, SE", "Utrecht, NL", "Nice, FR", "Athens, GR", "Nairobi, KE", "Lagos, NG",
    "Cairo, EG", "Cape Town, ZA", "Dubai, AE", "Mumbai, IN", "Singapore, SG", "Ulaanbaatar, MN", "Sydney, AU",
    "Suva, FJ",
)  # fmt: skip

# solution, entries, rule that must find it, severity
PLANTED = [
    (LED, {"old_power_kw_per_luminaire": 160.0}, "luminaire_power", "error"),  # W for kW
    (LED, {"electricity_saving_share": 56.0}, "saving_share", "error"),  # per cent
    (LED, {"burning_hours_per_year": 9000.0}, "hours_of_a_year", "error"),
    (LED, {"burning_hours_per_year": 8000.0}, "burning_hours", "warning"),
    (LED, {"capex_eur_per_luminaire": 4000.0}, "spread", "warning"),  # far above what was paid
    (LED, {"capex_money_per_luminaire": 12.0}, "evidence", "warning"),
    (LED, {"led_lifetime_years": 2044.0}, "lifetime", "error"),  # the year of its end
    (
        LED,
        {"electricity_saving_kwh_per_luminaire_per_year": 900.0, "old_power_kw_per_luminaire": 0.15,
         "burning_hours_per_year": 4100.0},
        "lighting_saving", "error",
    ),
    (
        LED,
        {"capex_money_per_luminaire": 400.0, "luminaires_count": 1000.0, "capex_money": 800_000.0},
        "investment_of_luminaires", "warning",
    ),
    (LED, {"luminaires_count": 9e6}, "luminaires_of_city", "warning"),
    (LED, {"electricity_eur_per_kwh": 120.0}, "power_price", "warning"),  # local currency or per MWh
    (LED, {"grid_kgco2e_per_kwh": 350.0}, "grid_carbon", "warning"),  # grams
    (LED, {"old_maintenance_eur_per_luminaire_per_year": -5.0}, "money_not_negative", "error"),
    (LED, {"grant_share": 0.6, "gearing_share": 0.7}, "grant_and_debt", "error"),
    (LED, {"debt_term_years": 25.0}, "debt_within_contract", "warning"),
    (LED, {"discount_rate_real_share": 0.6}, "discount_rate", "warning"),
    (LED, {"capex_usd_per_luminaire": 400.0}, "known_name", "error"),  # another unit in the name
    (LED, {"capex_eur_per_luminaire": math.nan}, "finite", "error"),
    (
        LED, {"avoided_tco2e_per_year": 900.0, "energy_saving_kwh_per_year": 100_000.0},
        "carbon_of_energy", "error",
    ),
    (LED, {"payback_years": 400.0}, "evidence", "error"),  # outside the bounds of the metric
    (PV, {"pv_yield_kwh_per_kw_per_year": 4000.0}, "pv_yield_of_sun", "error"),
    (
        PV, {"electricity_generated_kwh_per_year": 1e6, "pv_area_m2": 1000.0},
        "pv_generation_of_area", "error",
    ),
    (PV, {"pv_yield_kwh_per_year": 2e6, "pv_area_m2": 1000.0}, "pv_metered_of_area", "error"),
    (PV, {"pv_performance_ratio": 87.0}, "pv_performance", "error"),
    (PV, {"ghi_kwh_per_m2_per_year": 5.2}, "sun", "error"),  # a day's
    (PV, {"dwellings_count": 6e6}, "dwellings_of_city", "warning"),
    (PV, {"pv_capex_eur_per_kw": 12.0}, "spread", "warning"),
    (BUS, {"energy_use_kwh_per_km": 1.2e2}, "evidence", "error"),
    (BUS, {"base_use_kwh_per_km": 4.5}, "bus_energy", "warning"),
    (BUS, {"diesel_use_litre_per_km": 43.0}, "bus_fuel", "warning"),  # litres per 100 km
    (BUS, {"service_km_per_bus_per_year": 2.5e6}, "bus_distance", "error"),  # the fleet's
    (
        BUS,
        {"driving_range_km": 600.0, "energy_use_kwh_per_km": 1.2, "battery_capacity_kwh_per_bus": 350.0},
        "range_of_battery", "error",
    ),
    (
        BUS,
        {"avoided_tco2e_per_bus_per_year": 120.0, "emissions_diesel_tco2e_per_bus_per_year": 80.0},
        "bus_emissions", "error",
    ),
    (BUS, {"buses_count": 60_000.0}, "buses_of_city", "warning"),
    (
        BUS, {"capex_eur_per_bus": 400_000.0, "buses_count": 25.0, "capex_eur": 4e6},
        "investment_of_buses", "warning",
    ),
    (BUS, {"diesel_eur_per_litre": 950.0}, "fuel_price", "warning"),
    (
        HEAT,
        {"cop_ratio": 7.5, "source_temperature_celsius": 8.0, "supply_temperature_celsius": 90.0,
         "supply_return_difference_celsius": 25.0},
        "heat_pump_limit", "error",
    ),
    (
        HEAT,
        {"cop_ratio": 4.2, "source_temperature_celsius": 8.0, "supply_temperature_celsius": 90.0,
         "supply_return_difference_celsius": 25.0},
        "heat_pump_unlikely", "warning",
    ),
    (HEAT, {"boiler_efficiency_ratio": 93.0}, "boiler_efficiency", "error"),
    (HEAT, {"heat_delivered_kwh_per_year": 2e8, "heat_pump_capacity_mw": 10.0}, "heat_of_capacity", "error"),
    (
        HEAT, {"supply_return_difference_celsius": 95.0, "supply_temperature_celsius": 80.0},
        "network_return", "error",
    ),
    (HEAT, {"gas_eur_per_kwh": 6.0}, "gas_price", "warning"),
    (HEAT, {"solar_heat_share": 0.6, "heat_supplied_share": 0.7}, "heat_shares", "error"),
    (
        COLD, {"supply_temperature_celsius": 14.0, "return_temperature_celsius": 6.0},
        "cold_supply_below_return", "error",
    ),
    (COLD, {"cooling_supplied_kwh_per_year": 1e9, "cooling_capacity_mw": 10.0}, "cold_of_capacity", "error"),
    (
        COLD, {"building_performance_ratio": 5.6, "central_performance_ratio": 3.2},
        "central_better_than_building", "warning",
    ),
    (COLD, {"cooling_degree_days_18c": 20_000.0}, "degree_days_range", "error"),
    (COLD, {"annual_mean_temperature_celsius": 288.0}, "temperature", "error"),  # kelvin
    (FLATS, {"heating_degree_days_18c": 5000.0}, "degree_days", "warning"),
    (FLATS, {"floor_area_m2_per_dwelling": 775.0}, "floor_area", "warning"),  # square feet
    (
        FLATS, {"heat_saving_kwh_per_m2_per_year": 150.0, "heat_use_before_kwh_per_m2_per_year": 120.0},
        "saved_heat_below_use", "error",
    ),
    (
        FLATS, {"energy_saving_kwh_per_m2_per_year": 250.0, "energy_use_before_kwh_per_m2_per_year": 200.0},
        "saved_energy_below_use", "error",
    ),
    (
        FLATS, {"energy_saving_kwh_per_year": 2e6, "energy_use_before_kwh_per_year": 1e6},
        "saved_year_below_use", "error",
    ),
    (
        FLATS,
        {"energy_use_before_kwh_per_year": 1e6, "energy_use_after_kwh_per_year": 6e5,
         "energy_saving_kwh_per_year": 6e5},
        "year_balance", "warning",
    ),
    (
        FLATS,
        {"energy_use_before_kwh_per_m2_per_year": 200.0, "energy_use_after_kwh_per_m2_per_year": 120.0,
         "energy_saving_kwh_per_m2_per_year": 120.0},
        "energy_balance", "warning",
    ),
    (
        FLATS,
        {"heat_use_before_kwh_per_m2_per_year": 150.0, "heat_use_after_kwh_per_m2_per_year": 60.0,
         "heat_saving_kwh_per_m2_per_year": 60.0},
        "heat_balance", "warning",
    ),
    (
        FLATS,
        {"energy_saving_share": 0.6, "energy_use_before_kwh_per_m2_per_year": 200.0,
         "energy_saving_kwh_per_m2_per_year": 80.0},
        "saving_share_of_use", "warning",
    ),
    (
        FLATS, {"technical_lifetime_years": 45.0, "envelope_lifetime_years": 25.0},
        "building_parts_lifetime", "warning",
    ),
    (
        FLATS,
        {"energy_bill_after_money_per_dwelling_per_year": 900.0,
         "energy_bill_before_money_per_dwelling_per_year": 700.0},
        "bill_after", "warning",
    ),
    (FLATS, {"electric_heating_share": 1.4}, "share", "error"),
    (FLATS, {"heat_loss_w_per_m2_per_celsius": 1900.0}, "spread", "warning"),
    (HUB, {"petrol_litre_per_km": 7.2}, "car_fuel", "warning"),  # litres per 100 km
    (HUB, {"electricity_kwh_per_km": 19.0}, "car_energy", "warning"),  # kWh per 100 km
    (VOTE, {"inhabitants_count": 2e7}, "people_of_city", "warning"),
    (VOTE, {"voters_count": 60_000.0, "inhabitants_count": 50_000.0}, "voters_of_city", "error"),
    (VOTE, {"population_count": 300.0}, "population", "warning"),
    (DATA, {"wgi_rule_of_law_score": 78.0}, "institutions", "error"),  # a rank
]  # fmt: skip


def findings(solution, entries, justifications=None, city="Santiago, CL", language="en"):
    return check_entries(get_city(city), get_solution(solution), entries, justifications, language)


@pytest.mark.parametrize(
    ("solution", "entries", "rule", "severity"), PLANTED, ids=[f"{p[2]}-{p[0]}" for p in PLANTED]
)
def test_a_planted_inconsistency_is_found(solution, entries, rule, severity):
    found = {f.rule: f for f in findings(solution, entries)}
    assert rule in found, f"found only {sorted(found)}"
    assert found[rule].severity == severity
    assert set(found[rule].names) <= {name.replace("_money", "_eur") for name in entries}
    assert found[rule].check


def test_every_rule_has_a_planted_inconsistency():
    assert {p[2] for p in PLANTED} == {rule.id for rule in rulebook().rules}


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_finding_is_a_whole_sentence_in_each_language(language):
    for solution, entries, *_ in PLANTED:
        for found in findings(solution, entries, language=language):
            assert found.reason.endswith(".")
            assert "{" not in found.reason + found.check
            assert not re.search(r"\bnan\b", found.reason)


@pytest.mark.parametrize("city", CITIES)
def test_our_own_values_raise_no_alarm(city):
    place = get_city(city)
    context = city_context(place)
    numbers = {name: value.value for name, value in context.items() if isinstance(value.value, float)}
    for solution in catalogue().values():
        scale = default_scale(solution, context)
        inputs = appraisal_inputs(place, solution, context, scale, {})
        entries = {**numbers, **{name: item.spread.mode for name, item in inputs.items()}}
        assert [f for f in check_entries(place, solution, entries) if f.severity == "error"] == []
        warnings = check_entries(place, solution, entries)
        assert [(solution.id, f.rule, f.names) for f in warnings] == []


@pytest.mark.parametrize("solution", sorted(catalogue()))
def test_each_value_of_ours_alone_raises_no_alarm(solution):
    place = get_city("Nairobi, KE")
    record = get_solution(solution)
    context = city_context(place)
    for name, item in appraisal_inputs(place, record, context, default_scale(record, context), {}).items():
        for value in {item.spread.low, item.spread.mode, item.spread.high}:
            assert [
                f.rule for f in check_entries(place, record, {name: value}) if f.rule != "degree_days"
            ] == [], name


def test_a_justification_turns_a_warning_into_an_accepted_exception_that_keeps_its_text():
    entries = {"burning_hours_per_year": 8000.0}
    (before,) = findings(LED, entries)
    (after,) = findings(LED, entries, {"burning_hours_per_year": "Tunnel lamps, lit by day and by night."})
    assert not before.accepted
    assert after.accepted
    assert after.to_dict()["justification"] == "Tunnel lamps, lit by day and by night."
    assert (after.rule, after.severity, after.reason) == (before.rule, before.severity, before.reason)


@pytest.mark.parametrize("text", ["", "   ", "ok"])
def test_an_empty_word_justifies_nothing(text):
    (found,) = findings(LED, {"burning_hours_per_year": 8000.0}, {"burning_hours_per_year": text})
    assert not found.accepted


def test_an_error_cannot_be_justified_away():
    (found,) = findings(
        LED, {"burning_hours_per_year": 9000.0}, {"burning_hours_per_year": "We measured it twice."}
    )
    assert (found.severity, found.accepted, found.justification) == ("error", False, None)


def test_what_rests_on_a_value_of_ours_from_elsewhere_only_warns():
    saved = {"electricity_saving_kwh_per_luminaire_per_year": 3000.0}
    own = {**saved, "old_power_kw_per_luminaire": 0.15, "burning_hours_per_year": 4100.0}
    assert {f.severity for f in findings(LED, saved) if f.rule == "lighting_saving"} == {"warning"}
    assert {f.severity for f in findings(LED, own) if f.rule == "lighting_saving"} == {"error"}


def test_slips_of_unit_and_of_per_cent_and_of_name_are_told():
    def check(entries):
        return findings(LED, entries)[0].check

    assert "thousandfold" in check({"old_power_kw_per_luminaire": 160.0})
    assert "0.4 for 40 per cent" in check({"electricity_saving_share": 56.0})
    assert "capex_eur_per_luminaire" in check({"capex_eur_per_luminair": 400.0})


def test_answers_to_questions_are_no_values():
    assert findings(LED, {"metered_baseline": 0.0, "lead_named": 1.0}) == ()


def test_errors_stand_before_warnings():
    entries = {
        "burning_hours_per_year": 8000.0,
        "electricity_saving_share": 56.0,
        "led_lifetime_years": 900.0,
    }
    assert [f.severity for f in findings(LED, entries)] == ["error", "error", "warning"]


@pytest.mark.parametrize(
    ("supply", "drop", "source", "source_drop", "limit"),
    [
        (90.0, 0.0, 10.0, 0.0, 363.15 / 80.0),  # Carnot: sink temperature over the lift
        (35.0, 0.0, 0.0, 0.0, 308.15 / 35.0),
        # Drammen, water from 65 to 90 °C, source from 8 to 4 °C: 25 / ln(363.15 / 338.15) = 350.50 K and
        # 4 / ln(281.15 / 277.15) = 279.15 K; its measured 3.05 is 0.62 of the limit
        (90.0, 25.0, 8.0, 4.0, 350.50 / 71.35),
    ],
)
def test_the_limit_of_heat_pumps_is_that_of_carnot_and_lorentz(supply, drop, source, source_drop, limit):
    assert lorentz_limit_ratio(supply, drop, source, source_drop) == pytest.approx(limit, rel=1e-3)


def test_a_source_warmer_than_the_network_sets_no_limit():
    assert lorentz_limit_ratio(30.0, 5.0, 60.0, 5.0) == math.inf


@pytest.mark.parametrize("rule", rulebook().rules, ids=lambda r: r.id)
def test_a_rule_is_whole(rule):
    assert rule.kind in KINDS
    assert rule.severity in SEVERITIES
    assert rule.kind in rulebook().sentences
    assert set(rule.solutions) <= set(catalogue())
    assert rule.check.en.endswith(("?", "."))
    assert rule.reason.en != rule.reason.es
    assert rule.check.en != rule.check.es


def test_every_rule_is_documented_with_its_severity_and_no_other():
    page = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "consistency.md").read_text("utf-8")
    told = dict(re.findall(r"^\| `([a-z_]+)` \| (error|warning) \|", page, re.MULTILINE))
    assert told == {rule.id: rule.severity for rule in rulebook().rules}
