"""A city applies, answers, submits; the broker decides."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from replicity.catalogue.solutions import get_solution
from replicity.web.accounts.models import Organisation
from replicity.web.accounts.queries import people_of
from replicity.web.audit.services import record
from replicity.web.notices.kinds import NoticeKind
from replicity.web.notices.services import notify
from replicity.web.programmes import notices
from replicity.web.programmes.eligibility import eligibility, eligible
from replicity.web.programmes.models import Application, CriterionTick, Programme, StageChange
from replicity.web.programmes.stages import STAGES
from replicity.web.programmes.workflow import APPLICATION
from replicity.web.shared.access import Actor, require
from replicity.web.shared.editing import EditedMeanwhile, claim
from replicity.web.shared.errors import Refused
from replicity.web.shared.places import known_city

SEEN = "programmes.read_application"


@transaction.atomic
def apply(
    actor: Actor, programme: Programme, organisation: Organisation, fields: Mapping[str, Any]
) -> Application:
    """Begin a city's application, where the programme is open and its rules let the city in.

    Raises
    ------
    Refused
        With every rule that speaks against the city.
    """
    require(actor, "programmes.apply", programme, seen_by="programmes.read")
    if organisation.pk not in actor.edits_as("city"):
        raise Refused(_("You can apply only for a city for which you may act."), 403)
    if not programme.takes_applications(timezone.localdate()):
        raise Refused(_("The programme takes no applications at present: see its dates."), 409)
    if Application.objects.filter(programme=programme, organisation=organisation).exists():
        raise Refused(_("Your city has an application to this programme already."), 409)
    city = known_city(organisation.city_id)
    people = city.population_count if city else None
    tracks = tracks_of(fields.get("solutions", ()))
    _let_in(programme, organisation.country, people, tracks)
    application = Application.objects.create(
        programme=programme,
        organisation=organisation,
        country=organisation.country,
        population_count=people,
        tracks=tracks,
        **fields,
    )
    record(actor, "programmes.apply", application, programme=programme.pk, organisation=organisation.pk)
    return application


@transaction.atomic
def change_application(
    actor: Actor, application: Application, fields: Mapping[str, Any], seen_revision: int
) -> None:
    """Change why the city takes part, the solutions it wants, and who drives the replica."""
    require(actor, "programmes.answer", application, seen_by=SEEN)
    tracks = tracks_of(fields.get("solutions", application.solutions))
    _let_in(application.programme, application.country, application.population_count, tracks)
    claim(application, seen_revision)
    for name, value in {**fields, "tracks": tracks}.items():
        setattr(application, name, value)
    application.save(update_fields=[*fields, "tracks"])
    record(actor, "programmes.change_application", application, fields=sorted(fields))


@transaction.atomic
def answer_application(
    actor: Actor,
    application: Application,
    answers: Mapping[str, float | None],
    justifications: Mapping[str, str],
    seen_revision: int,
) -> None:
    """Keep answers of the questionnaire; None takes one back.

    Two people may answer different questions at once: only where somebody else gave another answer to
    the same question since `seen_revision` is the second writer asked to compare.

    Raises
    ------
    EditedMeanwhile
        Where an answer differs from one that somebody else gave meanwhile.
    """
    require(actor, "programmes.answer", application, seen_by=SEEN)
    held = Application.objects.select_for_update().get(pk=application.pk)
    for name, value in answers.items():
        changed = held.answer_revisions.get(name, 0) > seen_revision
        if changed and (
            held.answers.get(name) != value
            or held.justifications.get(name, "") != justifications.get(name, "")
        ):
            raise EditedMeanwhile
    claim(held, held.revision)
    for name, value in answers.items():
        text = justifications.get(name, "") if value is not None else ""
        if held.answers.get(name) == value and held.justifications.get(name, "") == text:
            continue
        held.answer_revisions[name] = held.revision
        _keep(held.answers, name, value)
        _keep(held.justifications, name, text or None)
    held.answered_at = timezone.now()
    held.save(update_fields=("answers", "justifications", "answer_revisions", "answered_at"))
    record(actor, "programmes.answer", held, names=sorted(answers))
    application.refresh_from_db()


@transaction.atomic
def submit(actor: Actor, application: Application) -> None:
    """Hand the application in: the rules are looked at once more, and the broker is told."""
    require(actor, "programmes.step", application, seen_by=SEEN)
    held = _held(application)
    after = APPLICATION.after(held.state, "submit")
    _let_in(held.programme, held.country, held.population_count, held.tracks)
    if not held.programme.takes_applications(timezone.localdate()):
        raise Refused(_("The programme takes no applications at present: see its dates."), 409)
    held.state, held.submitted_at = after, timezone.now()
    held.save(update_fields=("state", "submitted_at"))
    record(actor, "programmes.submit", held)
    _tell(notices.SUBMITTED, held, held.programme.broker)
    application.refresh_from_db()


@transaction.atomic
def decide(actor: Actor, application: Application, *, accepted: bool, reason: str = "") -> None:
    """Accept an application, which begins its way through the stages, or decline it with a reason."""
    require(actor, "programmes.handle", application, seen_by=SEEN)
    if not accepted and not reason.strip():
        raise Refused(_("Say why the application is declined: the city will read it."))
    held = _held(application)
    held.state = APPLICATION.after(held.state, "accept" if accepted else "decline")
    held.decided_at, held.decision_reason = timezone.now(), reason.strip()
    # a city that comes back goes on where it was
    if accepted and held.stage_since is None:
        held.stage, held.stage_since = STAGES[0], held.decided_at
        StageChange.objects.create(
            application=held, to_stage=held.stage, at=held.decided_at, by_id=actor.person_id
        )
    if accepted and held.answered_at:
        CriterionTick.objects.get_or_create(
            application=held, stage="intake", criterion="questionnaire", defaults={"by_id": actor.person_id}
        )
    held.save(update_fields=("state", "decided_at", "decision_reason", "stage", "stage_since"))
    record(actor, "programmes.decide", held, state=held.state)
    kind = notices.ACCEPTED if accepted else notices.DECLINED
    _tell(kind, held, held.organisation, reason=held.decision_reason)
    application.refresh_from_db()


@transaction.atomic
def withdraw(actor: Actor, application: Application, reason: str = "") -> None:
    """Take the city out of the programme; what it entered stays, and its place at the host is free again."""
    require(actor, "programmes.step", application, seen_by=SEEN)
    held = _held(application)
    before = held.state
    held.state = APPLICATION.after(before, "withdraw")
    held.host, held.host_reason, held.decision_reason = None, "", reason.strip()
    held.save(update_fields=("state", "host", "host_reason", "decision_reason"))
    record(actor, "programmes.withdraw", held, before=before)
    if before != "draft":
        _tell(notices.WITHDRAWN, held, held.programme.broker)
    application.refresh_from_db()


@transaction.atomic
def reopen(actor: Actor, application: Application) -> None:
    """Turn a withdrawn application into a draft again."""
    require(actor, "programmes.step", application, seen_by=SEEN)
    held = _held(application)
    held.state = APPLICATION.after(held.state, "reopen")
    held.save(update_fields=("state",))
    record(actor, "programmes.reopen", held)
    application.refresh_from_db()


def tracks_of(solutions: Sequence[str]) -> list[int]:
    """Return the tracks to which solutions belong."""
    found = [get_solution(s) for s in solutions]
    return sorted({t for s in found for t in (s.track, *s.tracks_also)})


def _let_in(programme: Programme, country: str, people: int | None, tracks: Sequence[int]) -> None:
    reasons = eligibility(programme, country, people, tracks)
    if not eligible(reasons):
        against = " ".join(r.sentence for r in reasons if r.met is False)
        raise Refused(_("The city cannot take part: %(reasons)s") % {"reasons": against}, 409)


def _held(application: Application) -> Application:
    # without the outer joins of nullable links, which PostgreSQL does not lock
    return (
        Application.objects.select_for_update(of=("self",))
        .select_related("programme__broker", "organisation")
        .get(pk=application.pk)
    )


def _keep(held: dict[str, Any], name: str, value: object | None) -> None:
    if value is None:
        held.pop(name, None)
    else:
        held[name] = value


def _tell(kind: NoticeKind, held: Application, whom: Organisation, **facts: object) -> None:
    notify(
        kind,
        people_of(whom, "editor", "administrator"),
        link=f"/programmes/applications/{held.pk}/",
        city=held.organisation.name,
        programme=held.programme.name,
        **facts,
    )
