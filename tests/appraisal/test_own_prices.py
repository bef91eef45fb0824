"""What a value of the user's own must do and must leave alone."""

import numpy as np
import pytest

from replicity.appraisal.inputs import InputError
from replicity.appraisal.matching import match
from replicity.appraisal.parameter_values import parameter_spread
from replicity.appraisal.requests import Options, appraise, case_of
from replicity.catalogue.cities import get_city
from replicity.catalogue.solutions import get_solution


def case(solution, **values):
    return case_of(get_city("Gothenburg, SE"), get_solution(solution), Options(values=values, draws=200))


@pytest.mark.parametrize(
    ("solution", "price", "ratio"),
    [
        ("district_heat_pump", "gas_eur_per_kwh", "gas_tariff_ratio"),
        ("electric_buses", "diesel_eur_per_litre", "diesel_tariff_ratio"),
    ],
)
def test_the_users_own_price_is_what_the_user_pays(solution, price, ratio):
    assert np.ptp(case(solution).draws[ratio]) > 0
    assert case(solution, **{price: 0.05}).draws[ratio] == 1.0
    assert case(solution, **{price: 0.05, ratio: 0.7}).draws[ratio] == 0.7


def test_setting_one_energy_price_leaves_the_draws_of_the_others():
    ours, own = case("electric_buses"), case("electric_buses", electricity_eur_per_kwh=0.1)
    for name in ("gas_eur_per_kwh", "diesel_eur_per_litre", "petrol_eur_per_litre"):
        np.testing.assert_array_equal(ours.draws[name], own.draws[name])


def test_the_scale_that_is_reported_is_the_one_that_is_computed():
    options = Options(values={"buses_count": 50.0}, draws=100)
    found = appraise("Gothenburg, SE", "electric_buses", scale=20.0, options=options)
    alone = appraise("Gothenburg, SE", "electric_buses", scale=20.0, options=Options(draws=100))
    assert found.request.scale == 20.0
    assert found.results == alone.results


def test_carbon_per_inhabitant_counts_the_inhabitants_that_the_user_gives():
    def carbon(**values):
        found = match("Santiago, CL", options=Options(values=values, draws=100)).solutions
        return {s.solution.id: s.criteria["carbon"] for s in found}["led_street_lighting"]

    # a hundredth of the people get a hundredth of the lamps: about as much for each
    assert carbon(population_count=48_000.0, luminaires_count=200.0) == pytest.approx(carbon(), abs=0.1)


def test_a_loan_ends_with_a_contract_that_hands_over():
    options = Options(values={"contract_term_years": 8.0}, draws=200)
    found = case_of(
        get_city("Santiago, CL"), get_solution("led_street_lighting"), options, None, "shared_savings"
    )
    years = np.flatnonzero(found.settlement.debt.payment_eur)
    assert found.settlement.debt.principal_eur > 0
    assert years.max() == 8


def test_equipment_moves_inside_the_single_market_without_duty():
    abroad = {"equipment_import_cost_share": 0.5}
    for parameter in get_solution("rooftop_pv_battery").parameters.values():
        if parameter.is_money and parameter.geography in ("EU", "DE"):
            assert parameter_spread(parameter, "SE", 0.5) == parameter_spread(parameter, "SE", 0.0)
            assert parameter_spread(parameter, "CL", 0.5).mode > parameter_spread(parameter, "CL", 0.0).mode
    outside = appraise("Santiago, CL", "rooftop_pv_battery", options=Options(draws=200))
    dearer = appraise("Santiago, CL", "rooftop_pv_battery", options=Options(values=abroad, draws=200))
    assert dearer.results["capex_eur"].p50 > outside.results["capex_eur"].p50


@pytest.mark.parametrize(
    ("solution", "name", "value"),
    [
        ("district_heat_pump", "target_dscr_ratio", 0.0),
        ("district_heat_pump", "boiler_efficiency_ratio", 0.0),
        ("electric_buses", "charging_loss_share", 1.0),
        ("rooftop_pv_battery", "pv_loss_share_per_year", 3.0),
        ("district_heat_pump", "source_cooling_celsius", 500.0),
        ("electric_buses", "discount_rate_real_share", -0.9),
    ],
)
def test_values_beyond_sense_are_refused_in_a_sentence(solution, name, value):
    with pytest.raises(InputError, match=name):
        case(solution, **{name: value})


def test_a_deal_in_which_nothing_happens_has_an_answer():
    found = case("residential_deep_retrofit", floor_area_m2_per_dwelling=0.0).appraisal
    assert found.results["capex_eur"].p50 == 0.0
    assert "owner" in found.actors
