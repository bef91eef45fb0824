"""Water-source district cooling's model against sums by hand and published systems."""

from dataclasses import replace

import numpy as np
import pytest

from replicity.engine.archetype import Flows, Kind, Side
from replicity.engine.array import FloatArray
from replicity.engine.profiles import purchases, ramp_up
from replicity.engine.solutions.water_source_district_cooling import (
    SOLUTION,
    Inputs,
    electricity_per_cold,
    flows,
    free_cooling_share,
    full_load_hours,
    purchases_of_joiners,
)

EXAMPLE = Inputs(
    cooling_capacity_mw=10.0,
    cooling_degree_days_18c=500.0,
    annual_mean_temperature_celsius=10.0,
    base_load_hours_per_year=1000.0,
    cooling_hours_per_degree_days_18c=1.0,
    water_above_mean_celsius=-1.0,
    water_least_celsius=4.0,
    supply_temperature_celsius=6.0,
    return_temperature_celsius=14.0,
    exchanger_approach_celsius=1.0,
    cold_loss_share=0.04,
    building_performance_ratio=3.2,
    central_performance_ratio=5.0,
    pumping_kwh_per_kwh=0.05,
    capex_eur_per_mw=1_500_000.0,
    phased_capex_share=0.5,
    maintenance_share_per_year=0.02,
    system_lifetime_years=30.0,
    ramp_up_years=2.0,
    building_chiller_to_capacity_ratio=1.2,
    chiller_due_share=0.75,
    chiller_eur_per_kw=500.0,
    chiller_lifetime_years=20.0,
    chiller_maintenance_eur_per_kw_per_year=10.0,
    refrigerant_charge_kg_per_kw=0.25,
    refrigerant_leak_share_per_year=0.04,
    refrigerant_kgco2e_per_kg=1000.0,
    refrigerant_avoided_share=0.5,
)


def money(result: Flows, name: str) -> FloatArray:
    return next(line.amount_eur for line in result.money if line.name == name)


def energy(result: Flows, name: str) -> FloatArray:
    return next(line.amount for line in result.energy if line.name == name)


def amounts(result: Flows) -> list[FloatArray]:
    direct = [] if result.direct_tco2e is None else [result.direct_tco2e]
    return [line.amount_eur for line in result.money] + [line.amount for line in result.energy] + direct


def test_cold_and_electricity_by_hand() -> None:
    # linear hours 1,000 + 1 x 500 = 1,500; 8,760 x (1 - exp(-1,500 / 8,760)) = 1,378.6 h
    assert full_load_hours(EXAMPLE) == pytest.approx(np.array([1378.6]), rel=1e-4)
    # water 10 - 1 = 9 °C cools the return from 14 to 10 °C, half of the way to 6 °C
    assert free_cooling_share(EXAMPLE) == pytest.approx(np.array([0.5]))
    # (0.5 / 5 + 0.05) / 0.96 = 0.15625 kWh per kWh
    assert electricity_per_cold(EXAMPLE) == pytest.approx(np.array([0.15625]))
    result = flows(EXAMPLE, 30)
    # 10,000 kW x 1,378.6 h = 13.786 GWh; chillers 13.786 / 3.2 = 4.308 GWh; network x 0.15625 = 2.154 GWh
    assert result.services["supplied_kwh"][:3] == pytest.approx(np.array([0.0, 6.893e6, 13.786e6]), rel=1e-4)
    assert energy(result, "building_chiller_electricity")[2] == pytest.approx(-4.308e6, rel=1e-3)
    assert energy(result, "network_electricity")[2] == pytest.approx(2.154e6, rel=1e-3)


def test_money_by_hand() -> None:
    result = flows(EXAMPLE, 30)
    # 15 M€: half at once, a quarter with the joiners of each of the years 1 and 2
    system = money(result, "cooling_plant_and_network")
    assert system[:4] == pytest.approx(np.array([7.5e6, 3.75e6, 3.75e6, 0.0]))
    # left after 30 years: nothing of the first, 1/30 and 2/30 of what came in the years 1 and 2
    assert system[30] == pytest.approx(-3.75e6 * (1 / 30 + 2 / 30))
    # 2 % of 7.5 + 3.75, then of 15 M€
    assert money(result, "cooling_network_maintenance")[1:3] == pytest.approx(np.array([225e3, 300e3]))
    # 12,000 kW x 500 = 6 M€; three quarters are due on joining: 2.25 M€ in each of the years 1 and 2,
    # and again 20 years later; the rest would buy 10 years after joining: 0.75 M€ in the years 11 and 12
    chillers = money(result, "building_chillers")
    assert chillers[[0, 1, 2, 3, 11, 12, 21, 22]] == pytest.approx(
        np.array([0.0, -2.25e6, -2.25e6, 0.0, -0.75e6, -0.75e6, -2.25e6, -2.25e6])
    )
    # left at the end: 11 and 12 of 20 years of the early ones' second, 1 and 2 of the late ones' first
    assert chillers[30] == pytest.approx(2.25e6 * (11 + 12) / 20 + 0.75e6 * (1 + 2) / 20)
    # 12,000 kW x 10
    assert money(result, "building_chiller_maintenance")[2] == pytest.approx(-120e3)


