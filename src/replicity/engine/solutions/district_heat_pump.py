"""District heat pump: a large heat pump on sewage, sea, river or waste heat feeds an existing heat network.

Counterfactual: the network's gas boilers make the same heat. They stay as reserve, so no boiler is avoided,
only gas and the part of their upkeep that grows with running. The network itself is there in both cases.
Maintenance is taken to keep the performance: no ageing of the seasonal performance.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from replicity.engine.archetype import Carrier, EnergyLine, Flows, Kind, MoneyLine, Side, Solution
from replicity.engine.array import FloatArray, Number, by_year, over_years
from replicity.engine.profiles import operating, purchases, ramp_up

HOURS_PER_YEAR: Final = 8760.0
DAYS_PER_YEAR: Final = 365.0
KW_PER_MW: Final = 1000.0
KELVIN_AT_0_CELSIUS: Final = 273.15
# of the degree days in `heating_degree_days_18c`
_BASE_CELSIUS: Final = 18.0
# heat flows only from warm to less warm: a source as warm as the supply needs no heat pump
_LEAST_LIFT_CELSIUS: Final = 1.0


@dataclass(frozen=True, slots=True)
class Inputs:
    """Inputs of the model; money in real euro of the base year at the city's price level."""

    heat_pump_capacity_mw: Number
    heating_degree_days_18c: Number
    annual_mean_temperature_celsius: Number
    base_load_degree_days_18c: Number
    capacity_to_mean_load_ratio: Number
    dispatch_share: Number
    source_above_mean_celsius: Number
    source_least_celsius: Number
    source_cooling_celsius: Number
    supply_temperature_celsius: Number
    supply_return_difference_celsius: Number
    lorentz_efficiency_share: Number
    boiler_efficiency_ratio: Number
    capex_eur_per_mw: Number
    fixed_maintenance_eur_per_mw_per_year: Number
    running_maintenance_eur_per_mwh: Number
    boiler_maintenance_eur_per_mwh: Number
    lifetime_years: Number
    ramp_up_years: Number


def heating_season_share(inputs: Inputs) -> FloatArray:
    """Return the part of the year in which rooms are heated (share), shape of the inputs + (1,).

    Daily temperatures are taken as evenly spread between the year's extremes. Then the degree days a day, h,
    and the base less the yearly mean, x, give the season L by ``x L^2 - 2 h L + h = 0``.
    """
    per_day = np.maximum(by_year(inputs.heating_degree_days_18c), 0.0) / DAYS_PER_YEAR
    below_base = _BASE_CELSIUS - by_year(inputs.annual_mean_temperature_celsius)
    # degree days are never fewer than the mean allows; given numbers may be, by rounding or error
    root = np.sqrt(np.maximum(per_day**2 - below_base * per_day, 0.0))
    return np.asarray(per_day / np.maximum(per_day + root, np.finfo(np.float64).tiny))


def full_load_hours(inputs: Inputs) -> FloatArray:
    """Return the full-load hours of the heat pump (hours a year), shape of the inputs + (1,).

    The network's load over the year is a flat base (hot water, losses) and space heat that falls in a
    straight line from its peak to nothing over the heating season. The heat pump covers what lies below
    its capacity, in the share of the hours in which it is available and no cheaper plant is before it.
    """
    tiny = np.finfo(np.float64).tiny
    # a spread around few degree days may reach below none
    heating = np.maximum(by_year(inputs.heating_degree_days_18c), 0.0)
    base = by_year(inputs.base_load_degree_days_18c)
    capacity = by_year(inputs.capacity_to_mean_load_ratio)
    whole = np.maximum(base + heating, tiny)
    base_height, space = base / whole, heating / whole
    # space heat is a triangle, 2 space / season high; the capacity cuts off its tip
    room = np.maximum(capacity - base_height, 0.0)
    cut = np.minimum(room * heating_season_share(inputs) / np.maximum(2.0 * space, tiny), 1.0)
    covered = np.minimum(capacity, base_height) + 2.0 * space * (cut - cut**2 / 2.0)
    utilisation = np.clip(covered / np.maximum(capacity, tiny), 0.0, 1.0)
    return np.asarray(HOURS_PER_YEAR * by_year(inputs.dispatch_share) * utilisation)


def seasonal_performance(inputs: Inputs) -> FloatArray:
    """Return heat delivered per electricity used, pumps included (kWh per kWh), shape of the inputs + (1,).

    A share of the performance of the Lorentz cycle between the mean temperatures, by logarithm, at which
    the source is cooled and the network's water is heated. Lorentz (1894); the share is measured.
    """
    inlet = np.maximum(
        by_year(inputs.annual_mean_temperature_celsius) + by_year(inputs.source_above_mean_celsius),
        by_year(inputs.source_least_celsius),
    )
    # water cannot be cooled below its freezing at 0 °C
    source = _log_mean(inlet, np.minimum(by_year(inputs.source_cooling_celsius), inlet))
    sink = _log_mean(
        by_year(inputs.supply_temperature_celsius), by_year(inputs.supply_return_difference_celsius)
    )
    lift = np.maximum(sink - source, _LEAST_LIFT_CELSIUS)
    return np.asarray(np.maximum(by_year(inputs.lorentz_efficiency_share) * sink / lift, 1.0))


def _log_mean(warm_celsius: FloatArray, difference_celsius: FloatArray) -> FloatArray:
    """Return the logarithmic mean of two absolute temperatures (K), given the warmer and their difference."""
    warm = warm_celsius + KELVIN_AT_0_CELSIUS
    gap = np.maximum(difference_celsius, 1e-6)
    return np.asarray(gap / np.log(warm / (warm - gap)))


def flows(inputs: Inputs, horizon_years: int) -> Flows:
    """Return the differences to making the heat in the gas boilers.

    Shapes: inputs broadcast, then ``horizon_years + 1``.
    """
    capacity_mw = by_year(inputs.heat_pump_capacity_mw)
    running = operating(horizon_years)
    heat_mwh = capacity_mw * full_load_hours(inputs) * ramp_up(inputs.ramp_up_years, horizon_years)
    heat_kwh = heat_mwh * KW_PER_MW
    fixed_upkeep = over_years(capacity_mw * by_year(inputs.fixed_maintenance_eur_per_mw_per_year), running)
    upkeep = fixed_upkeep + heat_mwh * by_year(inputs.running_maintenance_eur_per_mwh)
    capex = capacity_mw * by_year(inputs.capex_eur_per_mw) * purchases(inputs.lifetime_years, horizon_years)
    boilers = -heat_mwh * by_year(inputs.boiler_maintenance_eur_per_mwh)
    electricity = heat_kwh / seasonal_performance(inputs)
    gas = -heat_kwh / by_year(inputs.boiler_efficiency_ratio)
    return Flows(
        money=(
            MoneyLine("heat_pump_plant", Side.ASSET, Kind.INVESTMENT, capex),
            MoneyLine("heat_pump_maintenance", Side.OPERATION, Kind.OPERATION, upkeep),
            MoneyLine("boiler_maintenance", Side.USER, Kind.OPERATION, boilers),
        ),
        energy=(
            EnergyLine("heat_pump_electricity", Side.OPERATION, Carrier.ELECTRICITY, electricity),
            EnergyLine("boiler_gas", Side.USER, Carrier.GAS, gas),
        ),
        services={"supplied_kwh": heat_kwh},
    )


SOLUTION = Solution("district_heat_pump", Inputs, flows, scale="heat_pump_capacity_mw")
