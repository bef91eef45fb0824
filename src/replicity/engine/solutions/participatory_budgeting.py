"""Participatory budgeting: residents propose and vote on how a part of the city's budget is spent.

Counterfactual: the same money is spent without the vote. So the money voted on is not a cost of the
solution; only the process is. It is an enabler: what it changes is who takes part and decides, and no
cash return is claimed.
"""

from dataclasses import dataclass

from replicity.engine.archetype import Flows, Kind, MoneyLine, Side, Solution
from replicity.engine.array import Number, by_year, over_years
from replicity.engine.profiles import at_start, operating


@dataclass(frozen=True, slots=True)
class Inputs:
    """Inputs of the model; money in real euro of the base year at the city's price level."""

    inhabitants_count: Number
    running_eur_per_inhabitant_per_year: Number
    setup_years: Number
    participation_share: Number
    voted_eur_per_inhabitant_per_year: Number


def flows(inputs: Inputs, horizon_years: int) -> Flows:
    """Return the cost of the process and its reach.

    The set-up (rules, platform, first campaign) costs as much as `setup_years` of running the process.
    Shapes: inputs broadcast, then ``horizon_years + 1``; indicators have no year axis and are a year's.
    """
    people = by_year(inputs.inhabitants_count)
    yearly = people * by_year(inputs.running_eur_per_inhabitant_per_year)
    setup = over_years(yearly * by_year(inputs.setup_years), at_start(horizon_years))
    running = over_years(yearly, operating(horizon_years))
    voted = people * by_year(inputs.voted_eur_per_inhabitant_per_year)
    participants = people * by_year(inputs.participation_share)
    return Flows(
        money=(
            MoneyLine("process_setup", Side.ASSET, Kind.INVESTMENT, setup),
            MoneyLine("process_running", Side.OPERATION, Kind.OPERATION, running),
        ),
        indicators={
            "participants_count": participants[..., 0],
            "voted_eur_per_year": voted[..., 0],
        },
    )


SOLUTION = Solution("participatory_budgeting", Inputs, flows, scale="inhabitants_count")
