"""Rooftop PV with a shared battery on a housing block, as at Brf Viva in Gothenburg.

Counterfactual: the block buys all its electricity from the grid, and its roofs stay as they are.
The owner (a housing association or landlord) buys for the whole block and shares the sun out inside.

What is used on site follows from typical days, not from a copied share: the days of a year are ranked by
their sun, the sun of a day is half a sine, the block's load in the hours of sun is level, and the battery
moves what is left over into the evening and night once a day. Peak shaving and grid services of the
battery are left out: they pay only where a tariff or market buys them.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from replicity.engine.archetype import Carrier, EnergyLine, Flows, Kind, MoneyLine, Side, Solution
from replicity.engine.array import FloatArray, Number, by_year, over_years
from replicity.engine.profiles import ageing, growth, operating, purchases, years

DAYS_PER_YEAR: Final = 365.25
# the mean length of the day over a year is 12 hours everywhere; half of all hours have sun
SUN_HOURS_SHARE: Final = 0.5
# groups of equally many days, from the dullest to the brightest: eight are within 1 % of eighty
DAY_GROUPS: Final = 8
# instead of zero where something is divided by the sun of a day
NEXT_TO_NOTHING_KWH: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Inputs:
    """Inputs of the model; money in real euro of the base year at the city's price level."""

    dwellings_count: Number
    pv_kw_per_dwelling: Number
    battery_kwh_per_dwelling: Number
    pv_yield_kwh_per_kw_per_year: Number
    pv_performance_ratio: Number
    clear_day_yield_kwh_per_kw_per_day: Number
    pv_loss_share_per_year: Number
    household_electricity_kwh_per_dwelling_per_year: Number
    common_electricity_kwh_per_dwelling_per_year: Number
    participating_share: Number
    sun_hours_load_ratio: Number
    direct_use_realisation_share: Number
    battery_usable_share: Number
    battery_efficiency_share: Number
    pv_capex_eur_per_kw: Number
    inverter_cost_share: Number
    battery_capex_eur_per_kwh: Number
    battery_price_change_share_per_year: Number
    pv_lifetime_years: Number
    inverter_lifetime_years: Number
    battery_lifetime_years: Number
    pv_operation_eur_per_kw_per_year: Number
    metering_eur_per_dwelling_per_year: Number


def sun_of_days(mean_kwh_per_day: FloatArray, clear_kwh_per_day: FloatArray, group: int) -> FloatArray:
    """Return the mean yield of one group of days, ranked from dull to bright.

    The ranked days follow ``clear * u ** m`` with `u` from 0 (the dullest day) to 1 (a clear summer day), and
    `m` such that the mean is met: a dull city has a steep curve and long winters, a sunny one a flat curve.

    Parameters
    ----------
    mean_kwh_per_day : array
        Mean yield over the year, in kWh per kW and day.
    clear_kwh_per_day : array
        Yield of the best day, in the same unit; not below the mean.
    group : int
        Number of the group, 0 to ``DAY_GROUPS - 1``.

    Returns
    -------
    array
        Mean yield of the group's days; the groups' mean is `mean_kwh_per_day`.
    """
    steepness = np.maximum(clear_kwh_per_day / mean_kwh_per_day, 1.0)
    upper, lower = (group + 1) / DAY_GROUPS, group / DAY_GROUPS
    return np.asarray(mean_kwh_per_day * DAY_GROUPS * (upper**steepness - lower**steepness))


def used_directly(pv_kwh: FloatArray, sun_load_kwh: FloatArray) -> FloatArray:
    """Return what the load takes straight from the sun on a day: half a sine under a level line (kWh).

    Parameters
    ----------
    pv_kwh : array
        Yield of the day, above zero.
    sun_load_kwh : array
        Load during the hours of sun.
    """
    # where the line meets the sine: line / peak, with peak = pi / 2 * pv / hours
    angle = np.arcsin(np.minimum(sun_load_kwh / pv_kwh * 2.0 / np.pi, 1.0))
    return np.asarray(pv_kwh * (1.0 - np.cos(angle)) + sun_load_kwh * (1.0 - 2.0 * angle / np.pi))


