"""The district heat pump's model against sums by hand and measured plants."""

from dataclasses import replace

import numpy as np
import pytest

from replicity.engine.archetype import Carrier, Flows, Kind, Side
from replicity.engine.array import FloatArray
from replicity.engine.solutions.district_heat_pump import (
    SOLUTION,
    Inputs,
    flows,
    full_load_hours,
    heating_season_share,
    seasonal_performance,
)

EXAMPLE = Inputs(
    heat_pump_capacity_mw=10.0,
    heating_degree_days_18c=3650.0,
    annual_mean_temperature_celsius=10.5,
    base_load_degree_days_18c=3650.0 / 3,
    capacity_to_mean_load_ratio=1.0,
    dispatch_share=0.8,
    source_above_mean_celsius=1.5,
    source_least_celsius=4.0,
    source_cooling_celsius=4.0,
    supply_temperature_celsius=80.0,
    supply_return_difference_celsius=30.0,
    lorentz_efficiency_share=0.5,
    boiler_efficiency_ratio=0.9,
    capex_eur_per_mw=1_000_000.0,
    fixed_maintenance_eur_per_mw_per_year=6000.0,
    running_maintenance_eur_per_mwh=2.0,
    boiler_maintenance_eur_per_mwh=1.0,
    lifetime_years=25.0,
    ramp_up_years=2.0,
)


def money(result: Flows, name: str) -> FloatArray:
    return next(line.amount_eur for line in result.money if line.name == name)


def energy(result: Flows, carrier: Carrier) -> FloatArray:
    return next(line.amount for line in result.energy if line.carrier is carrier)


def amounts(result: Flows) -> list[FloatArray]:
    return [line.amount_eur for line in result.money] + [line.amount for line in result.energy]


def test_full_load_hours_by_hand() -> None:
    # h = 3,650 / 365 = 10, x = 18 - 10.5 = 7.5; season 10 / (10 + (100 - 75)^0.5) = 2/3
    assert heating_season_share(EXAMPLE) == pytest.approx(np.array([2 / 3]))
    # load over mean load: base 1/4; space heat 3/4 as a triangle 2 x 3/4 / (2/3) = 2.25 high
    # capacity 1 leaves 0.75 above the base: the lower third of the triangle
    # covered: 0.25 + 1.5 x (1/3 - 1/18) = 2/3; 8,760 h x 0.8 x 2/3 = 4,672 h
    assert full_load_hours(EXAMPLE) == pytest.approx(np.array([4672.0]))


def test_seasonal_performance_by_hand() -> None:
    # sink 80 to 50 °C: 30 / ln(353.15 / 323.15) = 337.93 K
    # source 12 to 8 °C: 4 / ln(285.15 / 281.15) = 283.15 K
    # 0.5 x 337.93 / (337.93 - 283.15) = 3.085
    assert seasonal_performance(EXAMPLE) == pytest.approx(np.array([3.085]), rel=1e-3)


def test_flows_by_hand() -> None:
    result = flows(EXAMPLE, 25)
    # 10 MW x 4,672 h = 46.72 GWh, half of it in the first year
    heat = result.services["supplied_kwh"]
    assert heat[:3] == pytest.approx(np.array([0.0, 23.36e6, 46.72e6]))
    # 46.72 / 3.085 = 15.14 GWh of electricity; 46.72 / 0.9 = 51.91 GWh of gas saved
    assert energy(result, Carrier.ELECTRICITY)[2] == pytest.approx(15.144e6, rel=1e-3)
    assert energy(result, Carrier.GAS)[2] == pytest.approx(-51.9111e6, rel=1e-5)
    # 10 MW x 1 M€; no renewal, as the life is the horizon, and nothing left
    assert money(result, "heat_pump_plant")[[0, 24, 25]] == pytest.approx(np.array([10e6, 0.0, 0.0]))
    # 10 x 6,000 + 46,720 MWh x 2 = 153,440; boilers -46,720 x 1
    assert money(result, "heat_pump_maintenance")[2] == pytest.approx(153_440.0)
    assert money(result, "boiler_maintenance")[2] == pytest.approx(-46_720.0)


