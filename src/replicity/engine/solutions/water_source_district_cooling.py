"""Water-source district cooling: a network cooled by sea, lake or river replaces the buildings' own chillers.

Counterfactual: each building buys, renews, maintains and powers its own chillers, which lose refrigerant.
The first part of the system is built in year 0, the rest follows the connections year by year.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from replicity.engine.archetype import Carrier, EnergyLine, Flows, Kind, MoneyLine, Side, Solution
from replicity.engine.array import FloatArray, Number, by_year, empty_by_year, over_years
from replicity.engine.profiles import operating, purchases, ramp_up, replacements, unused_share, years

HOURS_PER_YEAR: Final = 8760.0
KW_PER_MW: Final = 1000.0
KG_PER_TONNE: Final = 1000.0


@dataclass(frozen=True, slots=True)
class Inputs:
    """Inputs of the model; money in real euro of the base year at the city's price level."""

    cooling_capacity_mw: Number
    cooling_degree_days_18c: Number
    annual_mean_temperature_celsius: Number
    base_load_hours_per_year: Number
    cooling_hours_per_degree_days_18c: Number
    water_above_mean_celsius: Number
    water_least_celsius: Number
    supply_temperature_celsius: Number
    return_temperature_celsius: Number
    exchanger_approach_celsius: Number
    cold_loss_share: Number
    building_performance_ratio: Number
    central_performance_ratio: Number
    pumping_kwh_per_kwh: Number
    capex_eur_per_mw: Number
    phased_capex_share: Number
    maintenance_share_per_year: Number
    system_lifetime_years: Number
    ramp_up_years: Number
    building_chiller_to_capacity_ratio: Number
    chiller_due_share: Number
    chiller_eur_per_kw: Number
    chiller_lifetime_years: Number
    chiller_maintenance_eur_per_kw_per_year: Number
    refrigerant_charge_kg_per_kw: Number
    refrigerant_leak_share_per_year: Number
    refrigerant_kgco2e_per_kg: Number
    refrigerant_avoided_share: Number


def full_load_hours(inputs: Inputs) -> FloatArray:
    """Return the full-load hours of the cooling load (hours a year), shape of the inputs + (1,).

    Loads inside the buildings cool all year (base) and the weather adds to them by degree day. The sum
    approaches the hours of the year without passing them.
    """
    linear = by_year(inputs.base_load_hours_per_year) + by_year(
        inputs.cooling_hours_per_degree_days_18c
    ) * by_year(inputs.cooling_degree_days_18c)
    return np.asarray(HOURS_PER_YEAR * -np.expm1(-linear / HOURS_PER_YEAR))


def free_cooling_share(inputs: Inputs) -> FloatArray:
    """Return the share of the cold that the water gives without a chiller, shape of the inputs + (1,).

    Water of the temperature T, through an exchanger, cools the network's return down to T plus approach:
    all the way to the supply temperature, part of the way, or not at all.
    """
    water = np.maximum(
        by_year(inputs.annual_mean_temperature_celsius) + by_year(inputs.water_above_mean_celsius),
        by_year(inputs.water_least_celsius),
    )
    back = by_year(inputs.return_temperature_celsius)
    span = np.maximum(back - by_year(inputs.supply_temperature_celsius), 1e-6)
    return np.asarray(np.clip((back - by_year(inputs.exchanger_approach_celsius) - water) / span, 0.0, 1.0))


def electricity_per_cold(inputs: Inputs) -> FloatArray:
    """Return the electricity of the network per cold delivered (kWh per kWh), shape of the inputs + (1,)."""
    chilled = (1.0 - free_cooling_share(inputs)) / by_year(inputs.central_performance_ratio)
    made = 1.0 / (1.0 - by_year(inputs.cold_loss_share))
    return np.asarray((chilled + by_year(inputs.pumping_kwh_per_kwh)) * made)


def purchases_of_joiners(joined_share: FloatArray, lifetime_years: Number, horizon_years: int) -> FloatArray:
    """Return what those who join year by year buy, renew and have left at the end (count of new prices).

    Parameters
    ----------
    joined_share : array, shape ``(..., horizon_years + 1)``
        Share that has joined by the end of each year.
    lifetime_years : float or array
        Life of what each buys in the year of joining (years).
    horizon_years : int
        Years of operation.
    """
    joining = np.diff(joined_share, axis=-1, prepend=0.0)
    shape = np.broadcast_shapes(joining.shape[:-1], np.shape(lifetime_years))
    total = empty_by_year(shape, horizon_years)
    total[...] = joining
    # what is renewed at an age is renewed by all who joined that long ago; nobody buys in the last year
    renewed = replacements(lifetime_years, horizon_years + 1)[..., :-1]
    for age in np.flatnonzero(renewed.any(axis=tuple(range(renewed.ndim - 1)))):
        total[..., age:] += renewed[..., age : age + 1] * joining[..., : horizon_years + 1 - age]
    total[..., -1] = 0.0
    # years of operation of those who join at the end of each year; who joins at the very end buys nothing
    left = years(horizon_years)[::-1][:-1]
    unused = unused_share(by_year(lifetime_years), left)
    total[..., -1] -= (joining[..., :-1] * unused).sum(axis=-1)
    return total