def site_use(inputs: Inputs, pv_left_share: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return what one dwelling's share of the plant supplies on site and exports (kWh a year).

    Parameters
    ----------
    inputs : Inputs
    pv_left_share : array
        What is left of the first year's yield, on the year axis.
    """
    size = by_year(inputs.pv_kw_per_dwelling) * by_year(inputs.pv_performance_ratio) * pv_left_share
    mean_day = np.maximum(by_year(inputs.pv_yield_kwh_per_kw_per_year) / DAYS_PER_YEAR, NEXT_TO_NOTHING_KWH)
    homes = by_year(inputs.household_electricity_kwh_per_dwelling_per_year)
    common = by_year(inputs.common_electricity_kwh_per_dwelling_per_year)
    load = (homes * by_year(inputs.participating_share) + common) / DAYS_PER_YEAR
    sun_load = np.minimum(SUN_HOURS_SHARE * by_year(inputs.sun_hours_load_ratio), 1.0) * load
    capacity = by_year(inputs.battery_kwh_per_dwelling) * by_year(inputs.battery_usable_share)
    efficiency = by_year(inputs.battery_efficiency_share)
    supplied, exported = np.zeros(1), np.zeros(1)
    for group in range(DAY_GROUPS):
        sun = sun_of_days(mean_day, by_year(inputs.clear_day_yield_kwh_per_kw_per_day), group)
        pv = np.maximum(size * sun, NEXT_TO_NOTHING_KWH)
        direct = used_directly(pv, sun_load) * by_year(inputs.direct_use_realisation_share)
        stored = np.minimum(np.minimum((pv - direct) * efficiency, capacity), load - direct)
        supplied = supplied + direct + stored
        exported = exported + pv - direct - stored / efficiency
    days = DAYS_PER_YEAR / DAY_GROUPS
    return supplied * days, exported * days


def site_use_by_year(inputs: Inputs, horizon_years: int) -> tuple[FloatArray, FloatArray]:
    """Return supply on site and export of the block in each year (kWh).

    Both are worked out for the first and the last year and change evenly between, as the plant ages slowly.
    """
    left = ageing(inputs.pv_loss_share_per_year, horizon_years)
    supplied, exported = site_use(inputs, left[..., [1, -1]])
    part = np.clip((years(horizon_years) - 1.0) / max(horizon_years - 1, 1), 0.0, 1.0)
    dwellings = by_year(inputs.dwellings_count)
    running = operating(horizon_years)

    def spread(ends: FloatArray) -> FloatArray:
        first, last = dwellings * ends[..., :1], dwellings * ends[..., 1:]
        return over_years(first, running * (1.0 - part)) + over_years(last, running * part)

    return spread(supplied), spread(exported)


def flows(inputs: Inputs, horizon_years: int) -> Flows:
    """Return the differences to buying all electricity from the grid.

    The user's bought electricity falls by what is supplied on site; the rest is sold by whoever runs the
    plant. Inverters and batteries are bought again when they are worn. Shapes: inputs broadcast, then
    ``horizon_years + 1``.
    """
    supplied, exported = site_use_by_year(inputs, horizon_years)
    dwellings = by_year(inputs.dwellings_count)
    kw = dwellings * by_year(inputs.pv_kw_per_dwelling)
    kwh = dwellings * by_year(inputs.battery_kwh_per_dwelling)
    plant = kw * by_year(inputs.pv_capex_eur_per_kw)
    inverter = by_year(inputs.inverter_cost_share)
    battery = kwh * by_year(inputs.battery_capex_eur_per_kwh)
    battery_price = growth(inputs.battery_price_change_share_per_year, horizon_years)
    running = operating(horizon_years)
    upkeep = over_years(kw * by_year(inputs.pv_operation_eur_per_kw_per_year), running)
    metering = over_years(dwellings * by_year(inputs.metering_eur_per_dwelling_per_year), running)
    bought = (
        ("pv_plant", plant * (1.0 - inverter) * purchases(inputs.pv_lifetime_years, horizon_years)),
        ("inverters", plant * inverter * purchases(inputs.inverter_lifetime_years, horizon_years)),
        ("battery", battery * battery_price * purchases(inputs.battery_lifetime_years, horizon_years)),
    )
    return Flows(
        money=(
            *(MoneyLine(name, Side.ASSET, Kind.INVESTMENT, amount) for name, amount in bought),
            MoneyLine("pv_upkeep", Side.OPERATION, Kind.OPERATION, upkeep),
            MoneyLine("metering_and_billing", Side.OPERATION, Kind.OPERATION, metering),
        ),
        energy=(
            EnergyLine("grid_electricity_replaced", Side.USER, Carrier.ELECTRICITY, -supplied),
            EnergyLine("electricity_exported", Side.OPERATION, Carrier.EXPORT, exported),
        ),
        services={
            "supplied_kwh": supplied,
            "units_count": dwellings * running,
            "dwellings_count": dwellings * running,
        },
        indicators={"dwellings_count": np.asarray(inputs.dwellings_count, dtype=np.float64)},
    )


SOLUTION = Solution("rooftop_pv_battery", Inputs, flows, scale="dwellings_count")
