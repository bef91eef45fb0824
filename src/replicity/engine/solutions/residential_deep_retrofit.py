"""Deep retrofit of blocks of flats: insulation, windows and ventilation with heat recovery.

Counterfactual: the building is heated as today, and the works that its age demands anyway (facade, roof,
windows at the end of their life) are done without saving energy; only the extra cost of saving counts.
The owner pays the heating: a housing association, or a landlord whose rents include it. Where tenants
pay their own heating the saving is theirs and the owner's case is only as good as the rent that it may
add. Hot water and household electricity stay as they are; the cooling that insulation may save or, without
shading, may cost is left out, because no measured figure was found.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from replicity.engine.archetype import Carrier, EnergyLine, Flows, Kind, MoneyLine, Side, Solution
from replicity.engine.array import FloatArray, Number, by_year, over_years
from replicity.engine.profiles import ageing, operating, purchases

KWH_PER_W_AND_DAY: Final = 24.0 / 1000.0


@dataclass(frozen=True, slots=True)
class Inputs:
    """Inputs of the model; money in real euro of the base year at the city's price level."""

    dwellings_count: Number
    floor_area_m2_per_dwelling: Number
    heating_degree_days_18c: Number
    heat_loss_w_per_m2_per_celsius: Number
    heating_use_share: Number
    heat_saving_share: Number
    saving_loss_share_per_year: Number
    electric_heating_share: Number
    electric_heating_ratio: Number
    boiler_efficiency_share: Number
    fan_electricity_kwh_per_m2_per_year: Number
    saving_capex_eur_per_m2: Number
    technical_systems_share: Number
    anyway_capex_eur_per_m2: Number
    envelope_lifetime_years: Number
    technical_lifetime_years: Number
    ventilation_upkeep_eur_per_m2_per_year: Number


def heat_need_kwh_per_m2(inputs: Inputs) -> FloatArray:
    """Return the heat used for rooms today (kWh per m2 and year), with a year axis of length one.

    Degree days times the loss of a square metre of floor give the heat that keeps all rooms warm; people in
    leaky homes heat less than that (the prebound effect), which `heating_use_share` takes off.
    """
    loss = by_year(inputs.heat_loss_w_per_m2_per_celsius) * KWH_PER_W_AND_DAY
    return np.asarray(by_year(inputs.heating_degree_days_18c) * loss * by_year(inputs.heating_use_share))


def flows(inputs: Inputs, horizon_years: int) -> Flows:
    """Return the differences to heating on as today and renovating without saving energy.

    The saved heat is what is used today times a share found in retrofitted blocks, so that the
    prebound and rebound effects are inside. Shapes: inputs broadcast, then ``horizon_years + 1``.
    """
    area = by_year(inputs.dwellings_count) * by_year(inputs.floor_area_m2_per_dwelling)
    running = operating(horizon_years)
    lasting = ageing(inputs.saving_loss_share_per_year, horizon_years)
    saved_heat = area * heat_need_kwh_per_m2(inputs) * by_year(inputs.heat_saving_share) * lasting
    electric = by_year(inputs.electric_heating_share)
    saved_fuel = saved_heat * (1.0 - electric) / by_year(inputs.boiler_efficiency_share)
    saved_electricity = saved_heat * electric / by_year(inputs.electric_heating_ratio)
    fans = over_years(area * by_year(inputs.fan_electricity_kwh_per_m2_per_year), running)
    extra = area * by_year(inputs.saving_capex_eur_per_m2)
    technical = by_year(inputs.technical_systems_share)
    envelope_lives = purchases(inputs.envelope_lifetime_years, horizon_years)
    # What the counterfactual buys are the same parts of the envelope, so they last as long. It stands on
    # the side of the asset: a provider under contract pays for the saving, not for the owner's upkeep.
    anyway = area * by_year(inputs.anyway_capex_eur_per_m2) * envelope_lives
    envelope = anyway + extra * (1.0 - technical) * envelope_lives
    systems = extra * technical * purchases(inputs.technical_lifetime_years, horizon_years)
    upkeep = over_years(area * by_year(inputs.ventilation_upkeep_eur_per_m2_per_year), running)
    dwellings = by_year(inputs.dwellings_count) * running
    return Flows(
        money=(
            MoneyLine("envelope_works", Side.ASSET, Kind.INVESTMENT, envelope),
            MoneyLine("ventilation_and_controls", Side.ASSET, Kind.INVESTMENT, systems),
            MoneyLine("renovation_due_anyway", Side.ASSET, Kind.AVOIDED_INVESTMENT, -anyway),
            MoneyLine("ventilation_upkeep", Side.OPERATION, Kind.OPERATION, upkeep),
        ),
        energy=(
            EnergyLine("heating_fuel", Side.USER, Carrier.GAS, -saved_fuel),
            EnergyLine("electric_heating", Side.USER, Carrier.ELECTRICITY, -saved_electricity),
            EnergyLine("fan_electricity", Side.USER, Carrier.ELECTRICITY, fans),
        ),
        services={"dwellings_count": dwellings, "units_count": dwellings},
        indicators={"dwellings_count": np.asarray(inputs.dwellings_count, dtype=np.float64)},
    )


SOLUTION = Solution("residential_deep_retrofit", Inputs, flows, scale="dwellings_count")
