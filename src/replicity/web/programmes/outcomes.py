"""What replicas are expected to cost and to avoid: other parts register who can tell."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Quantiles:
    """A result of a prediction that was frozen."""

    p10: float
    p50: float
    p90: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one replica of an application promises; None where its prediction says nothing of it."""

    application_id: int
    solution: str
    investment_eur: Quantiles | None
    avoided_tco2e_per_year: Quantiles | None


Source = Callable[[Sequence[int]], Iterable[Outcome]]
SOURCES: Final[list[Source]] = []


def tells_outcomes(source: Source) -> Source:
    """Register a source: it takes the ids of applications and gives the outcomes of their replicas.

    A source asks the database a fixed number of times, however many applications there are.
    """
    SOURCES.append(source)
    return source


def outcomes_of(application_ids: Sequence[int]) -> list[Outcome]:
    """Return what all sources tell of some applications."""
    return [outcome for source in SOURCES for outcome in source(application_ids)]


def summed(parts: Iterable[Quantiles | None]) -> Quantiles | None:
    """Return the sum of medians, with the sums of the low and of the high ends; None of nothing.

    The ends are those that would come about if all replicas did badly, or well, together: the true range is
    narrower.
    """
    known = [part for part in parts if part is not None]
    if not known:
        return None
    return Quantiles(sum(q.p10 for q in known), sum(q.p50 for q in known), sum(q.p90 for q in known))
