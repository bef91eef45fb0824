"""The report on a visit: answers, decisions, what follows at 30, 90 and 180 days."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from replicity.web.audit.services import record
from replicity.web.introductions.services import settle_question
from replicity.web.shared.access import Actor, require
from replicity.web.shared.editing import claim
from replicity.web.shared.errors import Refused
from replicity.web.visits.invitations import tell
from replicity.web.visits.models import FollowUp, Question, State, Visit, VisitReport
from replicity.web.visits.notices import VISIT_REPORTED
from replicity.web.visits.services.locks import locked
from replicity.web.visits.workflow import REPORT, VISIT

CALLS_AFTER_DAYS: Final = (30, 90, 180)
FIELDS: Final = ("succeeded", "decisions", "lessons")


@transaction.atomic
def save_report(
    actor: Actor,
    visit: Visit,
    seen_revision: int,
    given: Mapping[str, Any],
    answers: Mapping[int, tuple[str, str]],
    follow_ups: Sequence[tuple[str, str, date]] = (),
    settled: Collection[int] = (),
) -> VisitReport:
    """Save the report as far as it is written; nothing is lost when somebody else saved meanwhile.

    `answers` holds outcome and words by the number of the question; `follow_ups` what, who and when;
    `settled` the numbers of questions whose answer settles the one in the question log they come from.

    Raises
    ------
    EditedMeanwhile
        Where somebody else saved it first.
    Refused
        Where the visit is not held yet, or a question would be settled without an answer.
    """
    require(actor, "visits.lead", visit)
    found = locked(visit)
    if found.state not in (State.HELD, State.REPORTED):
        raise Refused(_("The report is written after the visit: say first that it took place."), 409)
    report, _made = VisitReport.objects.get_or_create(visit=found)
    claim(report, seen_revision)
    for name in FIELDS:
        if name in given:
            setattr(report, name, given[name])
    report.save(update_fields=FIELDS)
    for question in found.questions.filter(pk__in=list(answers)):
        question.outcome, question.answer = answers[question.pk]
        question.save(update_fields=("outcome", "answer"))
    for question in found.questions.filter(pk__in=list(settled)).select_related("asked"):
        _settle(actor, question)
    for what, who, due_on in follow_ups:
        _follow(found, what, who, due_on)
    record(actor, "visits.save_report", found, revision=report.revision)
    return report


@transaction.atomic
def finish_report(actor: Actor, visit: Visit) -> Visit:
    """Close the report: the hosts are told, and calls are due at 30, 90 and 180 days.

    Raises
    ------
    Refused
        Where a question has no outcome.
    """
    require(actor, "visits.lead", visit)
    found = locked(visit)
    state = VISIT.after(found.state, REPORT)
    report, _made = VisitReport.objects.get_or_create(visit=found)
    if found.questions.filter(outcome="").exists():
        raise Refused(_("Say of each question whether it was answered; “not answered” is an answer too."))
    found.state = state
    found.save(update_fields=("state",))
    report.finished_at = timezone.now()
    report.save(update_fields=("finished_at",))
    last = last_day(found)
    for days in CALLS_AFTER_DAYS:
        words = _("Call after %(days)s days: what came of it?") % {"days": days}
        _follow(found, words, found.city.name, last + timedelta(days=days))
    answered = found.questions.filter(outcome=Question.Outcome.ANSWERED).count()
    record(actor, "visits.report", found, answered=answered, questions=found.questions.count())
    tell(VISIT_REPORTED, found, city=found.city.name)
    return found


@transaction.atomic
def set_follow_up(actor: Actor, follow_up: FollowUp, progress: str, note: str) -> None:
    """Say what became of something that follows a visit."""
    require(actor, "visits.change", follow_up.visit)
    if progress not in FollowUp.Progress.values:
        raise Refused(_("Choose one of the states."))
    found = FollowUp.objects.select_for_update().get(pk=follow_up.pk)
    found.progress, found.note = progress, note[:400]
    found.save(update_fields=("progress", "note"))
    record(actor, "visits.follow_up", follow_up.visit, follow_up=found.pk, progress=progress)


def _settle(actor: Actor, question: Question) -> None:
    """Record in the question log that the visit answered what the city asked there."""
    if question.asked is None:
        return
    if question.outcome != Question.Outcome.ANSWERED or not question.answer.strip():
        raise Refused(
            _("Write the answer and choose “answered” before you record it in the question log: %(words)s")
            % {"words": question.words}
        )
    settle_question(actor, question.asked, question.visit_id)


def last_day(visit: Visit) -> date:
    """Return the day on which a visit ends where it takes place."""
    last = visit.items.filter(removed=False).order_by("ends_at").last()
    return visit.first_day if last is None else last.ends_at.astimezone(visit.zone).date()


def _follow(visit: Visit, what: str, who: str, due_on: date) -> None:
    FollowUp.objects.create(visit=visit, what=what[:300], who=who[:160], due_on=due_on)
