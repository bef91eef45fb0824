"""Whom to tell, and in which words: those who act for an organisation, each in their language."""

from collections.abc import Iterable
from typing import Any

from replicity.catalogue.solutions import catalogue
from replicity.web.accounts.models import Person, Role
from replicity.web.introductions.models import Introduction
from replicity.web.notices.kinds import NoticeKind
from replicity.web.notices.services import notify
from replicity.web.shared.access import Actor

LONGEST_EXCERPT = 300


def editors_of(organisations: Iterable[int | None], without: Actor | None = None) -> list[Person]:
    """Return who may act for the organisations, each once, without who did the thing."""
    found = Person.objects.filter(
        is_active=True,
        memberships__organisation__in=[n for n in organisations if n],
        memberships__role__in=(Role.EDITOR, Role.ADMINISTRATOR),
    )
    if without is not None and without.person_id is not None:
        found = found.exclude(pk=without.person_id)
    return list(found.distinct().order_by("pk"))


def tell(kind: NoticeKind, people: Iterable[Person], solution: str, link: str, **facts: Any) -> None:
    """Send a notice that names a solution in each reader's language."""
    for person in people:
        notify(kind, [person], link=link, solution=solution_name(solution, person.language), **facts)


def tell_of(introduction: Introduction, kind: NoticeKind, people: Iterable[Person], **facts: Any) -> None:
    """Send a notice on an introduction."""
    names = {"who": introduction.asking.name, "whom": introduction.asked.name}
    tell(kind, people, introduction.solution, f"/introductions/{introduction.pk}/", **names, **facts)


def solution_name(solution: str, language: str) -> str:
    """Return what a solution is called; one that left the catalogue keeps its id."""
    found = catalogue().get(solution)
    return found.name.of(language) if found else solution


def excerpt(text: str) -> str:
    """Return the beginning of a text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_EXCERPT else f"{line[: LONGEST_EXCERPT - 1]}…"
