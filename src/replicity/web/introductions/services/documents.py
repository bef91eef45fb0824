"""Sharing documents with an introduction, version by version."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from replicity.web.audit.services import record
from replicity.web.files.services import keep
from replicity.web.introductions import notices
from replicity.web.introductions.access import speaking_for
from replicity.web.introductions.audience import editors_of, tell_of
from replicity.web.introductions.models import Document, DocumentVersion, Introduction
from replicity.web.introductions.services.thread import talking
from replicity.web.shared.access import Actor, require
from replicity.web.shared.editing import claim
from replicity.web.shared.errors import Refused

Given = UploadedFile[Any] | bytes


@transaction.atomic
def share(
    actor: Actor, introduction: Introduction, title: str, given: Given, note: str = "", name: str = ""
) -> Document:
    """Share a document with the other side; it stays with the organisation that shares it."""
    held = talking(actor, introduction, "introductions.share_document")
    made = Document.objects.create(introduction=held, owner_id=speaking_for(actor, held), title=title)
    record(actor, "introductions.share_document", made, introduction=held.pk, owner=made.owner_id)
    _add(actor, made, 1, given, note, name)
    return made


@transaction.atomic
def add_version(
    actor: Actor, document: Document, seen_revision: int, given: Given, note: str = "", name: str = ""
) -> DocumentVersion:
    """Add a version to a document for the writer who saw `seen_revision`.

    Raises
    ------
    EditedMeanwhile
        Where somebody else added one first.
    Refused
        Where the file is the same as the latest version.
    """
    require(actor, "introductions.add_version", document, seen_by="introductions.read_document")
    claim(document, seen_revision)
    latest = document.versions.select_related("file").defer("file__content").first()
    made = _add(actor, document, latest.number + 1 if latest else 1, given, note, name)
    if latest is not None and latest.file.sha256 == made.file.sha256:
        raise Refused(_("This file is the latest version already: nothing was added."), 409)
    return made


def _add(
    actor: Actor, document: Document, number: int, given: Given, note: str, name: str
) -> DocumentVersion:
    stored = keep(actor, given, name)
    made = DocumentVersion.objects.create(
        document=document, number=number, file=stored, note=note, added_by_id=actor.person_id
    )
    record(
        actor, "introductions.add_version", made, document=document.pk, number=number, sha256=stored.sha256
    )
    introduction = document.introduction
    facts = {"from": document.owner.name, "document": document.title, "version": number}
    tell_of(introduction, notices.DOCUMENT, editors_of(introduction.parties, without=actor), **facts)
    return made
