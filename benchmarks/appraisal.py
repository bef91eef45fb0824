"""What a person waits for: one appraisal of 10,000 draws with all actors, and a whole plan."""

from time import perf_counter

from table import print_row, seconds_side_by_side

from replicity.appraisal.business_case import outcome_of
from replicity.appraisal.inputs import appraisal_inputs
from replicity.appraisal.plan import plan_of
from replicity.appraisal.requests import Options, case_of, own_context, request_of
from replicity.catalogue.cities import City, get_city
from replicity.catalogue.solutions import CatalogueSolution, catalogue

DRAWS = 10_000
ROUNDS = 9
AIM_SECONDS = 0.1
AIM_DRAWS_PER_SECOND = 200_000
PLAN_AIM_SECONDS = 3.0
DATE = "2026-11-23"


def outcome(city: City, solution: CatalogueSolution, options: Options) -> None:
    """Work out the context, inputs, draws, flows, price agreed, ledger, and all actors' results."""
    context = own_context(city, options)
    asked = request_of(solution, context, options)
    outcome_of(solution, appraisal_inputs(city, solution, context, asked.scale, asked.overrides), asked)


def seconds_by_solution(city: City) -> dict[str, tuple[float, float]]:
    """Return the least time of an outcome and of a whole appraisal of each solution, new draws each time."""
    solutions = list(catalogue().values())
    least = {s.id: [float("inf"), float("inf")] for s in solutions}
    for turn in range(ROUNDS + 1):
        for column, work in enumerate((outcome, case_of)):
            options = Options(draws=DRAWS, seed=2 * turn + column)
            for solution in solutions:
                start = perf_counter()
                work(city, solution, options)
                if turn:  # the first turn warms the catalogue and the fits of the evidence
                    least[solution.id][column] = min(least[solution.id][column], perf_counter() - start)
    return {name: (first, second) for name, (first, second) in least.items()}


def print_rate(what: str, seconds: float, count: int, aim: int | None) -> None:
    """Print how many draws a second all solutions together make."""
    rate = count * DRAWS / seconds
    verdict = "" if aim is None else f"aim {aim:,}, {'reached' if rate >= aim else 'MISSED'}"
    print(f"  {what:<62}{rate:>11,.0f} draws/s  {verdict}", flush=True)


def main() -> None:
    """Print what an appraisal takes by solution, the rates of all, and what a plan takes."""
    city = get_city("Santiago, CL")
    times = seconds_by_solution(city)
    print(f"  {DRAWS:,} draws, {city.name}; least of {ROUNDS} turns, each with a new seed")
    for name, (first, whole) in times.items():
        print_row(f"{name}, all actors", first, "aim 0.100 s", AIM_SECONDS / first, 1)
        print_row(f"{name}, whole", whole, "aim 0.100 s", AIM_SECONDS / whole, 1)
    first, whole = (sum(t[column] for t in times.values()) for column in (0, 1))
    print_rate("all actors' NPV, IRR, payback", first, len(times), AIM_DRAWS_PER_SECOND)
    print("    context, inputs, draws, flows, zone of agreement, ledger, every actor, all measures, yearly")
    print_rate("with bankability and its grant, remedies, conditions, log", whole, len(times), None)
    (seconds,) = seconds_side_by_side(3, lambda: plan_of(city, {}, Options(), DATE))
    print_row("plan of all solutions, 2,000 draws", seconds, "aim 3 s", PLAN_AIM_SECONDS / seconds, 1)
