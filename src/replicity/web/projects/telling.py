"""Whom a notice on a project reaches."""

from collections.abc import Iterable

from django.db.models import QuerySet

from replicity.web.accounts.models import Person, Role
from replicity.web.accounts.queries import people_of_kind
from replicity.web.projects.models import Project

WRITERS = (Role.EDITOR, Role.ADMINISTRATOR)


def writers_in(organisations: Iterable[int | None]) -> QuerySet[Person]:
    """Return those who may act for any of some organisations."""
    return (
        Person.objects.filter(
            is_active=True,
            memberships__organisation__in=[n for n in organisations if n is not None],
            memberships__role__in=WRITERS,
        )
        .distinct()
        .order_by("pk")
    )


def editors_of(project: Project, *, but: int | None = None) -> QuerySet[Person]:
    """Return those who write a project, without the one who acts."""
    found = writers_in((project.city_id, project.buyer_id))
    return found if but is None else found.exclude(pk=but)


def judges_of(project: Project) -> QuerySet[Person]:
    """Return those who decide on its results: the evaluator's people, else the brokers."""
    if project.evaluator_id is not None:
        return writers_in((project.evaluator_id,))
    return people_of_kind("broker")
