"""The pipeline board: columns by stage, each with its first cards and the count of all."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from replicity.web.programmes.models import Application, Event, EventKind, Programme
from replicity.web.programmes.stages import CRITERIA, STAGES, Stage, place_of

CARDS = 8


@dataclass(frozen=True, slots=True)
class Card:
    """One city on the board."""

    application: Application
    days: int
    late: bool
    ticked_count: int
    asked_count: int
    introductions_count: int


@dataclass(frozen=True, slots=True)
class Column:
    """One stage of the board; `more_count` cities of it are not on the page."""

    stage: Stage
    count: int
    most_days_count: int | None
    cards: tuple[Card, ...]

    @property
    def next(self) -> Stage | None:
        """Return the stage after this one."""
        place = place_of(self.stage) + 1
        return Stage(STAGES[place]) if place < len(STAGES) else None

    @property
    def more_count(self) -> int:
        """Return how many cards do not stand on the board."""
        return self.count - len(self.cards)


def board_of(programme: Programme) -> tuple[Column, ...]:
    """Return the board: in each column those who have waited longest come first."""
    accepted = programme.applications.filter(state="accepted")
    counts = dict(accepted.order_by().values_list("stage").annotate(n=Count("pk")))
    first = (
        accepted.annotate(
            place=Window(
                RowNumber(), partition_by=F("stage"), order_by=(F("stage_since").asc(), F("pk").asc())
            )
        )
        .filter(place__lte=CARDS)
        .select_related("organisation", "host")
        .order_by("stage_since", "pk")
    )
    gates = gates_of(programme)
    cards = cards_of(list(first), gates)
    return tuple(
        Column(
            stage=stage,
            count=counts.get(stage.value, 0),
            most_days_count=gates[stage][1],
            cards=tuple(c for c in cards if c.application.stage == stage),
        )
        for stage in Stage
    )


def gates_of(programme: Programme) -> dict[str, tuple[tuple[str, ...], int | None]]:
    """Return the criteria asked for in each stage, and how long it should take."""
    held = {g.stage: g for g in programme.gates.all()}
    return {
        stage: (
            tuple(c for c in criteria if stage not in held or c in held[stage].criteria),
            held[stage].most_days_count if stage in held else None,
        )
        for stage, criteria in CRITERIA.items()
    }


def cards_of(
    applications: list[Application], gates: dict[str, tuple[tuple[str, ...], int | None]]
) -> list[Card]:
    """Return the cards of applications, with two questions to the database."""
    ticked: dict[int, set[tuple[str, str]]] = {}
    rows = (
        Application.objects.filter(pk__in=[a.pk for a in applications])
        .exclude(ticks=None)
        .order_by()
        .values_list("pk", "ticks__stage", "ticks__criterion")
    )
    for pk, stage, criterion in rows:
        ticked.setdefault(pk, set()).add((stage, criterion))
    accepted = Event.objects.filter(application__in=applications, kind=EventKind.INTRODUCTION_ACCEPTED)
    introductions = Counter(accepted.order_by().values_list("application_id", flat=True))
    now = timezone.now()
    found = []
    for application in applications:
        asked, most = gates[application.stage]
        days = days_since(application.stage_since, now)
        done = sum((application.stage, c) in ticked.get(application.pk, ()) for c in asked)
        late = most is not None and days > most
        found.append(Card(application, days, late, done, len(asked), introductions[application.pk]))
    return found


def days_since(start: datetime | None, now: datetime) -> int:
    """Return whole days since a moment."""
    return 0 if start is None else max((now - start).days, 0)
