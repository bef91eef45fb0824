"""Price and emission paths of the energy carriers over the horizon, in real euro of the base year."""

from collections.abc import Mapping
from dataclasses import dataclass

from replicity.engine.archetype import Carrier
from replicity.engine.array import FloatArray, Number, by_year, times_profile
from replicity.engine.profiles import growth


@dataclass(frozen=True, slots=True)
class Paths:
    """By carrier and year: price (eur per kWh or litre) and emission factor (kg CO2e per kWh or litre)."""

    price_eur: Mapping[Carrier, FloatArray]
    emission_kgco2e: Mapping[Carrier, FloatArray]


def price_path(price_eur: Number, real_growth_share: Number, horizon_years: int) -> FloatArray:
    """Return a real price that grows by a share a year from today's level (eur per unit).

    Parameters
    ----------
    price_eur : float or array
        Today's price, eur of the base year per kWh or litre.
    real_growth_share : float or array
        Real change a year.
    horizon_years : int
        Years of operation.
    """
    return times_profile(price_eur, growth(real_growth_share, horizon_years))


def grid_emission_path(grid_kgco2e_per_kwh: Number, decline_share: Number, horizon_years: int) -> FloatArray:
    """Return the emission factor of grid electricity that falls by a share a year (kg CO2e per kWh)."""
    fall = growth(-1.0 * by_year(decline_share)[..., 0], horizon_years)
    return times_profile(grid_kgco2e_per_kwh, fall)