def test_refrigerant_by_hand() -> None:
    direct = flows(EXAMPLE, 30).direct_tco2e
    # 12,000 kW x 0.25 kg x 4 % = 120 kg; x 1,000 x 0.5 = 60 t CO2e a year, half of it in year 1
    assert direct is not None
    assert direct[:3] == pytest.approx(np.array([0.0, -30.0, -60.0]))


def test_building_owners_avoid_their_chillers() -> None:
    lines = {line.name: line for line in flows(EXAMPLE, 30).money}
    assert lines["building_chillers"].side is Side.USER
    assert lines["building_chillers"].kind is Kind.AVOIDED_INVESTMENT
    assert lines["cooling_plant_and_network"].side is Side.ASSET


def test_paris_full_load_hours() -> None:
    # Paris sold 412 GWh from 330 MW: 1,248 h; about 270 degree days over 18 °C
    # https://docslib.org/doc/8681604/paris-case-study
    paris = replace(
        EXAMPLE,
        cooling_degree_days_18c=270.0,
        base_load_hours_per_year=1150.0,
        cooling_hours_per_degree_days_18c=0.9,
    )
    assert full_load_hours(paris) == pytest.approx(np.array([412e3 / 330]), rel=0.1)


CENTRAL = replace(EXAMPLE, central_performance_ratio=5.6, pumping_kwh_per_kwh=0.04, cold_loss_share=0.03)


def test_cornell_saves_what_was_recorded() -> None:
    # Cayuga Lake at depth is near 4 °C, the air 8 °C; 86 % less electricity was recorded
    # https://news.cornell.edu/stories/2001/08/voluntary-power-reduction-and-lake-source-cooling-create-significant-energy-savings
    cornell = replace(CENTRAL, annual_mean_temperature_celsius=8.0, water_above_mean_celsius=-4.0)
    saving = 1 - electricity_per_cold(cornell) * 3.2
    assert saving == pytest.approx(np.array([0.86]), abs=0.04)


def test_kai_tak_saves_what_is_expected_where_the_sea_is_warm() -> None:
    # Hong Kong, where the sea only cools the condensers: 35 % less than chillers cooled by air, 20 % by water
    # https://www.arup.com/projects/kai-tak-district-cooling-system
    kai_tak = replace(CENTRAL, annual_mean_temperature_celsius=23.5, water_above_mean_celsius=1.0)
    assert free_cooling_share(kai_tak) == pytest.approx(np.array([0.0]))
    saving = 1 - electricity_per_cold(kai_tak) * 3.2
    assert 0.20 < saving < 0.40


def test_joiners_of_one_year_buy_as_one() -> None:
    # all join in year 1: the purchases of a horizon shorter by a year, a year later
    joined = ramp_up(1.0, 12)
    bought = purchases_of_joiners(joined, 5.0, 12)
    assert bought[0] == 0.0
    assert bought[1:] == pytest.approx(purchases(5.0, 11))


def test_colder_water_never_costs_electricity() -> None:
    offsets = np.linspace(-25.0, 15.0, 30)
    used = electricity_per_cold(replace(EXAMPLE, water_above_mean_celsius=offsets))[..., 0]
    assert (np.diff(used) >= 0).all()
    assert used[0] < used[-1]


def test_full_load_hours_stay_below_the_year() -> None:
    hottest = replace(EXAMPLE, cooling_degree_days_18c=5000.0, cooling_hours_per_degree_days_18c=5.0)
    assert full_load_hours(hottest) < 8760


def test_zero_scale_is_zero_and_double_is_double() -> None:
    one, none, two = (flows(replace(EXAMPLE, cooling_capacity_mw=mw), 30) for mw in (10.0, 0.0, 20.0))
    assert SOLUTION.linear
    for a, z, b in zip(amounts(one), amounts(none), amounts(two), strict=True):
        assert not z.any()
        assert b == pytest.approx(2 * a)


def test_cities_and_draws_broadcast() -> None:
    many = replace(
        EXAMPLE,
        cooling_degree_days_18c=np.array([[500.0], [2000.0]]),
        chiller_lifetime_years=np.array([15.0, 20.0, 25.0]),
        ramp_up_years=np.array([1.0, 2.0, 8.0]),
    )
    result = flows(many, 12)
    assert money(result, "building_chillers").shape == (3, 13)
    assert result.services["supplied_kwh"].shape == (2, 3, 13)
    assert money(result, "building_chillers")[1] == pytest.approx(
        money(flows(EXAMPLE, 12), "building_chillers")
    )
