"""Deep retrofit: an example by hand, published heat figures, who pays for what."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from replicity.engine.archetype import Carrier, Kind, Side
from replicity.engine.solutions.residential_deep_retrofit import SOLUTION, Inputs, flows, heat_need_kwh_per_m2

PLAIN = Inputs(
    dwellings_count=10.0,
    floor_area_m2_per_dwelling=70.0,
    heating_degree_days_18c=3000.0,
    heat_loss_w_per_m2_per_celsius=2.0,
    heating_use_share=0.75,
    heat_saving_share=0.6,
    saving_loss_share_per_year=0.01,
    electric_heating_share=0.2,
    electric_heating_ratio=2.0,
    boiler_efficiency_share=0.8,
    fan_electricity_kwh_per_m2_per_year=3.0,
    saving_capex_eur_per_m2=180.0,
    technical_systems_share=1 / 3,
    anyway_capex_eur_per_m2=120.0,
    envelope_lifetime_years=40.0,
    technical_lifetime_years=20.0,
    ventilation_upkeep_eur_per_m2_per_year=0.5,
)


def amounts(inputs: Inputs, horizon_years: int = 30) -> dict[str, Any]:
    found = flows(inputs, horizon_years)
    return {m.name: m.amount_eur for m in found.money} | {e.name: e.amount for e in found.energy}


def test_energy_worked_by_hand() -> None:
    # Need: 3000 degree days * 0.024 * 2.0 W/m2/K = 144 kWh/m2 for full heating, * 0.75 = 108 kWh/m2.
    # 700 m2 * 108 * 0.6 = 45,360 kWh of heat saved in year 1.
    # Fuel: 45,360 * 0.8 / 0.8 = 45,360 kWh. Electric: 45,360 * 0.2 / 2 = 4,536 kWh.
    # Fans: 700 * 3 = 2,100 kWh more.
    # In year 2 controls have drifted by 1 %: 44,906.4 kWh of fuel.
    found = amounts(PLAIN)
    assert heat_need_kwh_per_m2(PLAIN)[0] == pytest.approx(108.0)
    assert found["heating_fuel"][:3] == pytest.approx([0.0, -45360.0, -44906.4])
    assert found["electric_heating"][1] == pytest.approx(-4536.0)
    assert found["fan_electricity"][[0, 1, 30]] == pytest.approx([0.0, 2100.0, 2100.0])


def test_money_worked_by_hand() -> None:
    # Due anyway 700 m2 * 120 EUR = 84,000 EUR. Extra for saving 700 * 180 = 126,000, of which a third
    # is ventilation, 42,000; envelope 84,000 + 84,000 = 168,000.
    # Left in year 30: envelope 1 - 30/40 = 25 %: -42,000, and +21,000 for the part due anyway;
    # ventilation bought again in year 20, 1 - 10/20 left: -21,000.
    # Upkeep 700 * 0.5 = 350 EUR a year.
    found = amounts(PLAIN)
    assert found["envelope_works"][[0, 30]] == pytest.approx([168000.0, -42000.0])
    assert found["renovation_due_anyway"][[0, 30]] == pytest.approx([-84000.0, 21000.0])
    assert found["ventilation_and_controls"][[0, 20, 30]] == pytest.approx([42000.0, 42000.0, -21000.0])
    assert found["ventilation_upkeep"][[0, 1]] == pytest.approx([0.0, 350.0])


def test_brogarden_as_measured() -> None:
    # Alingsås (SE), about 3,900 degree days: rooms took 115 kWh/m2 before and 19 after, -83 %, measured.
    # https://husbanken.no/bolig-og-byggkvalitet/brogaarden-reportasje/
    # Swedish flats are heated in full (0.95), with a loss as low as the low end of the range (1.35).
    block = replace(
        PLAIN,
        heating_degree_days_18c=3900.0,
        heat_loss_w_per_m2_per_celsius=1.35,
        heating_use_share=0.95,
        heat_saving_share=0.83,
    )
    before = heat_need_kwh_per_m2(block)[0]
    assert before == pytest.approx(115.0, rel=0.06)
    assert before * (1 - 0.83) == pytest.approx(19.0, abs=2.0)


def test_santiago_needs_what_is_published_for_full_heating() -> None:
    # Santiago de Chile: 80 to 120 kWh/m2 a year for full heating of a home; 1,500 to 1,900 degree days.
    # https://blog.negocioyconstruccion.cl/reglamentaci%C3%B3n-t%C3%A9rmica-actualizada-revela-que-lo-barato-sale-caro
    home = replace(
        PLAIN, heating_degree_days_18c=1700.0, heat_loss_w_per_m2_per_celsius=2.4, heating_use_share=1.0
    )
    assert 80.0 < heat_need_kwh_per_m2(home)[0] < 120.0


def test_a_mild_city_saves_in_proportion_to_its_degree_days() -> None:
    mild = amounts(replace(PLAIN, heating_degree_days_18c=1000.0))
    assert mild["heating_fuel"] == pytest.approx(amounts(PLAIN)["heating_fuel"] / 3.0)
    assert mild["fan_electricity"] == pytest.approx(amounts(PLAIN)["fan_electricity"])


def test_what_was_due_anyway_makes_the_works_dearer_but_not_the_saving() -> None:
    little, much = (amounts(replace(PLAIN, anyway_capex_eur_per_m2=eur)) for eur in (0.0, 500.0))
    assert much["envelope_works"][0] == pytest.approx(little["envelope_works"][0] + 350000.0)
    assert little["renovation_due_anyway"] == pytest.approx(np.zeros(31))
    assert much["envelope_works"] + much["renovation_due_anyway"] == pytest.approx(little["envelope_works"])


def test_the_asset_pays_the_works_and_the_user_saves_the_energy() -> None:
    found = flows(PLAIN, 30)
    assert {m.side for m in found.money if m.kind is not Kind.OPERATION} == {Side.ASSET}
    assert {e.side for e in found.energy} == {Side.USER}
    assert {e.carrier for e in found.energy} == {Carrier.GAS, Carrier.ELECTRICITY}
    assert found.indicators["dwellings_count"] == 10.0


def test_nothing_costs_nothing_and_twice_gives_twice() -> None:
    nothing = amounts(replace(PLAIN, dwellings_count=0.0))
    once, twice = amounts(PLAIN), amounts(replace(PLAIN, dwellings_count=20.0))
    for name in once:
        assert np.all(nothing[name] == 0.0)
        assert twice[name] == pytest.approx(2.0 * once[name])
    assert SOLUTION.linear


def test_shapes_broadcast() -> None:
    found = amounts(
        replace(PLAIN, heating_degree_days_18c=np.full((3, 1), 2000.0), heat_saving_share=np.full(5, 0.5))
    )
    assert found["heating_fuel"].shape == (3, 5, 31)
