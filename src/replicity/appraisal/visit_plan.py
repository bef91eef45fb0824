"""A visit as it is planned: who goes where and why, the programme, what it costs, what it must answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from replicity.appraisal.travel import Journey
from replicity.catalogue.cities import City


@dataclass(frozen=True, slots=True)
class PlannedDelegate:
    """One who travels, and what for."""

    name: str
    office: str
    organisation: str
    languages: tuple[str, ...]
    objective: str


@dataclass(frozen=True, slots=True)
class PlannedQuestion:
    """One question that the visit must answer."""

    theme: str
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """One entry of the programme; begin and end carry the host's time zone."""

    begins: datetime
    ends: datetime
    title: str
    led_by: str
    place: str
    note: str


@dataclass(frozen=True, slots=True)
class VisitPlan:
    """What the programme sheet of a visit tells."""

    title: str
    home: City
    host: City
    hosts: tuple[str, ...]
    solution: str
    success: str
    state: str
    revision: int
    delegates: tuple[PlannedDelegate, ...]
    questions: tuple[PlannedQuestion, ...]
    items: tuple[PlannedItem, ...]
    journey: Journey | None

    @property
    def days(self) -> tuple[tuple[date, tuple[PlannedItem, ...]], ...]:
        """Return the programme by day of the host."""
        return by_day(self.items)


def by_day(items: Sequence[PlannedItem]) -> tuple[tuple[date, tuple[PlannedItem, ...]], ...]:
    """Return entries by the day on which they begin where they take place."""
    ordered = sorted(items, key=lambda item: item.begins)
    return tuple((day, tuple(found)) for day, found in groupby(ordered, key=lambda i: i.begins.date()))
