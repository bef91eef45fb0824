"""The data room: guests come and go, documents lie there, every look is written down."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from replicity.web.accounts.models import Organisation
from replicity.web.accounts.queries import people_of
from replicity.web.audit.services import record
from replicity.web.files.services import keep
from replicity.web.notices.services import notify
from replicity.web.projects.access import guest_organisation
from replicity.web.projects.models import Project, RoomDocument, RoomGuest, RoomView
from replicity.web.projects.notices import ROOM_OPENED
from replicity.web.shared.access import Actor, can, require
from replicity.web.shared.errors import Refused


@transaction.atomic
def invite_guest(actor: Actor, project: Project, organisation: Organisation, purpose: str = "") -> RoomGuest:
    """Let an organisation of the network into the data room."""
    require(actor, "projects.change", project)
    if not organisation.approved:
        raise Refused(_("Only organisations of the network can be invited."))
    try:
        with transaction.atomic():
            guest = RoomGuest.objects.create(
                project=project, organisation=organisation, purpose=purpose, invited_by_id=actor.person_id
            )
    except IntegrityError:
        raise Refused(_("%(name)s is invited already.") % {"name": organisation.name}, 409) from None
    record(actor, "projects.invite_guest", guest, project=project.pk, organisation=organisation.pk)
    link = f"/projects/{project.pk}/room/"
    notify(ROOM_OPENED, people_of(organisation), link=link, project=project.name)
    return guest


@transaction.atomic
def end_invitation(actor: Actor, project: Project, guest: RoomGuest) -> None:
    """Close the data room to a guest."""
    require(actor, "projects.change", project)
    guest.left_at = timezone.now()
    guest.save(update_fields=("left_at",))
    record(actor, "projects.end_invitation", guest, project=project.pk)


@transaction.atomic
def add_document(
    actor: Actor, project: Project, given: UploadedFile[Any] | bytes, title: str, kind: str, name: str = ""
) -> RoomDocument:
    """Put a document into the data room."""
    require(actor, "projects.change", project)
    stored = keep(actor, given, name)
    document = RoomDocument.objects.create(
        project=project, title=title, kind=kind, file=stored, added_by_id=actor.person_id
    )
    record(actor, "projects.add_document", document, project=project.pk, sha256=stored.sha256)
    return document


@transaction.atomic
def remove_document(actor: Actor, project: Project, document: RoomDocument) -> None:
    """Take a document out of the data room."""
    require(actor, "projects.change", project)
    record(actor, "projects.remove_document", document, project=project.pk, sha256=document.file.sha256)
    document.delete()


@transaction.atomic
def note_view(actor: Actor, project: Project, section: str, document: RoomDocument | None = None) -> None:
    """Write down that a guest looked at something; what the parties themselves look at is not noted."""
    if can(actor, "projects.read", project):
        return
    organisation = guest_organisation(actor, project)
    if organisation is None:
        return
    RoomView.objects.create(
        project=project,
        organisation_id=organisation,
        pseudonym=actor.pseudonym,
        section=section,
        document=document,
    )
    facts = {"section": section, "organisation": organisation}
    if document is not None:
        facts["document"] = document.pk
    record(actor, "projects.view_room", project, **facts)
