"""Moving a city from stage to stage through the gates."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from replicity.web.accounts.queries import people_of
from replicity.web.audit.services import record
from replicity.web.notices.services import notify
from replicity.web.programmes.models import Application, CriterionTick, StageChange, StageGate
from replicity.web.programmes.notices import MOVED
from replicity.web.programmes.stages import CRITERIA, STAGES, criterion_sentence, place_of
from replicity.web.shared.access import Actor, require
from replicity.web.shared.errors import Refused

SEEN = "programmes.read_application"


@transaction.atomic
def tick_criteria(actor: Actor, application: Application, stage: str, criteria: Sequence[str]) -> None:
    """Say which criteria of a stage's gate are met; those that are not named are open again."""
    require(actor, "programmes.handle", application, seen_by=SEEN)
    if stage not in CRITERIA or not set(criteria) <= set(CRITERIA[stage]):
        raise Refused(_("There is no such stage or criterion: load the page again."))
    Application.objects.select_for_update().get(pk=application.pk)
    CriterionTick.objects.filter(application=application, stage=stage).exclude(
        criterion__in=criteria
    ).delete()
    for criterion in criteria:
        CriterionTick.objects.get_or_create(
            application=application,
            stage=stage,
            criterion=criterion,
            defaults={"by_id": actor.person_id},
        )
    record(actor, "programmes.tick", application, stage=stage, criteria=sorted(criteria))


@transaction.atomic
def advance(
    actor: Actor, application: Application, stage: str, reason: str = "", *, seen_stage: str = ""
) -> StageChange:
    """Move an accepted city to another stage.

    Forward, the gates of all stages that are left must be passed; where they are not, and backward, a reason
    is needed, which is kept.

    Raises
    ------
    Refused
        Without acceptance, for an open gate without a reason, or where somebody moved the city meanwhile.
    """
    require(actor, "programmes.handle", application, seen_by=SEEN)
    if stage not in STAGES:
        raise Refused(_("There is no such stage or criterion: load the page again."))
    held = (
        Application.objects.select_for_update(of=("self",))
        .select_related("programme", "organisation")
        .get(pk=application.pk)
    )
    _movable(held, stage, seen_stage)
    missing = open_criteria(held, stage)
    back = place_of(stage) < place_of(held.stage)
    if missing and not reason.strip():
        raise Refused(
            _("The gate is not passed yet: %(criteria)s. Tick what is met, or give a reason to go on.")
            % {"criteria": "; ".join(criterion_sentence(s, c) for s, c in missing)},
            409,
        )
    if back and not reason.strip():
        raise Refused(_("Say why the city goes back to an earlier stage."))
    change = _move(actor, held, stage, reason.strip(), overridden=bool(missing))
    record(
        actor,
        "programmes.advance",
        held,
        before=change.from_stage,
        after=stage,
        overridden=[f"{s}.{c}" for s, c in missing],
    )
    notify(
        MOVED,
        people_of(held.organisation, "editor", "administrator"),
        link=f"/programmes/applications/{held.pk}/",
        city=held.organisation.name,
        programme=held.programme.name,
    )
    application.refresh_from_db()
    return change


def open_criteria(application: Application, stage: str) -> list[tuple[str, str]]:
    """Return what the gates between an application's stage and a later one still ask for."""
    left = STAGES[place_of(application.stage) : place_of(stage)]
    if not left:
        return []
    gates = {g.stage: g.criteria for g in StageGate.objects.filter(programme=application.programme_id)}
    met = set(application.ticks.values_list("stage", "criterion"))
    asked = [(s, c) for s in left for c in CRITERIA[s] if c in gates.get(s, list(CRITERIA[s]))]
    return [pair for pair in asked if pair not in met]


def _movable(held: Application, stage: str, seen_stage: str) -> None:
    if held.state != "accepted":
        raise Refused(_("Only an accepted city moves through the stages: decide on it first."), 409)
    if held.stage == stage:
        raise Refused(_("The city is in this stage already."), 409)
    if seen_stage and held.stage != seen_stage:
        raise Refused(_("Somebody else has moved this city meanwhile: load the page again."), 409)


def _move(actor: Actor, held: Application, stage: str, reason: str, *, overridden: bool) -> StageChange:
    now = timezone.now()
    change = StageChange.objects.create(
        application=held,
        from_stage=held.stage,
        to_stage=stage,
        entered_at=held.stage_since,
        at=now,
        reason=reason,
        overridden=overridden,
        by_id=actor.person_id,
    )
    held.stage, held.stage_since = stage, now
    held.furthest = max(held.furthest, place_of(stage))
    held.save(update_fields=("stage", "stage_since", "furthest"))
    return change
