"""LED street lighting: lamps at the end of their life are replaced by dimmable LED luminaires.

Counterfactual: the old lamps stay, draw their measured power, and need new lamps and repairs each year.
Poles and cables stay in both cases. The city pays the electricity and the maintenance of its street lights.
"""

from dataclasses import dataclass

from replicity.engine.archetype import Carrier, EnergyLine, Flows, Kind, MoneyLine, Side, Solution
from replicity.engine.array import Number, by_year, over_years
from replicity.engine.profiles import growth, operating, purchases


@dataclass(frozen=True, slots=True)
class Inputs:
    """Inputs of the model; money in real euro of the base year at the city's price level."""

    luminaires_count: Number
    old_power_kw_per_luminaire: Number
    burning_hours_per_year: Number
    electricity_saving_share: Number
    capex_eur_per_luminaire: Number
    old_maintenance_eur_per_luminaire_per_year: Number
    maintenance_saving_share: Number
    control_eur_per_luminaire_per_year: Number
    led_lifetime_years: Number
    light_loss_share_per_year: Number


def flows(inputs: Inputs, horizon_years: int) -> Flows:
    """Return the differences to keeping the old lamps.

    The old lamps use power times hours. The LEDs use what the first year's saving leaves, and a little
    more each year as their drivers are turned up to make good for the fading of the light; renewed
    luminaires are taken to be as good as that, not better. Shapes: inputs broadcast, then
    ``horizon_years + 1``.
    """
    lamps = by_year(inputs.luminaires_count)
    running = operating(horizon_years)
    old_kwh = lamps * by_year(inputs.old_power_kw_per_luminaire) * by_year(inputs.burning_hours_per_year)
    loss = by_year(inputs.light_loss_share_per_year)
    # light fades by (1 - loss) a year from the first year of operation on, power rises by the inverse
    turned_up = (1.0 - loss) * growth(1.0 / (1.0 - loss[..., 0]) - 1.0, horizon_years)
    led_share = (1.0 - by_year(inputs.electricity_saving_share)) * turned_up
    saved_kwh = old_kwh * (1.0 - led_share) * running
    capex = (
        lamps * by_year(inputs.capex_eur_per_luminaire) * purchases(inputs.led_lifetime_years, horizon_years)
    )
    old_maintenance = lamps * by_year(inputs.old_maintenance_eur_per_luminaire_per_year)
    maintenance = over_years(old_maintenance * by_year(inputs.maintenance_saving_share), running)
    control = over_years(lamps * by_year(inputs.control_eur_per_luminaire_per_year), running)
    return Flows(
        money=(
            MoneyLine("luminaires", Side.ASSET, Kind.INVESTMENT, capex),
            MoneyLine("remote_control", Side.OPERATION, Kind.OPERATION, control),
            MoneyLine("lamp_maintenance", Side.USER, Kind.OPERATION, -maintenance),
        ),
        energy=(EnergyLine("street_light_electricity", Side.USER, Carrier.ELECTRICITY, -saved_kwh),),
        services={"units_count": lamps * running},
    )


SOLUTION = Solution("led_street_lighting", Inputs, flows, scale="luminaires_count")
