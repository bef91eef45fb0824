"""Filling a fresh database with the demonstration, by the services that people use."""

import secrets
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from replicity.web.accounts.models import Organisation, Person
from replicity.web.audit.queries import head
from replicity.web.demonstration import journeys, market, meetings, replicas
from replicity.web.demonstration.cast import TOWNS
from replicity.web.demonstration.diary import calendar_of, played
from replicity.web.demonstration.people import Company
from replicity.web.demonstration.scene import Scene
from replicity.web.notices.models import Mail
from replicity.web.notices.services import mark_all_read
from replicity.web.projects.models import Project

UNREAD_DAYS = 18


class NotEmpty(OSError):
    """The database holds something already."""


def fill(tell: Callable[[str], None]) -> Company:
    """Fill the database: all of it or, where something fails, none.

    Raises
    ------
    NotEmpty
        Where somebody works with the database already.
    """
    if Person.objects.exists() or Organisation.objects.exists() or head()[0]:
        raise NotEmpty(
            "The database is not empty, so nothing was added: set REPLICITY_HOME to a new folder "
            "(or REPLICITY_DATABASE_URL to a new database) for the demonstration."
        )
    tell("Filling the database (under a minute) ...")
    with transaction.atomic():
        company = Company(secrets.token_urlsafe(12))
        _live(company, timezone.now(), tell)
        # the demonstration writes to nobody
        Mail.objects.all().delete()
        DBTaskResult.objects.all().delete()
    return company


def _live(company: Company, today: datetime, tell: Callable[[str], None]) -> None:
    """Live through three years as far as today, and leave undone what people would have left undone."""
    began = today - timedelta(days=max(t.began_days for t in TOWNS) + 40)
    scenes: dict[int, Scene] = {}
    count = iter(range(1, len(TOWNS) + 1))
    ways = [
        journeys.travelled(
            company,
            town,
            calendar_of(town, number, today),
            scenes,
            lambda words: tell(f"{next(count)} of {len(TOWNS)} cities: {words}"),
        )
        for number, town in enumerate(TOWNS)
    ]
    played(
        [
            journeys.opened(company, began),
            market.offered(company, began, today),
            market.requested(company, today),
            _read(company, today - timedelta(days=UNREAD_DAYS)),
            *ways,
        ],
        today,
    )
    meetings.followed_up(scenes, today)
    for project in Project.objects.all():
        replicas.looked_after(project, scenes[project.city_id], today.date())
    tell("introductions, visits, letters, projects, readings")


def _read(company: Company, day: datetime) -> Iterator[datetime]:
    """Have everybody read the notices of the time before."""
    yield day
    for key in company.people:
        mark_all_read(company.actor(key))
