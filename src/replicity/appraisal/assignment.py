"""All cities of a programme to hosts at once, by what each wants to learn and how many a host can take."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from replicity.appraisal.context import city_context
from replicity.appraisal.hosts import hosts
from replicity.appraisal.inputs import InputError
from replicity.catalogue.cities import City, get_city
from replicity.catalogue.solutions import catalogue, get_solution
from replicity.engine.array import FloatArray
from replicity.engine.assignment import assignment


@dataclass(frozen=True, slots=True)
class Placement:
    """One city's host, beside the one that it would choose if it were alone."""

    city: City
    host: City
    score: float
    best_host: City
    best_score: float

    @property
    def given_up_share(self) -> float:
        """Return what the city gave up as a share of its best host's score."""
        return 1.0 - self.score / self.best_score if self.best_score > 0 else 0.0

    def to_dict(self) -> dict[str, object]:
        """Return the placement as in the JSON."""
        return {
            "city": self.city.id,
            "city_name": self.city.name,
            "host": self.host.id,
            "host_name": self.host.name,
            "score": self.score,
            "best_host": self.best_host.id,
            "best_host_name": self.best_host.name,
            "best_score": self.best_score,
            "given_up_share": self.given_up_share,
        }


@dataclass(frozen=True, slots=True)
class ProgrammeAssignment:
    """The hosts of all cities; each city has at least `floor_share` of its own best host's score."""

    placements: tuple[Placement, ...]
    floor_share: float

    def to_dict(self) -> dict[str, object]:
        """Return the assignment as in the JSON."""
        return {"floor_share": self.floor_share, "cities": [p.to_dict() for p in self.placements]}


def assign_hosts(
    wishes: Mapping[str, tuple[str, ...]], capacities: Mapping[str, int], floor_share: float | None = None
) -> ProgrammeAssignment:
    """Return hosts for the cities of a programme.

    `wishes` holds the solutions that each city (by id) wants to learn, none for all; `capacities` how many
    cities each host (by id) can take. A pair scores the mean over the wished solutions of the host's score, 0
    where it has not shown the solution. Without a floor the greatest that all cities can have is taken.

    Raises
    ------
    InputError
        Without cities or hosts, or for a floor that is no share.
    NoAssignment
        If the capacities or the floor cannot be met.
    """
    if not wishes or not capacities:
        raise InputError("An assignment needs at least one city and one host; add them to the programme.")
    if floor_share is not None and not 0 <= floor_share <= 1:
        raise InputError(
            f"The floor is a share between 0 and 1, but {floor_share:g} was given; write 0.8 for 80 per cent."
        )
    cities = [get_city(i) for i in wishes]
    places = [get_city(i) for i in capacities]
    scores = host_scores(list(wishes.items()), [p.id for p in places])
    found = assignment(scores, np.array(list(capacities.values()), dtype=np.int64), floor_share)
    placements = tuple(
        Placement(
            city,
            places[int(found.host[row])],
            float(found.score[row]),
            places[int(found.best_host[row])],
            float(found.best_score[row]),
        )
        for row, city in enumerate(cities)
    )
    return ProgrammeAssignment(placements, found.floor_share)


def host_scores(wishes: Sequence[tuple[str, tuple[str, ...]]], host_ids: Sequence[str]) -> FloatArray:
    """Return the scores of all hosts (columns) for cities and the solutions that they wish (rows).

    Cities and hosts may stand there more than once, as when two organisations are in one city. NaN marks a
    city that would be its own host.
    """
    apart = list(dict.fromkeys(host_ids))
    rows = [_scores(get_city(city_id), solutions, apart) for city_id, solutions in wishes]
    return np.stack(rows)[:, [apart.index(i) for i in host_ids]]


def _scores(city: City, solutions: tuple[str, ...], host_ids: list[str]) -> FloatArray:
    """Return the score of each host for a city; NaN for the city itself."""
    context = city_context(city)
    wanted = [get_solution(s) for s in solutions] or list(catalogue().values())
    total = dict.fromkeys(host_ids, 0.0)
    for solution in wanted:
        for host in hosts(city, solution, context):
            if host.city.id in total:
                total[host.city.id] += host.score / len(wanted)
    return np.array([np.nan if i == city.id else score for i, score in total.items()])
