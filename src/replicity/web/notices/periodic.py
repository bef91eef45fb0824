"""Jobs that return: each application names its own, with the time between two runs."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks.base import Task

from replicity.web.notices.models import Periodic


@dataclass(frozen=True, slots=True)
class Returning:
    """A job without arguments, and how often it runs."""

    name: str
    every: timedelta
    job: Task[[], Any]


RETURNING: Final[dict[str, Returning]] = {}


def returns(name: str, every: timedelta, job: "Task[[], Any]") -> None:
    """Make a returning job known; its name is unique."""
    if name in RETURNING:
        raise ValueError(f"There is a returning job {name} already.")
    RETURNING[name] = Returning(name, every, job)


def enqueue_due(now: datetime | None = None) -> int:
    """Put the returning jobs that are due into the queue, each once however many workers ask."""
    at = now or timezone.now()
    return sum(_enqueue(returning, at) for returning in RETURNING.values())


def _enqueue(returning: Returning, now: datetime) -> bool:
    with transaction.atomic():
        if not _claimed(returning, now):
            return False
        returning.job.enqueue()
    return True


def _claimed(returning: Returning, now: datetime) -> bool:
    """Whether this worker is the one that moved the time of the last run."""
    rows = Periodic.objects.filter(name=returning.name)
    if rows.filter(last_at__lte=now - returning.every).update(last_at=now):
        return True
    if rows.exists():
        return False
    try:
        with transaction.atomic():
            Periodic.objects.create(name=returning.name, last_at=now)
    except IntegrityError:
        return False
    return True
