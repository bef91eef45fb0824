"""LED street lighting: an example by hand, the shape rules, and what cities published."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest

import replicity
from replicity.catalogue.parameters import read_parameters
from replicity.engine.archetype import Flows
from replicity.engine.solutions.led_street_lighting import SOLUTION, Inputs, flows

PARAMETERS = Path(replicity.__file__).parent / "data" / "solutions" / "led_street_lighting" / "parameters.csv"

EXAMPLE = Inputs(
    luminaires_count=1_000.0,
    old_power_kw_per_luminaire=0.15,
    burning_hours_per_year=4_000.0,
    electricity_saving_share=0.6,
    capex_eur_per_luminaire=400.0,
    old_maintenance_eur_per_luminaire_per_year=40.0,
    maintenance_saving_share=0.5,
    control_eur_per_luminaire_per_year=3.0,
    led_lifetime_years=8.0,
    light_loss_share_per_year=0.01,
)


def money(result: Flows) -> dict[str, np.ndarray]:
    return {line.name: line.amount_eur for line in result.money}


def test_saving_of_the_example() -> None:
    # old: 1,000 * 0.15 kW * 4,000 h = 600,000 kWh; LED 40 % of it = 240,000; saved 360,000 in year 1
    # in year 2 the driver gives 1 / 0.99 of the power: 242,424; saved 357,576
    saved = flows(EXAMPLE, 10).energy[0].amount
    assert saved[[0, 1, 2]] == pytest.approx([0, -360_000, -357_575.76], abs=0.01)
    # in year 10: 240,000 / 0.99^9 = 262,720.8; saved 337,279.2
    assert saved[10] == pytest.approx(-337_279.2, abs=0.1)


def test_money_of_the_example() -> None:
    lines = money(flows(EXAMPLE, 10))
    # 400,000 now and in year 8; of 8 years 6 are left at the end
    assert lines["luminaires"][[0, 1, 8, 10]] == pytest.approx([400_000, 0, 400_000, -300_000])
    # 1,000 * 40 * 0.5 less maintenance, 1,000 * 3 for control
    assert lines["lamp_maintenance"][[0, 1, 10]] == pytest.approx([0, -20_000, -20_000])
    assert lines["remote_control"][[0, 1, 10]] == pytest.approx([0, 3_000, 3_000])


def test_light_that_does_not_fade_saves_the_same_every_year() -> None:
    saved = flows(dataclasses.replace(EXAMPLE, light_loss_share_per_year=0.0), 10).energy[0].amount
    assert saved[1:] == pytest.approx(np.full(10, -360_000))


@pytest.mark.parametrize("factor", [0.0, 2.0])
def test_flows_are_proportional_to_the_number_of_luminaires(factor: float) -> None:
    assert SOLUTION.linear
    scaled = dataclasses.replace(EXAMPLE, luminaires_count=EXAMPLE.luminaires_count * factor)
    base, other = flows(EXAMPLE, 20), flows(scaled, 20)
    for name, amount in money(base).items():
        assert money(other)[name] == pytest.approx(factor * amount)
    assert other.energy[0].amount == pytest.approx(factor * base.energy[0].amount)


def test_cities_and_draws_broadcast() -> None:
    lamps = np.array([[100.0], [200.0]])
    loss = np.array([0.0, 0.01, 0.02])
    result = flows(dataclasses.replace(EXAMPLE, luminaires_count=lamps, light_loss_share_per_year=loss), 20)
    saved = -result.energy[0].amount
    assert saved.shape == (2, 3, 21)
    assert np.all(np.diff(saved[:, :, 20], axis=1) < 0)


@pytest.mark.parametrize(
    ("city", "saved_kwh", "lamps"),
    [
        # 114 less 55 GWh a year, https://www.oxytech.it/en/news/a2a-the-city-of-milan-chooses-litestar-4d/?idC=61746&idO=30667
        ("Milan", 59_000_000, 140_000),
        # metered, http://www.greencitiescalifornia.org/best-practices/energy/LA_LED-streetlights.html
        ("Los Angeles", 49_840_000, 101_724),
        # https://www.c40.org/case-studies/cities100-buenos-aires-smart-led-retrofit-optimizes-resources/
        ("Buenos Aires", 44_500_000, 91_000),
    ],
)
def test_published_savings_of_a_lamp_lie_in_the_range(city: str, saved_kwh: float, lamps: float) -> None:
    rows = read_parameters(PARAMETERS)
    low, high = (
        flows(Inputs(luminaires_count=1.0, **{n: float(r.spread.quantile(p)) for n, r in rows.items()}), 20)
        for p in (0.25, 0.9)
    )
    assert -low.energy[0].amount[1] < saved_kwh / lamps < -high.energy[0].amount[1], city


def test_luminaires_of_large_cities_cost_what_the_range_says() -> None:
    # Los Angeles, US$56.9 million for 140,000 lamps = 540 eur of 2024 each (ESMAP),
    # https://id.scribd.com/document/422040830/LosAngeles-LED-Final-Edited-11-9-11
    # Milan, 38 million eur for 140,000 = 327 eur of 2024 each (address above)
    spread = read_parameters(PARAMETERS)["capex_eur_per_luminaire"].spread
    assert spread.low < 327 < spread.mode < 540 < spread.high
