"""Rooftop PV with battery: an example by hand, the analytic day against a fine sum, published figures."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from replicity.engine.archetype import Carrier, Side
from replicity.engine.array import by_year
from replicity.engine.business_models import business_models
from replicity.engine.ledger import Actor
from replicity.engine.solutions.rooftop_pv_battery import (
    DAY_GROUPS,
    SOLUTION,
    Inputs,
    flows,
    site_use,
    sun_of_days,
    used_directly,
)

# every day alike (clear day = mean day), 4 kWh of sun and 8 kWh of load a dwelling and day, no losses
PLAIN = Inputs(
    dwellings_count=10.0,
    pv_kw_per_dwelling=1.0,
    battery_kwh_per_dwelling=1.0,
    pv_yield_kwh_per_kw_per_year=4.0 * 365.25,
    pv_performance_ratio=1.0,
    clear_day_yield_kwh_per_kw_per_day=4.0,
    pv_loss_share_per_year=0.0,
    household_electricity_kwh_per_dwelling_per_year=6.0 * 365.25,
    common_electricity_kwh_per_dwelling_per_year=2.0 * 365.25,
    participating_share=1.0,
    sun_hours_load_ratio=1.0,
    direct_use_realisation_share=1.0,
    battery_usable_share=0.5,
    battery_efficiency_share=0.8,
    pv_capex_eur_per_kw=1000.0,
    inverter_cost_share=0.1,
    battery_capex_eur_per_kwh=500.0,
    battery_price_change_share_per_year=0.0,
    pv_lifetime_years=30.0,
    inverter_lifetime_years=15.0,
    battery_lifetime_years=10.0,
    pv_operation_eur_per_kw_per_year=15.0,
    metering_eur_per_dwelling_per_year=20.0,
)


def amounts(inputs: Inputs, horizon_years: int = 20) -> dict[str, Any]:
    found = flows(inputs, horizon_years)
    return {m.name: m.amount_eur for m in found.money} | {e.name: e.amount for e in found.energy}


def test_a_day_worked_by_hand() -> None:
    # 4 kWh over 12 hours have a peak of pi/2 * 4/12 = 0.5236 kW; the load is 8/24 = 0.3333 kW.
    # The sine crosses the load at arcsin(0.3333/0.5236) = arcsin(0.6366) = 0.6901 rad.
    # Direct: 4 * (1 - cos 0.6901) + 4 * (1 - 2 * 0.6901 / pi) = 4 * 0.2288 + 4 * 0.5607 = 3.158 kWh.
    # Left over 0.842 kWh; times 0.8 is 0.674, but the battery holds 1 * 0.5 = 0.5 kWh: stored 0.5.
    # Supplied 3.658 kWh; exported 4 - 3.158 - 0.5/0.8 = 0.217 kWh a day.
    supplied, exported = site_use(PLAIN, np.ones(1))
    assert supplied[0] / 365.25 == pytest.approx(3.658, abs=0.001)
    assert exported[0] / 365.25 == pytest.approx(0.217, abs=0.001)


def test_money_worked_by_hand() -> None:
    # 10 flats, 10 kW at 1,000 EUR, a tenth of it inverters; 10 kWh at 500 EUR; horizon 20 years.
    # Modules: 9,000 in year 0, and (1 - 20/30) of it left in year 20: -3,000.
    # Inverters: 1,000 in years 0 and 15, and 1 - 5/15 of it left: -666.67.
    # Battery: 5,000 in years 0 and 10; it is used up in year 20. Upkeep 10 * 15, metering 10 * 20 a year.
    found = amounts(PLAIN)
    assert found["pv_plant"][[0, 20]] == pytest.approx([9000.0, -3000.0])
    assert found["inverters"][[0, 15, 20]] == pytest.approx([1000.0, 1000.0, -666.67], abs=0.01)
    assert found["battery"][[0, 10, 20]] == pytest.approx([5000.0, 5000.0, 0.0])
    assert found["pv_upkeep"][[0, 1]] == pytest.approx([0.0, 150.0])
    assert found["metering_and_billing"][[0, 20]] == pytest.approx([0.0, 200.0])
    assert found["grid_electricity_replaced"][[0, 1]] == pytest.approx([0.0, -36.58 * 365.25], rel=1e-3)


@pytest.mark.parametrize("sun_load", [0.3, 1.0, 2.5, 10.0])
def test_direct_use_equals_a_fine_sum_over_the_day(sun_load: float) -> None:
    steps = (np.arange(20000) + 0.5) / 20000
    power = 3.0 * np.pi / 2 * np.sin(np.pi * steps)  # mean 3 over the day
    expected = np.minimum(power, sun_load).mean()
    assert used_directly(np.array(3.0), np.array(sun_load)) == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize("mean", [1.5, 2.6, 4.5, 7.5])
def test_days_keep_their_mean_and_their_order(mean: float) -> None:
    days = [float(sun_of_days(np.array(mean), np.array(7.0), g)) for g in range(DAY_GROUPS)]
    assert np.mean(days) == pytest.approx(mean)
    assert days == sorted(days)
    assert max(days) <= max(7.0, mean) + 1e-9


def test_neighbours_who_share_their_sun_use_as_much_of_it_as_was_measured() -> None:
    # Quartierstrom, Walenstadt (CH): 37 households covered 33 % of their load and used about 60 % of their
    # sun (in single months 25-40 % at home and 20-30 % at a neighbour's, so 45 to 70 %): the sun was
    # 0.33 / 0.60 = 0.55 of the load. The model is without a battery, the quarter had a few.
    # https://www.pveurope.eu/News/Installation/Field-test-of-Switzerland-s-first-local-electricity-market-concluded
    # https://www.sses.ch/de/lokaler-strommarkt-walenstadt-erreicht-ziele/
    block = replace(
        PLAIN,
        pv_kw_per_dwelling=0.55,
        battery_kwh_per_dwelling=0.0,
        pv_yield_kwh_per_kw_per_year=1000.0,
        clear_day_yield_kwh_per_kw_per_day=7.0,
        household_electricity_kwh_per_dwelling_per_year=1000.0,
        common_electricity_kwh_per_dwelling_per_year=0.0,
        sun_hours_load_ratio=1.05,
        direct_use_realisation_share=0.92,
    )
    supplied, exported = site_use(block, np.ones(1))
    assert 0.45 < supplied[0] / (supplied[0] + exported[0]) < 0.70
    assert supplied[0] / 1000.0 == pytest.approx(0.33, abs=0.05)


def test_a_battery_raises_self_sufficiency_as_in_the_published_simulation() -> None:
    # Weniger and others 2014: 1 kW and 1 kWh for each MWh a year give about 54 % self-sufficiency for a
    # house in Germany; a block does a little better. https://doi.org/10.1016/j.egypro.2014.01.160
    house = replace(
        PLAIN,
        pv_yield_kwh_per_kw_per_year=1024.0,
        clear_day_yield_kwh_per_kw_per_day=7.0,
        household_electricity_kwh_per_dwelling_per_year=1000.0,
        common_electricity_kwh_per_dwelling_per_year=0.0,
        sun_hours_load_ratio=1.05,
        direct_use_realisation_share=0.78,
        battery_usable_share=1.0,
        battery_efficiency_share=0.9,
    )
    supplied, _ = site_use(house, np.ones(1))
    assert supplied[0] / 1000.0 == pytest.approx(0.54, abs=0.04)


def test_energy_balances() -> None:
    # what the sun gives is supplied, exported or lost in the battery; the home never gets more than it needs
    rng = np.random.default_rng(3)
    inputs = replace(
        PLAIN,
        pv_kw_per_dwelling=rng.uniform(0.0, 5.0, 500),
        battery_kwh_per_dwelling=rng.uniform(0.0, 5.0, 500),
        clear_day_yield_kwh_per_kw_per_day=rng.uniform(3.0, 8.0, 500),
    )
    supplied, exported = site_use(inputs, np.ones(1))
    made = by_year(inputs.pv_kw_per_dwelling) * inputs.pv_yield_kwh_per_kw_per_year
    lost = made - supplied - exported
    assert (lost >= -1e-6).all()
    assert (lost <= 0.2 / 0.8 * supplied + 1e-6).all()
    assert (exported >= -1e-6).all()
    assert (supplied <= 8.0 * 365.25 + 1e-6).all()


def test_ageing_cuts_the_export_more_than_the_supply() -> None:
    found = amounts(replace(PLAIN, pv_loss_share_per_year=0.02))
    supply, export = -found["grid_electricity_replaced"], found["electricity_exported"]
    assert supply[20] < supply[10] < supply[1]
    assert export[20] / export[1] < supply[20] / supply[1]


def test_a_cheaper_battery_in_future_lowers_only_its_replacement() -> None:
    found = amounts(replace(PLAIN, battery_price_change_share_per_year=-0.05))
    assert found["battery"][[0, 10]] == pytest.approx([5000.0, 5000.0 * 0.95**10])


def test_nothing_costs_nothing_and_twice_gives_twice() -> None:
    nothing = amounts(replace(PLAIN, dwellings_count=0.0))
    once, twice = amounts(PLAIN), amounts(replace(PLAIN, dwellings_count=20.0))
    for name in once:
        assert np.all(nothing[name] == 0.0)
        assert twice[name] == pytest.approx(2.0 * once[name])


def test_shapes_broadcast_and_one_year_works() -> None:
    city = replace(PLAIN, pv_yield_kwh_per_kw_per_year=np.full((3, 1), 1200.0))
    both = replace(city, pv_capex_eur_per_kw=np.full(5, 900.0), pv_kw_per_dwelling=np.full(5, 1.0))
    found = amounts(both, 25)
    assert found["pv_plant"].shape == (5, 26)
    assert found["electricity_exported"].shape == (3, 5, 26)
    assert amounts(PLAIN, 1)["electricity_exported"].shape == (2,)
    assert all(
        np.isfinite(a).all() for a in amounts(replace(PLAIN, pv_yield_kwh_per_kw_per_year=0.0)).values()
    )


def test_under_a_purchase_agreement_the_provider_sells_the_export() -> None:
    model = business_models()["power_purchase_agreement"]
    assert model.needs_service in flows(PLAIN, 20).services
    parties = model.parties({Side.USER: Actor.OWNER, Side.HOUSEHOLD: Actor.RESIDENT, Side.PUBLIC: Actor.CITY})
    export = next(e for e in flows(PLAIN, 20).energy if e.carrier is Carrier.EXPORT)
    assert parties[export.side] is Actor.PROVIDER
    assert SOLUTION.linear
