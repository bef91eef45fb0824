"""How well hosts are proposed: for cities that did follow a project, against the cities that led it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from replicity.appraisal.context import ContextValue, city_context
from replicity.appraisal.nearness import nearness_share
from replicity.catalogue.cities import UnknownCity, get_city
from replicity.catalogue.countries import country
from replicity.catalogue.evidence import figures
from replicity.catalogue.methods import method_numbers
from replicity.catalogue.network import NetworkCity, network_cities
from replicity.catalogue.solutions import catalogue
from replicity.engine.array import FloatArray

LEADING = frozenset(("lighthouse", "demonstrator"))
FOLLOWING = frozenset(("fellow", "former_fellow", "replication"))
PLACES = 5


@dataclass(frozen=True, slots=True)
class Ranker:
    """How one way of ranking did; the errors are standard errors over projects, None for a sure figure."""

    id: str
    precision_at_5: float
    precision_error: float | None
    rank_correlation: float
    correlation_error: float | None

    def to_dict(self) -> dict[str, object]:
        """Return the figures as in the JSON."""
        return {
            "ranker": self.id,
            "precision_at_5": self.precision_at_5,
            "precision_at_5_error": self.precision_error,
            "rank_correlation": self.rank_correlation,
            "rank_correlation_error": self.correlation_error,
        }


@dataclass(frozen=True, slots=True)
class HostValidation:
    """The comparison of all rankers on the same cities; `left_out` has no context to compare."""

    cities_count: int
    projects_count: int
    candidates_count: int
    best_possible_precision_at_5: float
    rankers: tuple[Ranker, ...]
    left_out: tuple[str, ...]

    def to_dict(self) -> dict[str, object]:
        """Return the comparison as in the JSON."""
        return {
            "cities_count": self.cities_count,
            "projects_count": self.projects_count,
            "candidates_count": self.candidates_count,
            "best_possible_precision_at_5": self.best_possible_precision_at_5,
            "rankers": [ranker.to_dict() for ranker in self.rankers],
            "left_out": list(self.left_out),
        }


@dataclass(frozen=True, slots=True)
class _Pairing:
    """One following city of one project, and whether each candidate led that project (NaN: itself)."""

    project: str
    city: str
    led: FloatArray


@lru_cache(maxsize=1)
def host_validation() -> HostValidation:
    """Return how the hosts that we would propose compare with those of the projects."""
    roles = [c for c in network_cities() if c.project and c.role in LEADING | FOLLOWING]
    names = {c.city_id: c.city_name for c in roles}
    contexts = {i: held for i in names if (held := _context(i)) is not None}
    candidates = sorted({c.city_id for c in roles if c.role in LEADING} & set(contexts))
    pairings = _pairings([c for c in roles if c.city_id in contexts], candidates)
    possible = [min(float(np.nansum(p.led)), PLACES) / PLACES for p in pairings]
    ways = _ways(pairings, candidates, contexts)
    return HostValidation(
        cities_count=len({p.city for p in pairings}),
        projects_count=len({p.project for p in pairings}),
        candidates_count=len(candidates),
        best_possible_precision_at_5=float(np.mean(possible)),
        rankers=tuple(_ranker(name, found, pairings) for name, found in ways.items()),
        left_out=tuple(sorted(names[i] for i in names if i not in contexts)),
    )


def _pairings(roles: Sequence[NetworkCity], candidates: Sequence[str]) -> list[_Pairing]:
    """Return each following city of each project with the cities that led the project."""
    found = []
    for following in (c for c in roles if c.role in FOLLOWING):
        leading = {c.city_id for c in roles if c.project == following.project and c.role in LEADING}
        led = np.array([np.nan if i == following.city_id else float(i in leading) for i in candidates])
        if np.nansum(led) > 0:
            found.append(_Pairing(following.project, following.city_id, led))
    return found


def _ways(
    pairings: Sequence[_Pairing],
    candidates: Sequence[str],
    contexts: Mapping[str, Mapping[str, ContextValue]],
) -> dict[str, list[FloatArray]]:
    """Return the scores of all candidates for each pairing, by each way of ranking."""
    evidence = np.array([_evidence(i) for i in candidates])
    near = {p.city: [_nearness(contexts[p.city], contexts[i]) for i in candidates] for p in pairings}
    spoken = {p.city: np.array([_common_language(p.city, i) for i in candidates]) for p in pairings}
    foreign = float(method_numbers()["hosts"]["foreign_language"])
    discount = {city: np.where(common, 1.0, foreign) for city, common in spoken.items()}
    return {
        "replicity": [evidence * np.array(near[p.city]) * discount[p.city] for p in pairings],
        "nearness": [np.array(near[p.city]) for p in pairings],
        "popularity": [_popularity(p, pairings) for p in pairings],
        "same language": [spoken[p.city].astype(np.float64) for p in pairings],
        "random": [np.zeros(len(candidates)) for _ in pairings],
    }


def precision(scores: FloatArray, led: FloatArray, places: int = PLACES) -> float:
    """Return the share of true hosts among the first places; equal scores share their places."""
    order = np.sort(np.unique(scores))[::-1]
    found, left = 0.0, float(places)
    for level in order:
        tied = led[scores == level]
        taken = min(left, tied.size)
        found, left = found + taken * float(tied.mean()), left - taken
        if left <= 0:
            break
    return found / places


def rank_correlation(scores: FloatArray, led: FloatArray) -> float:
    """Return how much oftener a true host stands above another than below (rank-biserial, -1 to 1)."""
    true, other = scores[led > 0], scores[led == 0]
    return float(np.sign(true[:, np.newaxis] - other[np.newaxis, :]).mean())


def _ranker(name: str, scores: Sequence[FloatArray], pairings: Sequence[_Pairing]) -> Ranker:
    """Return the means over the following cities, with the standard error that projects give."""
    pairs = list(zip(scores, pairings, strict=True))
    exists = [(s[~np.isnan(p.led)], p.led[~np.isnan(p.led)]) for s, p in pairs]
    projects = np.array([p.project for p in pairings])
    at_5 = np.array([precision(s, led) for s, led in exists])
    correlated = np.array([rank_correlation(s, led) for s, led in exists])
    sure = name == "random"
    return Ranker(
        name,
        float(at_5.mean()),
        None if sure else _error(at_5, projects),
        float(correlated.mean()),
        None if sure else _error(correlated, projects),
    )


def _error(values: FloatArray, groups: NDArray[np.str_]) -> float:
    """Return the standard error of the mean where the cities of one project are one experience."""
    away = values - values.mean()
    sums = np.array([away[groups == g].sum() for g in np.unique(groups)])
    return float(np.sqrt((sums**2).sum() * sums.size / (sums.size - 1)) / values.size)


def _popularity(pairing: _Pairing, pairings: Sequence[_Pairing]) -> FloatArray:
    """Return how many other cities each candidate has led."""
    others = [np.nan_to_num(p.led) for p in pairings if p.city != pairing.city]
    return np.asarray(np.sum(others, axis=0))


def _context(city_id: str) -> Mapping[str, ContextValue] | None:
    try:
        return city_context(get_city(city_id))
    except UnknownCity:
        return None


def _nearness(here: Mapping[str, ContextValue], there: Mapping[str, ContextValue]) -> float:
    return float(np.mean([nearness_share(s, here, there) for s in catalogue().values()]))


def _evidence(city_id: str) -> float:
    """Return the strength of all that a city has shown, as for a host of one solution."""
    grades = method_numbers()["grade_weight"]
    weight = sum(float(grades[f.grade]) for f in figures(city=city_id))
    return weight / (weight + float(method_numbers()["hosts"]["half_evidence"]))


def _common_language(here: str, there: str) -> bool:
    own, other = (set(country(get_city(i).country).languages) for i in (here, there))
    return bool(own & other)
