"""Asking for an introduction, answering it, and what follows."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from replicity.catalogue.solutions import get_solution
from replicity.web.accounts.models import Kind, Organisation
from replicity.web.audit.services import record
from replicity.web.introductions import notices
from replicity.web.introductions.access import acts_for
from replicity.web.introductions.audience import editors_of, tell_of
from replicity.web.introductions.hosts import HOST_KINDS
from replicity.web.introductions.models import Introduction, Outcome, State
from replicity.web.introductions.workflow import INTRODUCTION
from replicity.web.programmes.queries import application_with_host
from replicity.web.programmes.services import note_event
from replicity.web.shared.access import Actor, require
from replicity.web.shared.errors import Refused


@transaction.atomic
def ask(actor: Actor, asking: Organisation, asked: Organisation, solution: str, purpose: str) -> Introduction:
    """Ask an organisation for an introduction, as the city itself or as a broker on its behalf.

    Raises
    ------
    Refused
        Where the organisation cannot be asked, or an introduction between the two is open.
    """
    require(actor, "introductions.ask", asking)
    if asked.pk == asking.pk or not asked.approved or asked.kind not in HOST_KINDS:
        raise Refused(_("This organisation cannot be asked: choose a host of the network."), 409)
    by_broker = not acts_for(actor, asking.pk)
    try:
        with transaction.atomic():
            made = Introduction.objects.create(
                asking=asking,
                asked=asked,
                application=application_with_host(asking, asked),
                broker_id=min(actor.edits_as(Kind.BROKER)) if by_broker else None,
                solution=get_solution(solution).id,
                purpose=purpose,
                requested_by_id=actor.person_id,
            )
    except IntegrityError:
        raise Refused(
            _("There is an open introduction between the two on this solution: go on there."), 409
        ) from None
    facts = {"asking": asking.pk, "asked": asked.pk, "solution": made.solution, "on_behalf": by_broker}
    record(actor, "introductions.ask", made, **facts)
    others = (asked.pk, asking.pk) if by_broker else (asked.pk,)
    tell_of(made, notices.ASKED, editors_of(others, without=actor))
    return made


def accept(actor: Actor, introduction: Introduction) -> Introduction:
    """Accept a request."""
    return _answer(actor, introduction, "accept")


def decline(actor: Actor, introduction: Introduction, reason: str) -> Introduction:
    """Decline a request, with a reason that who asked will read."""
    if not reason.strip():
        raise Refused(_("Say why the request is declined: who asked will read it."))
    return _answer(actor, introduction, "decline", reason.strip())


@transaction.atomic
def _answer(actor: Actor, introduction: Introduction, step: str, reason: str = "") -> Introduction:
    held = _stepped(actor, introduction, step)
    held.reason, held.answered_at = reason, timezone.now()
    held.save(update_fields=("state", "reason", "answered_at"))
    record(actor, f"introductions.{step}", held, state=held.state)
    if step == "accept" and held.application is not None:
        note_event(held.application, "introduction_accepted", held, actor=actor)
    kind = notices.ACCEPTED if step == "accept" else notices.DECLINED
    tell_of(held, kind, editors_of((held.asking_id, held.broker_id), without=actor), reason=reason)
    return held


@transaction.atomic
def withdraw(actor: Actor, introduction: Introduction) -> Introduction:
    """Take a request back before it is answered."""
    held = _stepped(actor, introduction, "withdraw")
    held.closed_at = timezone.now()
    held.save(update_fields=("state", "closed_at"))
    record(actor, "introductions.withdraw", held, state=held.state)
    tell_of(held, notices.WITHDRAWN, editors_of((held.asked_id,), without=actor))
    return held


@transaction.atomic
def follow_up(actor: Actor, introduction: Introduction, on: date) -> Introduction:
    """Fix the date on which both sides look at what came of it; they are reminded then."""
    held = _stepped(actor, introduction, "follow_up")
    if on < timezone.now().date():
        raise Refused(_("The date of the follow-up lies in the past: choose a later one."))
    held.follow_up_on = on
    held.save(update_fields=("state", "follow_up_on"))
    record(actor, "introductions.follow_up", held, on=on.isoformat())
    return held


@transaction.atomic
def close(actor: Actor, introduction: Introduction, outcome: str, note: str = "") -> Introduction:
    """Close an introduction with what came of it."""
    if outcome not in Outcome.values:
        raise Refused(_("Choose what came of the introduction."))
    held = _stepped(actor, introduction, "close")
    held.outcome, held.outcome_note, held.closed_at = outcome, note, timezone.now()
    held.save(update_fields=("state", "outcome", "outcome_note", "closed_at"))
    record(actor, "introductions.close", held, outcome=outcome)
    tell_of(held, notices.CLOSED, editors_of(held.parties, without=actor))
    return held


def _stepped(actor: Actor, introduction: Introduction, step: str) -> Introduction:
    """Return the introduction, locked and in the state after a step."""
    held = (
        Introduction.objects.select_for_update(of=("self",))
        .select_related("asking", "asked", "application")
        .get(pk=introduction.pk)
    )
    require(actor, f"introductions.{step}", held)
    if (held.state, step) not in INTRODUCTION.steps:
        raise Refused(
            _("Somebody was faster: the introduction is “%(state)s” now. Nothing was changed.")
            % {"state": State(held.state).label},
            409,
        )
    held.state = INTRODUCTION.after(held.state, step)
    return held
