"""Proposing a visit and changing its plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from replicity.appraisal.visit_programme import proposed_programme, working_days
from replicity.appraisal.visit_questions import THEMES
from replicity.catalogue.solutions import get_solution
from replicity.web.accounts.models import Organisation
from replicity.web.audit.services import record
from replicity.web.introductions.queries import asked_by
from replicity.web.programmes.models import Application
from replicity.web.shared.access import Actor, require
from replicity.web.shared.editing import claim
from replicity.web.shared.errors import Refused
from replicity.web.shared.languages import current_language
from replicity.web.visits.models import ProgrammeItem, Question, Visit
from replicity.web.visits.open_questions import LONGEST, number_of
from replicity.web.visits.services.asking import ask_host, check_host, city_of
from replicity.web.visits.services.locks import still_planned, touched

CHANGEABLE: Final = (
    "title",
    "success",
    "first_day",
    "days",
    "party_size",
    "travel",
    "interpreter",
    "cost_split",
    "preparation",
)


@dataclass(frozen=True, slots=True)
class PlanDetails:
    """What a city says of a visit that it proposes."""

    title: str
    solution: str
    first_day: date
    days: Decimal
    party_size: int
    travel: str
    success: str = ""
    interpreter: bool = False
    application: Application | None = None
    sites: tuple[str, ...] = ()
    # key, theme, words, why
    questions: tuple[tuple[str, str, str, str], ...] = ()


@transaction.atomic
def propose_visit(
    actor: Actor,
    city: Organisation,
    host: Organisation,
    details: PlanDetails,
    further: Sequence[Organisation] = (),
) -> Visit:
    """Propose a visit to a leading host and further ones, with questions and a first programme.

    Raises
    ------
    Refused
        Where a host cannot receive visits, one side has no city, or the application is another city's.
    """
    require(actor, "visits.plan", city, seen_by="visits.plan")
    if details.application is not None and details.application.organisation_id != city.pk:
        raise Refused(_("The visit belongs to a programme in which your city takes part."))
    place, _home = check_host(host, city), city_of(city)
    visit = Visit.objects.create(
        city=city,
        host=host,
        title=details.title,
        solution=get_solution(details.solution).id,
        success=details.success,
        first_day=details.first_day,
        days=details.days,
        time_zone=place.timezone,
        party_size=details.party_size,
        travel=details.travel,
        interpreter=details.interpreter,
        application=details.application,
        planned_by_id=actor.person_id,
    )
    _write_questions(visit, details.questions)
    _write_programme(visit, details.sites)
    facts = {"city": city.pk, "host": host.pk, "solution": visit.solution}
    record(actor, "visits.plan", visit, **facts)
    for receiver in (host, *further):
        ask_host(actor, visit, receiver)
    return visit


@transaction.atomic
def change_visit(actor: Actor, visit: Visit, seen_revision: int, given: Mapping[str, Any]) -> Visit:
    """Change what a visit is about; another first day takes the programme with it.

    Raises
    ------
    EditedMeanwhile
        Where somebody else saved it first.
    Refused
        Where a visit with slots would move: they are the host's times.
    """
    require(actor, "visits.lead", visit)
    found = still_planned(visit)
    claim(found, seen_revision)
    if given.get("first_day", found.first_day) != found.first_day:
        _move(found, given["first_day"])
    for name in CHANGEABLE:
        if name in given:
            setattr(found, name, given[name])
    found.save(update_fields=CHANGEABLE)
    touched(found)
    record(actor, "visits.change", found, revision=found.revision)
    return found


@transaction.atomic
def set_questions(actor: Actor, visit: Visit, questions: Sequence[tuple[str, str, str, str]]) -> None:
    """Say which questions the visit must answer; those that stay keep their answers."""
    require(actor, "visits.lead", visit)
    found = still_planned(visit)
    wanted = {q[2] for q in questions}
    found.questions.exclude(words__in=wanted).delete()
    known = set(found.questions.values_list("words", flat=True))
    _write_questions(found, [q for q in questions if q[2] not in known])
    record(actor, "visits.ask", found, questions=len(wanted))


def _move(visit: Visit, first_day: date) -> None:
    """Take the days of the programme to working days from another day on, at the same hours there."""
    if visit.bookings.exists():
        raise Refused(_("Let go of the hosts' slots first: they are times that the hosts offer."), 409)
    items = list(visit.items.filter(removed=False))
    before = sorted({i.begins_at.astimezone(visit.zone).date() for i in items})
    to = dict(zip(before, working_days(first_day), strict=False))
    for item in items:
        begins, ends = item.begins_at.astimezone(visit.zone), item.ends_at.astimezone(visit.zone)
        shift = to[begins.date()] - begins.date()
        item.begins_at, item.ends_at = _shifted(begins, shift), _shifted(ends, shift)
    ProgrammeItem.objects.bulk_update(items, ("begins_at", "ends_at"))


def _shifted(moment: datetime, shift: timedelta) -> datetime:
    """Return the same hour of another day, on either side of a change of the clock."""
    return datetime.combine(moment.date() + shift, moment.time(), moment.tzinfo)


def _write_questions(visit: Visit, questions: Sequence[tuple[str, str, str, str]]) -> None:
    # a question of the log is linked if the visitors asked it, and nobody else
    linked = asked_by(visit.city, {n for key, *_rest in questions if (n := number_of(key))})
    Question.objects.bulk_create(
        Question(
            visit=visit,
            key=key[:120],
            asked_id=number if (number := number_of(key)) in linked else None,
            theme=theme,
            words=words[:LONGEST],
            why=why[:LONGEST],
        )
        for key, theme, words, why in questions
        if theme in THEMES and words.strip()
    )


def _write_programme(visit: Visit, sites: Sequence[str]) -> None:
    proposed = proposed_programme(
        visit.first_day, float(visit.days), visit.time_zone, sites, current_language()
    )
    ProgrammeItem.objects.bulk_create(
        ProgrammeItem(
            visit=visit,
            kind=item.kind,
            begins_at=item.begins,
            ends_at=item.ends,
            title=item.title[:200],
            led_by=item.led_by,
            place=item.site[:160],
        )
        for item in proposed
    )
