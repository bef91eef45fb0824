"""What a person waits for: one appraisal of 10,000 draws with all actors, and a whole plan."""

from table import print_row, seconds_side_by_side

from replicity.appraisal.plan import plan_of
from replicity.appraisal.requests import Options, case_of
from replicity.catalogue.cities import get_city
from replicity.catalogue.solutions import catalogue

ROUNDS = 7
AIM_SECONDS = 0.1
PLAN_AIM_SECONDS = 3.0


def main() -> None:
    """Print a row for each solution's default business model, and one for a plan at the default draws."""
    city = get_city("Santiago, CL")
    options = Options(draws=10_000)
    times = []
    for solution in catalogue().values():
        case_of(city, solution, options)
        (seconds,) = seconds_side_by_side(ROUNDS, lambda chosen=solution: case_of(city, chosen, options))
        times.append(seconds)
        print_row(f"appraise {solution.id}, 10,000 draws", seconds, "aim 0.100 s", AIM_SECONDS / seconds, 1)
    rate = 10_000 * len(times) / sum(times)
    print(f"  all solutions: {rate:,.0f} draws a second, every actor's NPV, IRR and payback included")
    (seconds,) = seconds_side_by_side(3, lambda: plan_of(city, {}, Options(), "2026-11-23"))
    print_row("plan of all solutions, 2,000 draws", seconds, "aim 3 s", PLAN_AIM_SECONDS / seconds, 1)
