"""Adding, changing and removing what belongs to a project."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from replicity.web.audit.services import record
from replicity.web.projects.models import AdaptationEntry, CanvasNote, Project
from replicity.web.projects.parts import PartKind
from replicity.web.shared.access import Actor, require
from replicity.web.shared.editing import Revised, claim
from replicity.web.shared.errors import Refused


@transaction.atomic
def add_part(actor: Actor, project: Project, kind: PartKind, fields: Mapping[str, Any]) -> Revised:
    """Add something to a project."""
    require(actor, "projects.change", project)
    made = kind.model(**{"project": project, **fields})
    made.save()
    record(actor, f"projects.add_{kind.slug}", project, part=made.pk)
    return made


@transaction.atomic
def change_part(
    actor: Actor,
    project: Project,
    kind: PartKind,
    item: Revised,
    fields: Mapping[str, Any],
    seen_revision: int,
) -> None:
    """Change something of a project."""
    require(actor, "projects.change", project)
    _refuse_deviation(item)
    claim(item, seen_revision)
    for name, value in fields.items():
        setattr(item, name, value)
    item.save(update_fields=list(fields))
    record(actor, f"projects.change_{kind.slug}", project, part=item.pk, fields=sorted(fields))


@transaction.atomic
def remove_part(actor: Actor, project: Project, kind: PartKind, item: Revised) -> None:
    """Remove something from a project; the audit trail keeps that it was there."""
    require(actor, "projects.change", project)
    _refuse_deviation(item)
    record(actor, f"projects.remove_{kind.slug}", project, part=item.pk)
    item.delete()


def _refuse_deviation(item: Revised) -> None:
    """Keep what says why a project is not as its letter agrees."""
    if isinstance(item, AdaptationEntry) and item.deviation:
        raise Refused(
            _("This entry says why the project deviates from its letter and stays: change the description."),
            409,
        )


@transaction.atomic
def write_canvas(actor: Actor, project: Project, block: str, text: str, seen_revision: int) -> CanvasNote:
    """Write into a block of the adapted canvas; revision 0 stands for a block without a text."""
    require(actor, "projects.change", project)
    note, made = CanvasNote.objects.get_or_create(project=project, block=block, defaults={"text": text})
    if not made:
        claim(note, seen_revision)
        note.text = text
        note.save(update_fields=("text",))
    record(actor, "projects.write_canvas", project, block=block)
    return note
