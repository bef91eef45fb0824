"""Asking hosts, and answering."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from replicity.catalogue.solutions import get_solution
from replicity.web.accounts.models import Organisation, Person
from replicity.web.audit.services import record
from replicity.web.introductions import notices
from replicity.web.introductions.access import answering_for
from replicity.web.introductions.audience import editors_of, excerpt, tell
from replicity.web.introductions.hosts import hosts_of
from replicity.web.introductions.models import Answer, Document, Introduction, Question, Theme
from replicity.web.introductions.services.thread import talking
from replicity.web.introductions.workflow import QUESTION
from replicity.web.shared.access import Actor, require
from replicity.web.shared.errors import Refused

SEEN_BY = "introductions.read_question"


@transaction.atomic
def ask_question(
    actor: Actor,
    asking: Organisation,
    solution: str,
    text: str,
    *,
    theme: str = Theme.OTHER,
    about: str = "",
    introduction: Introduction | None = None,
) -> Question:
    """Ask the host of an introduction, or without one all hosts of the solution.

    Raises
    ------
    Refused
        Where the text is empty, or the introduction is over or of another city.
    """
    require(actor, "introductions.ask_question", asking)
    if not text.strip():
        raise Refused(_("The question is empty: write something."))
    solution = get_solution(solution).id
    if introduction is not None:
        introduction = talking(actor, introduction, "introductions.write")
        if introduction.asking_id != asking.pk:
            raise Refused(_("This introduction belongs to another city: choose one of your own."), 409)
        solution = introduction.solution
    made = Question.objects.create(
        organisation=asking,
        asked_by_id=actor.person_id,
        introduction=introduction,
        solution=solution,
        theme=theme,
        about=about,
        text=text.strip(),
    )
    record(actor, "introductions.ask_question", made, solution=solution, about=about, organisation=asking.pk)
    tell(
        notices.QUESTION,
        _asked(made, actor),
        solution,
        f"/questions/{made.pk}/",
        who=asking.name,
        text=excerpt(text),
    )
    return made


def _asked(question: Question, actor: Actor) -> list[Person]:
    if question.introduction is not None:
        return editors_of((question.introduction.asked_id,), without=actor)
    hosts = hosts_of(question.solution).exclude(pk=question.organisation_id)
    return editors_of(hosts.values_list("pk", flat=True), without=actor)


@transaction.atomic
def answer_question(
    actor: Actor, question: Question, text: str, sources: str = "", documents: Iterable[Document] = ()
) -> Answer:
    """Answer a question as a host; documents of the introduction may go with it."""
    held = _stepped(actor, question, "answer", "introductions.answer_question")
    if not text.strip():
        raise Refused(_("The answer is empty: write something."))
    shown = list(documents)
    if any(d.introduction_id != held.introduction_id for d in shown):
        raise Refused(_("Only documents of the same introduction can go with an answer."), 409)
    organisation = Organisation.objects.get(pk=answering_for(actor, held) or 0)
    made = Answer.objects.create(
        question=held,
        organisation=organisation,
        author_id=actor.person_id,
        text=text.strip(),
        sources=sources.strip(),
        language=(get_language() or "en")[:2],
    )
    made.documents.set(shown)
    record(actor, "introductions.answer_question", made, question=held.pk, organisation=organisation.pk)
    people = editors_of((held.organisation_id,), without=actor)
    tell(notices.ANSWER, people, held.solution, f"/questions/{held.pk}/", **{"from": organisation.name})
    return made


@transaction.atomic
def withdraw_question(actor: Actor, question: Question) -> Question:
    """Take a question back."""
    held = _stepped(actor, question, "withdraw", "introductions.withdraw_question")
    record(actor, "introductions.withdraw_question", held, state=held.state)
    return held


@transaction.atomic
def reopen_question(actor: Actor, question: Question) -> Question:
    """Say that the answers do not settle the question."""
    held = _stepped(actor, question, "reopen", "introductions.reopen_question")
    record(actor, "introductions.reopen_question", held, state=held.state)
    return held


@transaction.atomic
def settle_question(actor: Actor, question: Question, visit: int) -> Question:
    """Say that a visit answered the question: the report keeps the words, and who was asked is told."""
    held = _stepped(actor, question, "settle", "introductions.settle_question")
    record(actor, "introductions.settle_question", held, state=held.state, visit=visit)
    if held.introduction is not None:
        people = editors_of((held.introduction.asked_id,), without=actor)
        tell(notices.SETTLED, people, held.solution, f"/questions/{held.pk}/", who=held.organisation.name)
    return held


def _stepped(actor: Actor, question: Question, step: str, action: str) -> Question:
    """Return the question, locked and kept in the state after a step."""
    held = (
        Question.objects.select_for_update(of=("self",))
        .select_related("introduction", "organisation")
        .get(pk=question.pk)
    )
    require(actor, action, held, seen_by=SEEN_BY)
    held.state = QUESTION.after(held.state, step)
    held.save(update_fields=("state",))
    return held
