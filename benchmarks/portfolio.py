"""A portfolio of 60 candidates, 3 sizes and 5 years with every kind of condition; hosts for 500 cities."""

import numpy as np
from table import print_row, seconds_side_by_side

from replicity.engine.assignment import assignment
from replicity.engine.information import worth_of_knowing
from replicity.engine.portfolio import Limit, Order, Programme, Synergy, Tail, frontier, portfolio

CANDIDATES, SIZES, YEARS = 60, 3, 5
GAP_SHARE = 0.01
AIM_SECONDS = 5.0
SCENARIOS = 100
# a point near the middle of the frontier is hard to prove to 1 %
FRONTIER_GAP_SHARE = 0.02
ASSIGNMENT_AIM_SECONDS = 0.2
INFORMATION_AIM_SECONDS = 0.03


def programme() -> Programme:
    """Return a programme in which money is scarce: about a third of the candidates fit."""
    random = np.random.default_rng(20_241)
    size = np.array([0.5, 1.0, 2.0])
    cost = random.lognormal(np.log(2e6), 0.8, CANDIDATES)[:, np.newaxis] * size**0.9
    pays = random.normal(0.3, 0.6, CANDIDATES)[:, np.newaxis] * cost
    tonnes = random.lognormal(np.log(2e-3), 0.7, CANDIDATES)[:, np.newaxis] * cost
    later = 1.04 ** -np.arange(YEARS)
    window = 1.0 - np.arange(YEARS) / 20.0
    pairs = random.permutation(CANDIDATES).reshape(-1, 2)
    return Programme(
        cost_eur=cost,
        gains={
            "value": pays[:, :, np.newaxis] * later,
            "carbon": tonnes[:, :, np.newaxis] * window,
            "equity": (random.normal(0.1, 0.2, CANDIDATES)[:, np.newaxis] * cost)[:, :, np.newaxis] * later,
        },
        budgets_eur=np.full(YEARS, cost[:, 1].sum() / 15.0),
        orders=tuple(Order(int(a), int(b), lag_years=1) for a, b in pairs[:5]),
        exclusions=tuple((int(a), int(b)) for a, b in pairs[5:10]),
        synergies=tuple(
            Synergy(int(a), int(b), {"value": 0.05 * cost[b][:, np.newaxis] * later}) for a, b in pairs[10:15]
        ),
        limits=(Limit("city", np.ones((CANDIDATES, SIZES)), 8.0),),
    )


def main() -> None:
    """Print the rows."""
    made = programme()
    weights = {"value": 1.0, "carbon": 100.0, "equity": 0.5}
    found = portfolio(made, weights, gap_share=GAP_SHARE)
    (seconds,) = seconds_side_by_side(3, lambda: portfolio(made, weights, gap_share=GAP_SHARE))
    size = f"{CANDIDATES} x {SIZES} x {YEARS}"
    against = f"proven gap {100 * found.gap_share:.2f} %"
    print_row(f"portfolio {size}, to 1 %", seconds, against, AIM_SECONDS / seconds, 1)
    spread = np.random.default_rng(1).normal(0.0, 0.5, (SCENARIOS, CANDIDATES, 1, 1))
    draws = made.gains["value"] + spread * made.cost_eur[:, :, np.newaxis]
    tail = Tail("value", draws, 0.1, 1.0)
    robust = portfolio(made, {"carbon": 100.0}, tail=tail, gap_share=GAP_SHARE)
    (seconds,) = seconds_side_by_side(
        1, lambda: portfolio(made, {"carbon": 100.0}, tail=tail, gap_share=GAP_SHARE)
    )
    against = f"proven gap {100 * robust.gap_share:.2f} %"
    print_row(f"the same, worst tenth of {SCENARIOS} draws", seconds, against, seconds, None, "s")
    (seconds,) = seconds_side_by_side(1, lambda: frontier(made, "value", "carbon", 7, FRONTIER_GAP_SHARE))
    print_row("frontier of the same, 7 points", seconds, "proven gap 2 %", seconds, None, "s")
    hosts_and_information()


def hosts_and_information() -> None:
    """Print the rows of the assignment and of the worth of information."""
    random = np.random.default_rng(20_241)
    scores, capacities = random.beta(1, 5, (500, 100)), random.integers(3, 9, 100)
    assignment(scores, capacities)
    (seconds,) = seconds_side_by_side(5, lambda: assignment(scores, capacities))
    aim = ASSIGNMENT_AIM_SECONDS
    print_row("500 cities to 100 hosts, greatest floor", seconds, "aim 0.2 s", aim / seconds, 1)
    inputs = {f"input {i}": random.random(2000) for i in range(40)}
    result = sum(inputs.values(), np.zeros(2000)) - 20.0
    (seconds,) = seconds_side_by_side(5, lambda: worth_of_knowing(inputs, result))
    aim = INFORMATION_AIM_SECONDS
    print_row("worth of 40 inputs, 2,000 draws", seconds, "aim 0.03 s", aim / seconds, 1)
