"""Reminders: worked out from the dates, sent once to each person."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from replicity.web.accounts.models import Person
from replicity.web.introductions import notices
from replicity.web.introductions.audience import editors_of, tell_of
from replicity.web.introductions.models import Introduction, Reminder, State
from replicity.web.notices.periodic import returns

# days without an answer after which the organisation that was asked is reminded
FIRST_DAYS, SECOND_DAYS = 7, 14


@dataclass(frozen=True, slots=True)
class DueReminder:
    """A reminder that is due, and was not sent yet to these people."""

    introduction: Introduction
    kind: str
    due_on: date
    people: tuple[Person, ...]


def due_reminders(now: datetime) -> tuple[DueReminder, ...]:
    """Return what is due at a moment, without what was sent; of two that are late the last alone."""
    due = [_unanswered(i, now) for i in _waiting(now)] + [_follow_up(i) for i in _to_follow(now)]
    return tuple(d for d in map(_without_sent, due) if d.people)


@task()
def send_reminders() -> int:
    """Send what is due now; return how many reminders went out."""
    sent = 0
    for due in due_reminders(timezone.now()):
        sent += sum(_send(due, person) for person in due.people)
    return sent


@transaction.atomic
def _send(due: DueReminder, person: Person) -> bool:
    """Send a reminder to a person, unless another worker was faster."""
    _row, new = Reminder.objects.get_or_create(
        introduction=due.introduction, person=person, kind=due.kind, due_on=due.due_on
    )
    if not new:
        return False
    if due.kind == Reminder.Kind.FOLLOW_UP:
        tell_of(due.introduction, notices.FOLLOW_UP, [person], date=due.due_on.isoformat())
    else:
        days = FIRST_DAYS if due.kind == Reminder.Kind.FIRST else SECOND_DAYS
        tell_of(due.introduction, notices.UNANSWERED, [person], days=days)
    return True


def _waiting(now: datetime) -> list[Introduction]:
    found = Introduction.objects.filter(
        state=State.REQUESTED, created_at__lte=now - timedelta(days=FIRST_DAYS)
    )
    return list(found.select_related("asking", "asked").order_by("pk"))


def _to_follow(now: datetime) -> list[Introduction]:
    found = Introduction.objects.filter(
        state=State.FOLLOWING_UP, follow_up_on__lte=now.astimezone(UTC).date()
    )
    return list(found.select_related("asking", "asked").order_by("pk"))


def _unanswered(introduction: Introduction, now: datetime) -> DueReminder:
    late = introduction.created_at <= now - timedelta(days=SECOND_DAYS)
    kind, days = (Reminder.Kind.SECOND, SECOND_DAYS) if late else (Reminder.Kind.FIRST, FIRST_DAYS)
    due_on = (introduction.created_at + timedelta(days=days)).astimezone(UTC).date()
    return DueReminder(introduction, kind, due_on, tuple(editors_of((introduction.asked_id,))))


def _follow_up(introduction: Introduction) -> DueReminder:
    due_on = introduction.follow_up_on or introduction.created_at.date()
    return DueReminder(introduction, Reminder.Kind.FOLLOW_UP, due_on, tuple(editors_of(introduction.parties)))


def _without_sent(due: DueReminder) -> DueReminder:
    sent = set(
        Reminder.objects.filter(introduction=due.introduction, kind=due.kind, due_on=due.due_on).values_list(
            "person_id", flat=True
        )
    )
    rest = tuple(p for p in due.people if p.pk not in sent)
    return DueReminder(due.introduction, due.kind, due.due_on, rest)


returns("introductions.send_reminders", timedelta(hours=1), send_reminders)
