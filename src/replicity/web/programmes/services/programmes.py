"""Opening a programme, and changing its rules, hosts and gates."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from replicity.web.accounts.models import Organisation
from replicity.web.audit.services import record
from replicity.web.programmes.models import Programme, ProgrammeHost, StageGate
from replicity.web.programmes.stages import CRITERIA
from replicity.web.shared.access import Actor, require
from replicity.web.shared.editing import claim
from replicity.web.shared.errors import Refused

INSIDE = "programmes.inspect"


@transaction.atomic
def open_programme(actor: Actor, broker: Organisation, fields: Mapping[str, Any]) -> Programme:
    """Open a programme of a broker; its gates ask for all criteria until they are changed."""
    require(actor, "programmes.open")
    if broker.pk not in actor.edits_as("broker"):
        raise Refused(_("You can open a programme only for a broker for which you may act."), 403)
    programme = Programme.objects.create(broker=broker, **fields)
    StageGate.objects.bulk_create(
        StageGate(programme=programme, stage=stage, criteria=list(criteria))
        for stage, criteria in CRITERIA.items()
    )
    record(actor, "programmes.open", programme, target=programme.target_letters_count)
    return programme


@transaction.atomic
def change_programme(
    actor: Actor, programme: Programme, fields: Mapping[str, Any], seen_revision: int
) -> None:
    """Change the details and rules of a programme; applications that were accepted stay."""
    require(actor, "programmes.run", programme, seen_by=INSIDE)
    claim(programme, seen_revision)
    for name, value in fields.items():
        setattr(programme, name, value)
    programme.save(update_fields=list(fields))
    record(actor, "programmes.change", programme, fields=sorted(fields))


@transaction.atomic
def set_host(actor: Actor, programme: Programme, organisation: Organisation, capacity_count: int) -> None:
    """Add a host, or say how many cities it can take; zero for none any more."""
    require(actor, "programmes.run", programme, seen_by=INSIDE)
    if not organisation.approved or not organisation.city_id:
        raise Refused(
            _("%(name)s cannot be a host: a host is approved and says in which city it is.")
            % {"name": organisation.name}
        )
    Programme.objects.select_for_update().get(pk=programme.pk)
    taken = programme.applications.filter(host=organisation, state="accepted").count()
    if capacity_count < taken:
        raise Refused(
            _("%(name)s has %(taken)s cities already: give them other hosts first.")
            % {"name": organisation.name, "taken": taken},
            409,
        )
    if capacity_count == 0:
        ProgrammeHost.objects.filter(programme=programme, organisation=organisation).delete()
    else:
        ProgrammeHost.objects.update_or_create(
            programme=programme, organisation=organisation, defaults={"capacity_count": capacity_count}
        )
    record(actor, "programmes.set_host", programme, organisation=organisation.pk, capacity=capacity_count)


@transaction.atomic
def set_gate(
    actor: Actor, programme: Programme, stage: str, criteria: Sequence[str], most_days_count: int | None
) -> None:
    """Say which criteria the gate at the end of a stage asks for, and how long the stage should take."""
    require(actor, "programmes.run", programme, seen_by=INSIDE)
    if stage not in CRITERIA or not set(criteria) <= set(CRITERIA[stage]):
        raise Refused(_("There is no such stage or criterion: load the page again."))
    kept = [c for c in CRITERIA[stage] if c in criteria]
    StageGate.objects.update_or_create(
        programme=programme,
        stage=stage,
        defaults={"criteria": kept, "most_days_count": most_days_count},
    )
    record(actor, "programmes.set_gate", programme, stage=stage, criteria=kept, most_days=most_days_count)
