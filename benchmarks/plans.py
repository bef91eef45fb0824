"""How long a plan with its PDF takes for 200 cities of all continents: in one process, and as commands."""

import random
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from replicity.appraisal.plan import plan_of
from replicity.appraisal.requests import Options
from replicity.catalogue.cities import all_cities, get_city
from replicity.catalogue.countries import country
from replicity.reports.plan_pdf import plan_pdf

CONTINENTS = ("AF", "AS", "EU", "NA", "OC", "SA")
CITIES = 200
COMMANDS = 5
AIM_SECONDS = 3.0
DATE = "2026-11-23"


def chosen_cities() -> list[str]:
    """Return as many cities of each continent, drawn at random but the same each time."""
    table, chance = all_cities(), random.Random(20_241)
    by_continent: dict[str, list[str]] = {name: [] for name in CONTINENTS}
    for identifier, code in zip(table.ids, table.country, strict=True):
        continent = country(str(code)).continent
        if continent in by_continent:
            by_continent[continent].append(str(identifier))
    each = -(-CITIES // len(CONTINENTS))
    drawn = [chance.sample(by_continent[name], each) for name in CONTINENTS]
    # in turn from each continent, so that cutting to the number takes from all
    return [city for row in zip(*drawn, strict=True) for city in row][:CITIES]


def plan_seconds(identifier: str) -> float:
    """Return what one plan and its PDF take in this process."""
    start = perf_counter()
    plan_pdf(plan_of(get_city(identifier), {}, Options(), DATE))
    return perf_counter() - start


def command_seconds(identifier: str, folder: Path) -> float:
    """Return what the command takes, from the start of Python to the finished PDF."""
    words = [sys.executable, "-m", "replicity", "plan", identifier, "--pdf", str(folder / "plan.pdf")]
    start = perf_counter()
    subprocess.run(words, check=True, capture_output=True)
    return perf_counter() - start


def print_times(what: str, seconds: dict[str, float]) -> None:
    """Print the longest, the middle and how many took longer than the aim."""
    late = sum(s > AIM_SECONDS for s in seconds.values()) / len(seconds)
    slowest = max(seconds, key=lambda name: seconds[name])
    verdict = "reached" if not late else "MISSED"
    print(
        f"  {what:<30} median {median(seconds.values()):.2f} s, longest {seconds[slowest]:.2f} s "
        f"({get_city(slowest).name}), above {AIM_SECONDS:g} s: {late:.1%}, aim 0 %, {verdict}",
        flush=True,
    )


def main() -> None:
    """Print the times of plans with PDF, warm in one process and as commands of their own."""
    cities = chosen_cities()
    plan_seconds(cities[0])
    print_times(f"{len(cities)} plans, one process", {city: plan_seconds(city) for city in cities})
    with tempfile.TemporaryDirectory() as folder:
        command_seconds(cities[0], Path(folder))
        some = cities[:: len(cities) // COMMANDS][:COMMANDS]
        print_times(f"{COMMANDS} commands", {city: command_seconds(city, Path(folder)) for city in some})
