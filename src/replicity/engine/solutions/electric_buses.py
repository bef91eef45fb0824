"""Electric buses: a first depot of diesel city buses is renewed with battery-electric buses.

Counterfactual: the old diesel buses would have been renewed anyway, with new diesel buses that run the
same service for the life of a diesel bus. The operator owns the service, pays fuel and maintenance today,
and would have bought the diesel buses; whoever stands on the asset side buys the electric buses, the
chargers and the grid connection. Drivers cost the same in both cases and do not appear.
"""

from dataclasses import dataclass

import numpy as np

from replicity.engine.archetype import Carrier, EnergyLine, Flows, Kind, MoneyLine, Side, Solution
from replicity.engine.array import FloatArray, Number, by_year
from replicity.engine.profiles import growth, operating, purchases, ramp_up

DAYS_PER_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Inputs:
    """Inputs of the model; money in real euro of the base year at the city's price level.

    `buses_count` counts the electric buses bought. `diesel_replacement_share` is the part of one diesel
    bus's service that one electric bus takes over: below 1 where range or charging ask for more buses.
    """

    buses_count: Number
    diesel_replacement_share: Number
    service_km_per_bus_per_year: Number
    ramp_up_years: Number
    base_use_kwh_per_km: Number
    heating_use_kwh_per_km_per_celsius: Number
    cooling_use_kwh_per_km_per_celsius: Number
    heating_degree_days_15_5c: Number
    cooling_degree_days_18c: Number
    charging_loss_share: Number
    diesel_use_litre_per_km: Number
    capex_eur_per_bus: Number
    bus_lifetime_years: Number
    diesel_bus_price_ratio: Number
    diesel_bus_lifetime_years: Number
    battery_kwh_per_bus: Number
    battery_eur_per_kwh: Number
    battery_lifetime_years: Number
    battery_price_decline_share_per_year: Number
    charger_eur_per_bus: Number
    charger_lifetime_years: Number
    charger_upkeep_share_per_year: Number
    grid_connection_eur_per_bus: Number
    grid_connection_lifetime_years: Number
    workshop_eur_per_bus: Number
    diesel_maintenance_eur_per_km: Number
    maintenance_saving_share: Number


def electricity_use_kwh_per_km(inputs: Inputs) -> FloatArray:
    """Return the electricity that a bus takes from the grid, yearly mean, kWh per km, year axis of length 1.

    Traction and constant loads, plus heating and cooling of the cabin in proportion to the mean distance
    of the daily temperature from 15.5 and 18 °C (degree days over days), over the share of the
    electricity that is left after charging. All heating is electric: a fuel-fired heater would cut the
    winter part and burn fuel instead.

    Parameters
    ----------
    inputs : Inputs
        Use in kWh per km and per km and °C, degree days in °C·d a year, loss as a share of what is bought.
    """
    below = by_year(inputs.heating_degree_days_15_5c) / DAYS_PER_YEAR
    above = by_year(inputs.cooling_degree_days_18c) / DAYS_PER_YEAR
    at_bus = (
        by_year(inputs.base_use_kwh_per_km)
        + by_year(inputs.heating_use_kwh_per_km_per_celsius) * below
        + by_year(inputs.cooling_use_kwh_per_km_per_celsius) * above
    )
    return at_bus / (1.0 - by_year(inputs.charging_loss_share))


def _capital(inputs: Inputs, horizon_years: int) -> tuple[MoneyLine, ...]:
    """Return what is bought for the electric buses, and the diesel buses that are not bought."""
    buses = by_year(inputs.buses_count)
    price = by_year(inputs.capex_eur_per_bus)
    # the first battery is part of the price of the bus, but wears out and is renewed on its own; the two
    # are drawn apart, so a dear battery may meet a cheap bus: it is never worth more than the whole
    battery = np.minimum(by_year(inputs.battery_kwh_per_bus) * by_year(inputs.battery_eur_per_kwh), price)
    body = price - battery
    diesel = price * by_year(inputs.diesel_bus_price_ratio)
    replaced = buses * by_year(inputs.diesel_replacement_share)
    cheaper = growth(-1.0 * by_year(inputs.battery_price_decline_share_per_year)[..., 0], horizon_years)
    bought = {
        "electric_buses": body * purchases(inputs.bus_lifetime_years, horizon_years),
        "batteries": battery * cheaper * purchases(inputs.battery_lifetime_years, horizon_years),
        "chargers": by_year(inputs.charger_eur_per_bus)
        * purchases(inputs.charger_lifetime_years, horizon_years),
        "grid_connection": by_year(inputs.grid_connection_eur_per_bus)
        * purchases(inputs.grid_connection_lifetime_years, horizon_years),
        # tools and training serve as long as the buses
        "workshop_and_training": by_year(inputs.workshop_eur_per_bus)
        * purchases(inputs.bus_lifetime_years, horizon_years),
    }
    lines = tuple(MoneyLine(n, Side.ASSET, Kind.INVESTMENT, buses * a) for n, a in bought.items())
    avoided = -replaced * diesel * purchases(inputs.diesel_bus_lifetime_years, horizon_years)
    return (*lines, MoneyLine("avoided_diesel_buses", Side.USER, Kind.AVOIDED_INVESTMENT, avoided))


def flows(inputs: Inputs, horizon_years: int) -> Flows:
    """Return the differences to renewing the old diesel buses with new diesel buses.

    Both fleets run the same km, so the diesel that is saved and the electricity that is bought follow
    from the km of service and the use per km. Shapes: inputs broadcast, then ``horizon_years + 1``.
    """
    buses = by_year(inputs.buses_count)
    running = operating(horizon_years)
    km = (
        buses
        * by_year(inputs.diesel_replacement_share)
        * by_year(inputs.service_km_per_bus_per_year)
        * ramp_up(inputs.ramp_up_years, horizon_years)
    )
    diesel_upkeep = km * by_year(inputs.diesel_maintenance_eur_per_km)
    electric_upkeep = diesel_upkeep * (1.0 - by_year(inputs.maintenance_saving_share))
    charger_upkeep = (
        buses * by_year(inputs.charger_eur_per_bus) * by_year(inputs.charger_upkeep_share_per_year) * running
    )
    return Flows(
        money=(
            *_capital(inputs, horizon_years),
            MoneyLine("electric_bus_maintenance", Side.OPERATION, Kind.OPERATION, electric_upkeep),
            MoneyLine("charger_maintenance", Side.OPERATION, Kind.OPERATION, charger_upkeep),
            MoneyLine("diesel_bus_maintenance", Side.USER, Kind.OPERATION, -diesel_upkeep),
        ),
        energy=(
            EnergyLine(
                "charging_electricity",
                Side.OPERATION,
                Carrier.ELECTRICITY,
                km * electricity_use_kwh_per_km(inputs),
            ),
            EnergyLine(
                "bus_diesel", Side.USER, Carrier.DIESEL, -km * by_year(inputs.diesel_use_litre_per_km)
            ),
        ),
        services={"units_count": buses * running},
    )


SOLUTION = Solution("electric_buses", Inputs, flows, scale="buses_count")
