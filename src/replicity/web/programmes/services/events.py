"""What other parts of the product report of a city's way."""

from typing import Final

from django.db import models, transaction
from django.utils import timezone

from replicity.web.audit.services import record
from replicity.web.programmes.models import Application, CriterionTick, Event
from replicity.web.shared.access import SYSTEM, Actor

# what an event shows to be met
CRITERION_OF: Final = {
    "introduction_accepted": ("short_list", "host_agreed"),
    "visit_done": ("delegation", "visit_held"),
    "letter_signed": ("letter", "letter_signed"),
    "replica_operating": ("implementation", "replica_operating"),
    "results_accepted": ("implementation", "results_accepted"),
}


@transaction.atomic
def note_event(
    application: Application,
    kind: str,
    thing: models.Model,
    *,
    solution: str = "",
    actor: Actor = SYSTEM,
) -> bool:
    """Count something that happened, once for each thing; return whether it is new.

    `solution` is the one concerned; where it is left out, the thing's own are. The criterion that the event
    shows to be met is ticked.
    """
    stage, criterion = CRITERION_OF[kind]
    event, new = Event.objects.get_or_create(
        kind=kind,
        thing_kind=thing._meta.label_lower,
        thing_id=str(thing.pk),
        defaults={
            "application": application,
            "solutions": [solution] if solution else _solutions_of(thing),
            "at": timezone.now(),
        },
    )
    if new:
        CriterionTick.objects.get_or_create(application=application, stage=stage, criterion=criterion)
        record(actor, "programmes.note_event", event, event=kind, application=application.pk)
    return new


@transaction.atomic
def note_standing(actor: Actor, kind: str, thing: models.Model, standing: str) -> None:
    """Note how a thing that was counted stands now: one that was withdrawn counts no more."""
    found = Event.objects.select_for_update().filter(
        kind=kind, thing_kind=thing._meta.label_lower, thing_id=str(thing.pk)
    )
    for event in found.exclude(standing=standing):
        event.standing = standing
        event.save(update_fields=("standing",))
        record(actor, "programmes.note_standing", event, event=kind, standing=standing)


def _solutions_of(thing: models.Model) -> list[str]:
    many = getattr(thing, "solutions", None)
    if isinstance(many, list):
        return many
    one = getattr(thing, "solution", "")
    return [one] if isinstance(one, str) and one else []