def flows(inputs: Inputs, horizon_years: int) -> Flows:
    """Return the differences to chillers in each building.

    Shapes: inputs broadcast, then ``horizon_years + 1``.
    """
    joined = ramp_up(inputs.ramp_up_years, horizon_years)
    capacity_kw = by_year(inputs.cooling_capacity_mw) * KW_PER_MW
    cold_kwh = capacity_kw * full_load_hours(inputs) * joined
    saved_kwh = cold_kwh / by_year(inputs.building_performance_ratio)
    return Flows(
        money=(*_system_money(inputs, joined, horizon_years), *_chiller_money(inputs, joined, horizon_years)),
        energy=(
            EnergyLine(
                "network_electricity",
                Side.OPERATION,
                Carrier.ELECTRICITY,
                cold_kwh * electricity_per_cold(inputs),
            ),
            EnergyLine("building_chiller_electricity", Side.USER, Carrier.ELECTRICITY, -saved_kwh),
        ),
        services={"supplied_kwh": cold_kwh},
        direct_tco2e=-_refrigerant_tco2e(inputs, joined),
    )


def _system_money(inputs: Inputs, joined: FloatArray, horizon_years: int) -> tuple[MoneyLine, ...]:
    """Return plant and network, bought at the start and with the connections, and their upkeep."""
    price = by_year(inputs.cooling_capacity_mw) * by_year(inputs.capex_eur_per_mw)
    later = by_year(inputs.phased_capex_share)
    life = inputs.system_lifetime_years
    capex = price * (
        (1.0 - later) * purchases(life, horizon_years)
        + later * purchases_of_joiners(joined, life, horizon_years)
    )
    built = over_years(1.0 - later, operating(horizon_years)) + later * joined
    upkeep = price * built * by_year(inputs.maintenance_share_per_year)
    return (
        MoneyLine("cooling_plant_and_network", Side.ASSET, Kind.INVESTMENT, capex),
        MoneyLine("cooling_network_maintenance", Side.OPERATION, Kind.OPERATION, upkeep),
    )


def _building_chillers_kw(inputs: Inputs) -> FloatArray:
    """Return the chillers that the connected buildings would have (kW of cold)."""
    return np.asarray(
        by_year(inputs.cooling_capacity_mw) * KW_PER_MW * by_year(inputs.building_chiller_to_capacity_ratio)
    )


def chillers_due(inputs: Inputs, horizon_years: int) -> FloatArray:
    """Return the share of the buildings that would have bought a chiller since the start, by year (share).

    Those whose chillers are due, or that are new, would have bought in the year of joining; the others
    join half-way through the life of theirs and would have bought that much later.
    """
    late = years(horizon_years) - by_year(inputs.chiller_lifetime_years) / 2.0
    waiting = np.clip(late / np.maximum(by_year(inputs.ramp_up_years), 1.0), 0.0, 1.0)
    due = by_year(inputs.chiller_due_share)
    return np.asarray(due * ramp_up(inputs.ramp_up_years, horizon_years) + (1.0 - due) * waiting)


def _chiller_money(inputs: Inputs, joined: FloatArray, horizon_years: int) -> tuple[MoneyLine, ...]:
    """Return the chillers that the buildings no longer buy, renew and maintain (negative)."""
    chillers_kw = _building_chillers_kw(inputs)
    bought = purchases_of_joiners(
        chillers_due(inputs, horizon_years), inputs.chiller_lifetime_years, horizon_years
    )
    avoided = chillers_kw * by_year(inputs.chiller_eur_per_kw) * bought
    upkeep = chillers_kw * by_year(inputs.chiller_maintenance_eur_per_kw_per_year) * joined
    return (
        MoneyLine("building_chillers", Side.USER, Kind.AVOIDED_INVESTMENT, -avoided),
        MoneyLine("building_chiller_maintenance", Side.USER, Kind.OPERATION, -upkeep),
    )


def _refrigerant_tco2e(inputs: Inputs, joined: FloatArray) -> FloatArray:
    """Return the refrigerant emissions that fall away, net of the central chillers' (t CO2e a year)."""
    lost_kg = (
        _building_chillers_kw(inputs)
        * by_year(inputs.refrigerant_charge_kg_per_kw)
        * by_year(inputs.refrigerant_leak_share_per_year)
        * joined
    )
    warming = by_year(inputs.refrigerant_kgco2e_per_kg) * by_year(inputs.refrigerant_avoided_share)
    return np.asarray(lost_kg * warming / KG_PER_TONNE)


SOLUTION = Solution("water_source_district_cooling", Inputs, flows, scale="cooling_capacity_mw")
