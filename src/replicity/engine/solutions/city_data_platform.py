"""City data platform: one place where a city's data are gathered, governed, shared and used again.

Counterfactual: every department keeps its own data and no platform is bought. It is an enabler: the
model gives cost and reach. What a use of the data saves belongs to that use, and no cash return is claimed.
Sensors and networks belong to the uses as well and are not part of the cost.
"""

from dataclasses import dataclass

import numpy as np

from replicity.engine.archetype import Flows, Kind, MoneyLine, Side, Solution
from replicity.engine.array import Number, by_year, over_years
from replicity.engine.profiles import operating, purchases, ramp_up


@dataclass(frozen=True, slots=True)
class Inputs:
    """Inputs of the model; money in real euro of the base year at the city's price level."""

    datasets_count: Number
    platform_eur: Number
    platform_lifetime_years: Number
    hosting_share_per_year: Number
    team_count: Number
    team_eur_per_person_per_year: Number
    connection_eur_per_dataset: Number
    ramp_years: Number
    uses_count_per_dataset: Number


def flows(inputs: Inputs, horizon_years: int) -> Flows:
    """Return the cost of the platform, its team and its connections, and its reach.

    One platform is bought, whatever the number of datasets (none for none); the team grows with nothing
    else; each dataset is connected once, evenly over the ramp-up. Shapes: inputs broadcast, then
    ``horizon_years + 1``; indicators have no year axis and are those of the last year.
    """
    datasets = by_year(inputs.datasets_count)
    exists = (datasets > 0).astype(np.float64)
    running = operating(horizon_years)
    platform = exists * by_year(inputs.platform_eur)
    bought = platform * purchases(inputs.platform_lifetime_years, horizon_years)
    hosting = over_years(platform * by_year(inputs.hosting_share_per_year), running)
    people = exists * by_year(inputs.team_count)
    team = over_years(people * by_year(inputs.team_eur_per_person_per_year), running)
    connected = datasets * ramp_up(inputs.ramp_years, horizon_years)
    added = np.diff(connected, axis=-1, prepend=0.0)
    connections = added * by_year(inputs.connection_eur_per_dataset)
    published = connected[..., -1]
    return Flows(
        money=(
            MoneyLine("platform", Side.ASSET, Kind.INVESTMENT, bought),
            MoneyLine("hosting_and_licences", Side.OPERATION, Kind.OPERATION, hosting),
            MoneyLine("data_team", Side.OPERATION, Kind.OPERATION, team),
            MoneyLine("connecting_datasets", Side.OPERATION, Kind.OPERATION, connections),
        ),
        indicators={
            "datasets_count": published,
            "uses_count": published * by_year(inputs.uses_count_per_dataset)[..., 0],
        },
    )


SOLUTION = Solution(
    "city_data_platform",
    Inputs,
    flows,
    scale="datasets_count",
    linear=False,
    nonlinear_reason="One platform and its team serve any number of datasets; only connections grow.",
)