def test_the_utility_buys_less_gas_and_the_operator_buys_the_electricity() -> None:
    sides = {line.carrier: line.side for line in flows(EXAMPLE, 5).energy}
    assert sides == {Carrier.ELECTRICITY: Side.OPERATION, Carrier.GAS: Side.USER}
    assert {m.kind for m in flows(EXAMPLE, 5).money} == {Kind.INVESTMENT, Kind.OPERATION}


def test_drammen_covers_the_measured_share_of_the_network() -> None:
    # Drammen: 13.2 MW make 67 GWh a year, 85 % of the network's heat, at 8 to 4 °C and up to 90 °C with 3.05
    # http://www.ehpa.org/technology/best-practices/large-heat-pumps/drammen-district-heating-norway/
    mean_load_mw = 67_000 / 0.85 / 8760
    ratio = 13.2 / mean_load_mw
    drammen = replace(
        EXAMPLE,
        heating_degree_days_18c=4700.0,
        base_load_degree_days_18c=1200.0,
        capacity_to_mean_load_ratio=ratio,
        dispatch_share=1.0,
        annual_mean_temperature_celsius=5.5,
        source_above_mean_celsius=2.5,
        supply_temperature_celsius=90.0,
        lorentz_efficiency_share=0.6,
    )
    covered_share = full_load_hours(drammen) / 8760 * ratio
    # the load allows at least what was measured, and not the whole of the demand
    assert 0.85 < covered_share < 0.97
    assert seasonal_performance(drammen) == pytest.approx(np.array([3.05]), abs=0.1)


def test_a_small_plant_in_a_large_network_runs_at_full_load() -> None:
    small = replace(EXAMPLE, capacity_to_mean_load_ratio=0.1, dispatch_share=1.0)
    assert full_load_hours(small) == pytest.approx(np.array([8760.0]))


def test_a_warmer_climate_raises_performance_and_shortens_the_run() -> None:
    warm = replace(
        EXAMPLE,
        heating_degree_days_18c=1500.0,
        base_load_degree_days_18c=0.0,
        annual_mean_temperature_celsius=15.0,
    )
    cold = replace(EXAMPLE, base_load_degree_days_18c=0.0)
    assert seasonal_performance(warm) > seasonal_performance(cold)
    assert full_load_hours(warm) < full_load_hours(cold)


def test_the_season_never_leaves_the_year() -> None:
    # the third pair contradicts itself: a mean of 0 °C needs at least 6,570 degree days
    many = replace(
        EXAMPLE,
        heating_degree_days_18c=np.array([0.0, 1.0, 3000.0, 9000.0, -40.0]),
        annual_mean_temperature_celsius=np.array([28.0, 25.0, 0.0, -6.0, 26.0]),
    )
    share = heating_season_share(many)[:, 0]
    assert share[0] == 0.0
    assert ((share >= 0) & (share <= 1)).all()
    assert (full_load_hours(many) <= 8760).all()


def test_no_heating_leaves_only_hot_water() -> None:
    tropics = replace(EXAMPLE, heating_degree_days_18c=0.0, annual_mean_temperature_celsius=27.0)
    assert full_load_hours(tropics) == pytest.approx(np.array([0.8 * 8760]))
    nothing = replace(tropics, base_load_degree_days_18c=0.0)
    assert full_load_hours(nothing) == pytest.approx(np.array([0.0]))


def test_zero_scale_is_zero_and_double_is_double() -> None:
    one, none, two = (flows(replace(EXAMPLE, heat_pump_capacity_mw=mw), 25) for mw in (10.0, 0.0, 20.0))
    assert SOLUTION.linear
    for a, z, b in zip(amounts(one), amounts(none), amounts(two), strict=True):
        assert not z.any()
        assert b == pytest.approx(2 * a)


def test_cities_and_draws_broadcast() -> None:
    many = replace(
        EXAMPLE,
        heating_degree_days_18c=np.array([[3000.0], [1500.0]]),
        capex_eur_per_mw=np.array([1e6, 2e6, 3e6]),
        lifetime_years=np.array([10.0, 20.0, 30.0]),
    )
    result = flows(many, 15)
    assert money(result, "heat_pump_plant").shape == (3, 16)
    assert energy(result, Carrier.GAS).shape == (2, 1, 16)
    alone = flows(replace(EXAMPLE, capex_eur_per_mw=2e6, lifetime_years=20.0), 15)
    assert money(result, "heat_pump_plant")[1] == pytest.approx(money(alone, "heat_pump_plant"))
