"""Electric buses: an example by hand, the shape rules, and what operators published."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest

import replicity
from replicity.catalogue.parameters import read_parameters
from replicity.engine.archetype import Carrier, Flows
from replicity.engine.solutions.electric_buses import (
    SOLUTION,
    Inputs,
    electricity_use_kwh_per_km,
    flows,
)

PARAMETERS = Path(replicity.__file__).parent / "data" / "solutions" / "electric_buses" / "parameters.csv"

EXAMPLE = Inputs(
    buses_count=10.0,
    diesel_replacement_share=0.9,
    service_km_per_bus_per_year=50_000.0,
    ramp_up_years=2.0,
    base_use_kwh_per_km=1.0,
    heating_use_kwh_per_km_per_celsius=0.02,
    cooling_use_kwh_per_km_per_celsius=0.03,
    heating_degree_days_15_5c=3652.5,
    cooling_degree_days_18c=0.0,
    charging_loss_share=0.2,
    diesel_use_litre_per_km=0.4,
    capex_eur_per_bus=300_000.0,
    bus_lifetime_years=10.0,
    diesel_bus_price_ratio=0.5,
    diesel_bus_lifetime_years=8.0,
    battery_kwh_per_bus=300.0,
    battery_eur_per_kwh=200.0,
    battery_lifetime_years=5.0,
    battery_price_decline_share_per_year=0.02,
    charger_eur_per_bus=40_000.0,
    charger_lifetime_years=10.0,
    charger_upkeep_share_per_year=0.03,
    grid_connection_eur_per_bus=20_000.0,
    grid_connection_lifetime_years=20.0,
    workshop_eur_per_bus=5_000.0,
    diesel_maintenance_eur_per_km=0.3,
    maintenance_saving_share=0.4,
)


def money(result: Flows) -> dict[str, np.ndarray]:
    return {line.name: line.amount_eur for line in result.money}


def energy(result: Flows) -> dict[Carrier, np.ndarray]:
    return {line.carrier: line.amount for line in result.energy}


def at_median(**known: float) -> Inputs:
    """Return the inputs of one bus at the middle of every range."""
    rows = read_parameters(PARAMETERS)
    needed = {field.name for field in dataclasses.fields(Inputs)}
    given = {name: float(row.spread.quantile(0.5)) for name, row in rows.items() if name in needed}
    return Inputs(**{**given, "buses_count": 1.0, **known})


def test_energy_of_the_example() -> None:
    # 3652.5 degree days over 365.25 days = 10 °C below 15.5 °C on average
    # at the bus 1.0 + 0.02 * 10 + 0.03 * 0 = 1.2 kWh/km; from the grid 1.2 / (1 - 0.2) = 1.5 kWh/km
    assert electricity_use_kwh_per_km(EXAMPLE) == pytest.approx(1.5)
    # km: 10 buses * 0.9 * 50,000 = 450,000 a year, half of it in year 1 of a ramp of 2 years
    result = energy(flows(EXAMPLE, 10))
    # 450,000 * 1.5 = 675,000 kWh and 450,000 * 0.4 = 180,000 l
    assert result[Carrier.ELECTRICITY][[0, 1, 2, 10]] == pytest.approx([0, 337_500, 675_000, 675_000])
    assert result[Carrier.DIESEL][[0, 1, 2, 10]] == pytest.approx([0, -90_000, -180_000, -180_000])


def test_capital_of_the_example() -> None:
    lines = money(flows(EXAMPLE, 10))
    # battery 300 kWh * 200 = 60,000; body 300,000 - 60,000 = 240,000; times 10 buses; life = horizon
    assert lines["electric_buses"][0] == pytest.approx(2_400_000)
    assert np.all(lines["electric_buses"][1:] == 0)
    # batteries: 600,000 at once, again in year 5 at 0.98^5 = 0.9039208 of the price
    assert lines["batteries"][[0, 5, 10]] == pytest.approx([600_000, 542_352.48, 0], abs=0.01)
    assert lines["chargers"][[0, 10]] == pytest.approx([400_000, 0])
    # the connection lives 20 years: half of 200,000 is left
    assert lines["grid_connection"][[0, 10]] == pytest.approx([200_000, -100_000])
    # diesel: 0.9 * 10 buses * 150,000 = 1,350,000 now and in year 8; 6 of 8 years are left at the end
    assert lines["avoided_diesel_buses"][[0, 8, 10]] == pytest.approx([-1_350_000, -1_350_000, 1_012_500])


def test_upkeep_of_the_example() -> None:
    lines = money(flows(EXAMPLE, 10))
    # 450,000 km * 0.3 = 135,000; electric 60 % of it; chargers 3 % of 400,000
    assert lines["diesel_bus_maintenance"][10] == pytest.approx(-135_000)
    assert lines["electric_bus_maintenance"][10] == pytest.approx(81_000)
    assert lines["charger_maintenance"][[0, 10]] == pytest.approx([0, 12_000])


def test_lease_is_paid_for_each_bus_in_service() -> None:
    assert flows(EXAMPLE, 3).services["units_count"] == pytest.approx([0, 10, 10, 10])


def test_battery_renewal_is_not_paid_twice() -> None:
    # first body and first battery together cost what the bus costs
    lines = money(flows(EXAMPLE, 10))
    assert lines["electric_buses"][0] + lines["batteries"][0] == pytest.approx(10 * 300_000)


@pytest.mark.parametrize("factor", [0.0, 2.0])
def test_flows_are_proportional_to_the_number_of_buses(factor: float) -> None:
    assert SOLUTION.linear
    scaled = dataclasses.replace(EXAMPLE, buses_count=EXAMPLE.buses_count * factor)
    base, other = flows(EXAMPLE, 14), flows(scaled, 14)
    for name, amount in money(base).items():
        assert money(other)[name] == pytest.approx(factor * amount)
    for carrier, amount in energy(base).items():
        assert energy(other)[carrier] == pytest.approx(factor * amount)


def test_cities_and_draws_broadcast() -> None:
    cities = np.array([[500.0], [3000.0]])
    draws = np.linspace(0.9, 1.3, 5)
    result = flows(
        dataclasses.replace(EXAMPLE, heating_degree_days_15_5c=cities, base_use_kwh_per_km=draws), 14
    )
    bought = energy(result)[Carrier.ELECTRICITY]
    assert bought.shape == (2, 5, 15)
    assert np.all(bought[1, :, 5] > bought[0, :, 5])
    assert np.all(np.diff(bought[:, :, 5], axis=1) > 0)


def test_dutch_fleets_use_what_was_measured() -> None:
    # 79 buses of 12 m in the Netherlands used 1.15 kWh/km at the battery, mean of the year (ViriCiti),
    # https://chargedevs.com/newswire/new-report-analyzes-real-world-performance-of-100-e-buses-in-hot-and-cold-weather/
    dutch = at_median(
        heating_degree_days_15_5c=2000.0, cooling_degree_days_18c=100.0, charging_loss_share=0.0
    )
    assert electricity_use_kwh_per_km(dutch) == pytest.approx(1.15, rel=0.05)


def test_santiago_energy_cost_per_km_points_to_prices_of_the_market() -> None:
    # Enel X, 2018: 70 CLP/km electric, 300 CLP/km diesel; deflated and converted 0.095 and 0.407 eur of 2024
    # https://www.enel.cl/en/meet-enel/media/press-enel-x/d201810-the-delivery-process-has-begun-of-the-first-100-electric-buses-financed-by-enel-x-to-be-incorporated-into-santiagos-public-transportation-system-.html
    santiago = at_median(heating_degree_days_15_5c=1360.0, cooling_degree_days_18c=390.0)
    # a depot is a large buyer: near Chile's wholesale price (0.075) and below the industrial one (0.144)
    assert 0.065 < 0.095 / float(electricity_use_kwh_per_km(santiago)[0]) < 0.144
    # Chile's pump price is 0.934 eur a litre, 0.79 to 1.07
    assert 0.79 < 0.407 / float(np.asarray(santiago.diesel_use_litre_per_km)) < 1.07


def test_santiago_bus_price_and_avoided_carbon_lie_in_the_ranges() -> None:
    rows = read_parameters(PARAMETERS)
    # US$295,000 a bus = 341,000 eur of 2024,
    # https://evcharging.enelx.com/news/80-media-features/647-iea-case-study-2-electric-buses-in-santiago-chile
    price = rows["capex_eur_per_bus"].spread
    assert price.low < 341_000 < price.high
    # 60 t of CO2 a bus and year at the exhaust, http://boronfuelsource.com/english/2019-06/18/c_138153252.htm
    santiago = at_median(heating_degree_days_15_5c=1360.0, cooling_degree_days_18c=390.0)
    litres = -energy(flows(santiago, 14))[Carrier.DIESEL][5]
    assert litres * 2.68e-3 == pytest.approx(60, rel=0.15)
