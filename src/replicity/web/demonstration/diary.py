"""When things happened in the demonstration: many journeys at once, told in the order of their days."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import heapify, heappop, heappush
from itertools import accumulate
from typing import Final

from replicity.web.demonstration.cast import Town
from replicity.web.programmes.stages import STAGES, place_of
from replicity.web.shared.clock import clock_at

# yields the moment at which it goes on; where that is still to come, the journey has come as far as today
Journey = Iterator[datetime]

# how many days a stage usually takes in the demonstration, and after how many the board marks a city as late
USUAL_DAYS: Final = {
    "onboarding": 21,
    "intake": 28,
    "diagnosis": 55,
    "short_list": 25,
    "remote_exchange": 35,
    "delegation": 90,
    "letter": 80,
    "pre_feasibility": 90,
    "adaptation": 100,
    "preparation": 90,
    "deal": 80,
    "implementation": 560,
    "host": 365,
}
DECIDED_AFTER: Final = timedelta(days=16)
SATURDAY: Final = 5


def played(journeys: Iterable[Journey], until: datetime) -> None:
    """Live through journeys side by side, each step with the clock at its moment."""
    waiting = [(next(journey), number, journey) for number, journey in enumerate(journeys)]
    heapify(waiting)
    while waiting:
        moment, number, journey = heappop(waiting)
        if moment > until:
            continue
        with clock_at(moment):
            following = next(journey, None)
        if following is not None:
            # nobody does two things in the same minute, nor one before the other
            heappush(waiting, (max(following, moment + timedelta(minutes=1)), number, journey))


@dataclass(frozen=True, slots=True)
class Calendar:
    """When a city was, is and will be in which stage: `begins` holds the moment at which each one begins."""

    applied: datetime
    begins: tuple[datetime, ...]
    number: int

    def at(self, stage: str, share: float) -> datetime:
        """Return the moment at a share of a stage, at an hour at which people work."""
        place = place_of(stage)
        first, last = self.begins[place], self.begins[place + 1]
        moment = first + (last - first) * share
        return worked(moment, self.number + round(10 * share))


def calendar_of(town: Town, number: int, today: datetime) -> Calendar:
    """Return the calendar of a city; what it left took now longer, now shorter than usual."""
    applied = today - timedelta(days=town.began_days)
    if town.stage not in STAGES:
        return Calendar(applied, (applied,) * (len(STAGES) + 1), number)
    here = place_of(town.stage)
    weights = [USUAL_DAYS[s] * _pace(s, number * 5 + n * 7) for n, s in enumerate(STAGES)]
    first, last = applied + DECIDED_AFTER, today - timedelta(days=town.here_days)
    left = sum(weights[:here])
    ends = [first + (last - first) * (w / left) for w in accumulate(weights[:here])]
    # a stage that takes longer than usual ends in a week
    stays = [timedelta(days=USUAL_DAYS[s]) for s in STAGES[here:]]
    stays[0] = max(stays[0], timedelta(days=town.here_days + 7))
    begins = [first, *ends]
    for stay in stays:
        begins.append(begins[-1] + stay)
    return Calendar(applied, tuple(begins), number)


def _pace(stage: str, number: int) -> float:
    """Return how a stay differs from the usual one; a year of measuring is a year everywhere."""
    return 1.0 if stage == "implementation" else 0.7 + 0.6 * (number % 11) / 10


def worked(moment: datetime, number: int) -> datetime:
    """Return the working hour next before a moment, another one for another number."""
    weekend = max(moment.weekday() - SATURDAY + 1, 0)
    hour = 8 + number * 3 % 9
    day = moment - timedelta(days=weekend)
    return day.replace(hour=hour, minute=number * 7 % 60, second=0, microsecond=0)
