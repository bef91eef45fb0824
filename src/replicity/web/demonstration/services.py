"""Filling a fresh database with the demonstration, by the services that people use."""

import secrets
from collections.abc import Callable

from django.db import transaction
from django_tasks_db.models import DBTaskResult

from replicity.web.accounts.models import Organisation, Person
from replicity.web.audit.queries import head
from replicity.web.demonstration import deeds, journeys
from replicity.web.demonstration.cast import TOWNS
from replicity.web.demonstration.people import Company, gathered
from replicity.web.notices.models import Mail


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
    tell("Filling the database (about a minute) ...")
    with transaction.atomic():
        company = gathered(secrets.token_urlsafe(12))
        tell(f"{len(company.people)} people in {len(company.organisations)} organisations")
        programme = journeys.opened(company)
        applications = {}
        for n, town in enumerate(TOWNS, 1):
            applications[town.name] = journeys.travelled(company, programme, town)
            tell(f"{n} of {len(TOWNS)} cities: {town.name}, {town.stage}")
        journeys.hosted(company, programme, applications)
        for town in TOWNS:
            deeds.done(company, town, applications[town.name])
        tell("introductions, visits, letters, projects")
        # the demonstration writes to nobody
        Mail.objects.all().delete()
        DBTaskResult.objects.all().delete()
    return company
