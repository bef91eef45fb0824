"""What is asked of introductions, questions and know-how."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from replicity.web.accounts.models import Organisation
from replicity.web.introductions.hosts import solutions_hosted_by
from replicity.web.introductions.models import Introduction, KnowHow, Question, QuestionState, State
from replicity.web.introductions.models.introductions import OPEN
from replicity.web.introductions.workflow import QUESTION
from replicity.web.programmes.models import Application
from replicity.web.shared.access import Actor

PARTS = {
    "waiting": (State.REQUESTED,),
    "going": (State.ACCEPTED, State.FOLLOWING_UP),
    "over": (State.CLOSED, State.DECLINED, State.WITHDRAWN),
}


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question that a city asked and that is not settled: what a visit can answer."""

    number: int
    solution: str
    theme: str
    about: str
    text: str
    asked_organisation_id: int | None
    asked_organisation_name: str
    asked_at: datetime
    reopened: bool


def open_questions(city: Organisation, solution: str = "") -> tuple[OpenQuestion, ...]:
    """Return the open questions of a city's organisation, on one solution where it is named."""
    found = Question.objects.filter(organisation=city, state=QuestionState.OPEN).select_related(
        "introduction__asked"
    )
    # answers that did not settle it: the city opened it again
    found = found.annotate(answers_count=Count("answers"))
    if solution:
        found = found.filter(solution=solution)
    return tuple(
        OpenQuestion(
            number=q.pk,
            solution=q.solution,
            theme=q.theme,
            about=q.about,
            text=q.text,
            asked_organisation_id=q.introduction.asked_id if q.introduction else None,
            asked_organisation_name=q.introduction.asked.name if q.introduction else "",
            asked_at=q.created_at,
            reopened=q.answers_count > 0,
        )
        for q in found.order_by("solution", "theme", "pk")
    )


def still_open(question: Question) -> bool:
    """Whether an answer that was heard elsewhere can settle a question."""
    return "settle" in QUESTION.open(question.state)


def asked_by(city: Organisation, numbers: Iterable[int]) -> frozenset[int]:
    """Return which of some questions a city asked."""
    return frozenset(Question.objects.filter(organisation=city, pk__in=numbers).values_list("pk", flat=True))


def asked_subjects(city: Organisation) -> dict[tuple[str, str], int]:
    """Return the questions (by solution and what they are about) that a city has asked already."""
    found = Question.objects.filter(organisation=city).exclude(about="")
    rows = found.exclude(state=QuestionState.WITHDRAWN).values_list("solution", "about", "pk")
    return {(solution, about): number for solution, about, number in rows}


def visible(actor: Actor, part: str = "") -> QuerySet[Introduction]:
    """Return the introductions that an actor may read, the newest first."""
    found = Introduction.objects.select_related("asking", "asked", "broker")
    if not actor.broker:
        ours = actor.organisations()
        found = found.filter(Q(asking__in=ours) | Q(asked__in=ours) | Q(broker__in=ours))
    return found.filter(state__in=PARTS[part]) if part in PARTS else found


def introductions_of(application: Application, actor: Actor) -> QuerySet[Introduction]:
    """Return the introductions of a city in a programme, as far as an actor may read them."""
    return visible(actor).filter(application=application)


def waiting_for(actor: Actor, today: date) -> QuerySet[Introduction]:
    """Return the introductions in which it is the actor's turn: to be answered, or to be followed up."""
    ours = [n for n, seat in actor.seats.items() if seat.approved]
    answer = Q(state=State.REQUESTED, asked__in=ours)
    follow = Q(state=State.FOLLOWING_UP, follow_up_on__lte=today) & (Q(asking__in=ours) | Q(asked__in=ours))
    return Introduction.objects.select_related("asking", "asked").filter(answer | follow)


def open_between(actor: Actor, solution: str = "") -> QuerySet[Introduction]:
    """Return the open introductions that an actor's cities asked for."""
    found = Introduction.objects.select_related("asking", "asked").filter(
        asking__in=actor.edits_as("city"), state__in=OPEN
    )
    return found.filter(solution=solution) if solution else found


def visible_questions(actor: Actor) -> QuerySet[Question]:
    """Return the questions that an actor may read, the newest first."""
    found = Question.objects.select_related("organisation", "introduction__asked")
    if actor.broker:
        return found
    ours = actor.organisations()
    hosted = solutions_hosted_by(ours)
    return found.filter(
        Q(organisation__in=ours) | Q(introduction__asked__in=ours) | Q(introduction=None, solution__in=hosted)
    )


def know_how(solution: str = "", words: str = "") -> QuerySet[KnowHow]:
    """Return the answers that everybody may read, on a solution or with words where they are given."""
    found = KnowHow.objects.filter(withdrawn_at=None).select_related("answer__organisation", "named_person")
    if solution:
        found = found.filter(solution=solution)
    for word in words.split()[:8]:
        found = found.filter(Q(heading__icontains=word) | Q(answer__text__icontains=word))
    return found
