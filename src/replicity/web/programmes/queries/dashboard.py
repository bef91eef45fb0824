"""The figures of a programme: counts, tables by country, track and driver, the funnel, time in stage."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median
from typing import NamedTuple

from django.utils import timezone

from replicity.catalogue.solutions import catalogue
from replicity.web.programmes.models import Event, EventKind, Programme, StageChange
from replicity.web.programmes.outcomes import Outcome, Quantiles, outcomes_of, summed
from replicity.web.programmes.queries.programmes import WITHDRAWN
from replicity.web.programmes.stages import STAGES, Stage


class _City(NamedTuple):
    """What the figures need of an application."""

    pk: int
    state: str
    stage: str
    stage_since: datetime | None
    furthest: int
    country: str
    tracks: list[int]
    driver: str


class _Happened(NamedTuple):
    """What the figures need of an event."""

    application_id: int
    kind: str
    solutions: Sequence[str]
    at: datetime


# whether a city, or a thing about solutions there, belongs to a group
Belongs = Callable[[_City, Sequence[str]], bool]


@dataclass(frozen=True, slots=True)
class Totals:
    """What a programme, or a part of it, has brought about."""

    key: str
    cities_count: int
    introductions_count: int
    visits_count: int
    letters_count: int
    replicas_count: int
    results_count: int
    investment_eur: Quantiles | None
    avoided_tco2e_per_year: Quantiles | None


@dataclass(frozen=True, slots=True)
class StageFigures:
    """How many cities reached a stage, are in it now, and how long they stay."""

    stage: Stage
    reached_count: int
    now_count: int
    median_days: float | None
    left_count: int
    waiting_days: float | None


@dataclass(frozen=True, slots=True)
class Dashboard:
    """All figures of a programme."""

    totals: Totals
    states: Mapping[str, int]
    by_country: tuple[Totals, ...]
    by_track: tuple[Totals, ...]
    by_driver: tuple[Totals, ...]
    stages: tuple[StageFigures, ...]
    letters_on: tuple[date, ...]


def dashboard_of(programme: Programme) -> Dashboard:
    """Return the figures of a programme, with a fixed number of questions to the database."""
    cities = [
        _City(*row)
        for row in programme.applications.exclude(state="draft").values_list(*_City._fields).order_by("pk")
    ]
    events = [
        _Happened(*row)
        for row in Event.objects.filter(application__programme=programme)
        # a letter that was withdrawn counts no more; the page's head says how many there were
        .exclude(standing=WITHDRAWN)
        .values_list(*_Happened._fields)
        .order_by("at", "pk")
    ]
    accepted = [c for c in cities if c.state == "accepted"]
    outcomes = outcomes_of([c.pk for c in accepted])
    group = _Grouping(accepted, events, outcomes)
    letters = [timezone.localdate(e.at) for e in events if e.kind == EventKind.LETTER_SIGNED]
    return Dashboard(
        totals=group.totals("", lambda _c, _s: True),
        states=Counter(c.state for c in cities),
        by_country=group.by_country(),
        by_track=group.by_track(),
        by_driver=group.by_driver(),
        stages=_stages(programme, accepted),
        letters_on=tuple(letters),
    )


@dataclass(frozen=True, slots=True)
class _Grouping:
    """Counts over groups of cities and of solutions."""

    cities: Sequence[_City]
    events: Sequence[_Happened]
    outcomes: Sequence[Outcome]

    def by_country(self) -> tuple[Totals, ...]:
        codes = sorted({c.country for c in self.cities})
        return _largest_first(self.totals(code, _of("country", code)) for code in codes)

    def by_driver(self) -> tuple[Totals, ...]:
        drivers = sorted({c.driver for c in self.cities})
        return _largest_first(self.totals(name, _of("driver", name)) for name in drivers)

    def by_track(self) -> tuple[Totals, ...]:
        tracks = sorted({t for solution in catalogue() for t in _tracks(solution)})
        return tuple(self.totals(str(t), _on_track(t)) for t in tracks)

    def totals(self, key: str, holds: Belongs) -> Totals:
        """Return the totals of those that belong: solutions are known where a thing names them."""
        by_pk = {c.pk: c for c in self.cities}
        kinds = Counter(
            e.kind
            for e in self.events
            if e.application_id in by_pk and holds(by_pk[e.application_id], e.solutions)
        )
        told = [o for o in self.outcomes if holds(by_pk[o.application_id], (o.solution,))]
        return Totals(
            key=key,
            cities_count=sum(holds(c, ()) for c in self.cities),
            introductions_count=kinds[EventKind.INTRODUCTION_ACCEPTED],
            visits_count=kinds[EventKind.VISIT_DONE],
            letters_count=kinds[EventKind.LETTER_SIGNED],
            replicas_count=kinds[EventKind.REPLICA_OPERATING],
            results_count=kinds[EventKind.RESULTS_ACCEPTED],
            investment_eur=summed(o.investment_eur for o in told),
            avoided_tco2e_per_year=summed(o.avoided_tco2e_per_year for o in told),
        )


def _of(field: str, value: str) -> Belongs:
    return lambda city, _solutions: getattr(city, field) == value


def _on_track(track: int) -> Belongs:
    # what a thing is about says more than what the city wished when it applied
    return lambda city, solutions: track in ({t for s in solutions for t in _tracks(s)} or city.tracks)


def _tracks(solution: str) -> tuple[int, ...]:
    found = catalogue().get(solution)
    return (found.track, *found.tracks_also) if found else ()


def _largest_first(rows: Iterable[Totals]) -> tuple[Totals, ...]:
    return tuple(sorted(rows, key=lambda t: (-t.letters_count, -t.cities_count, t.key)))


def _stages(programme: Programme, accepted: Sequence[_City]) -> tuple[StageFigures, ...]:
    stays: dict[str, list[float]] = {}
    changes = StageChange.objects.filter(application__programme=programme).exclude(entered_at=None)
    for stage, entered, left in changes.order_by().values_list("from_stage", "entered_at", "at"):
        if entered is not None:
            stays.setdefault(stage, []).append((left - entered).total_seconds() / 86_400)
    now = timezone.now()
    found = []
    for place, stage in enumerate(STAGES):
        here = [c for c in accepted if c.stage == stage]
        waiting = [(now - c.stage_since).total_seconds() / 86_400 for c in here if c.stage_since]
        found.append(
            StageFigures(
                stage=Stage(stage),
                reached_count=sum(c.furthest >= place for c in accepted),
                now_count=len(here),
                median_days=median(stays[stage]) if stage in stays else None,
                left_count=len(stays.get(stage, ())),
                waiting_days=median(waiting) if waiting else None,
            )
        )
    return tuple(found)
