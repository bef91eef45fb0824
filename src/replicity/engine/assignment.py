"""All cities of a programme to hosts at once: the greatest sum of scores under capacities and a floor.

Each host is copied into as many slots as it can take cities; cities and slots are matched by the
shortest augmenting path method (Crouse 2016, IEEE Transactions on Aerospace and Electronic Systems 52(4)).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from replicity.engine.array import FloatArray

# the greatest floor is looked for in steps of a hundredth
FLOOR_STEPS = 100


class NoAssignment(ValueError):
    """Cities that cannot all have a host."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who goes to whom.

    Attributes
    ----------
    host, best_host : int arrays, shape ``(cities,)``
        The host that a city gets, and the one that it would choose if it were alone.
    score, best_score : arrays, shape ``(cities,)``
        The score of either.
    floor_share : float
        Every city has at least this share of the score of its own best host.
    """

    host: NDArray[np.int64]
    best_host: NDArray[np.int64]
    score: FloatArray
    best_score: FloatArray
    floor_share: float

    @property
    def given_up(self) -> FloatArray:
        """Return what each city gave up against its own best host (in the unit of the scores)."""
        return self.best_score - self.score


def assignment(
    scores: FloatArray, capacities: NDArray[np.int64], floor_share: float | None = None
) -> Assignment:
    """Return the assignment with the greatest sum of scores.

    Parameters
    ----------
    scores : array, shape ``(cities, hosts)``
        Not negative; NaN where a pair is impossible.
    capacities : int array, shape ``(hosts,)``
        How many cities a host can take.
    floor_share : float, optional
        The least share of its best score that every city gets; None for the greatest share that all
        cities can have at once, down to a hundredth.

    Raises
    ------
    NoAssignment
        If there are too few places, or none for some cities, or the floor is out of reach.
    """
    # scipy.optimize takes 0.4 s to load: only who assigns waits for it
    from scipy.optimize import linear_sum_assignment

    places = np.asarray(capacities, dtype=np.int64)
    possible = ~np.isnan(scores) & (places > 0)
    _enough(possible, places)
    known = np.where(np.isnan(scores), -np.inf, scores)
    best = known.max(axis=1)
    # a city for which no host scores anything loses nothing with any of them
    share = np.where(best[:, np.newaxis] > 0, known / np.where(best > 0, best, 1.0)[:, np.newaxis], 1.0)
    slots = np.repeat(np.arange(places.size), np.minimum(places, scores.shape[0]))
    allowed = np.where(possible, share, -np.inf)[:, slots]
    floor = _greatest_floor(allowed) if floor_share is None else floor_share
    # a hair of tolerance, so that a city may always have exactly its floor
    cost = np.where(allowed >= floor - 1e-12, -known[:, slots], np.inf)
    try:
        cities, taken = linear_sum_assignment(cost)
    except ValueError:
        raise NoAssignment(
            f"Not every city can have {100 * floor:.0f} % of what its best host would give; "
            "lower the floor or raise the capacities of the hosts."
        ) from None
    host = np.empty(scores.shape[0], dtype=np.int64)
    host[cities] = slots[taken]
    rows = np.arange(scores.shape[0])
    return Assignment(host, known.argmax(axis=1), known[rows, host], best, float(floor))


def _enough(possible: NDArray[np.bool_], places: NDArray[np.int64]) -> None:
    """Refuse what no assignment can meet."""
    if places.size and int(places.min()) < 0:
        raise NoAssignment("A host's capacity must not be negative; give 0 for a host that takes no city.")
    if int(places.sum()) < possible.shape[0]:
        raise NoAssignment(
            f"The hosts can take {int(places.sum())} cities together, but there are {possible.shape[0]}; "
            "raise a capacity or add a host."
        )
    without = int((~possible.any(axis=1)).sum())
    if without:
        raise NoAssignment(
            f"{without} of {possible.shape[0]} cities have no possible host; "
            "add hosts that they can learn from."
        )


def _greatest_floor(share: FloatArray) -> float:
    """Return the greatest floor, in hundredths, under which all cities can have a slot."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import maximum_bipartite_matching

    def can(step: int) -> bool:
        allowed = csr_array(share >= step / FLOOR_STEPS - 1e-12)
        matched = maximum_bipartite_matching(allowed, perm_type="column")
        return bool((matched >= 0).all())

    low, high = 0, FLOOR_STEPS
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if can(middle) else (low, middle - 1)
    return low / FLOOR_STEPS
