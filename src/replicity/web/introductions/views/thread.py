"""Writing messages and sharing documents."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from replicity.web.files.services import answer
from replicity.web.introductions import services
from replicity.web.introductions.forms import DocumentForm, MessageForm, VersionForm
from replicity.web.introductions.models import Document, DocumentVersion
from replicity.web.introductions.views.introduction_page import introduction_page
from replicity.web.introductions.views.introductions import introduction_for
from replicity.web.shared.access import actor_of, can, require, signed_in
from replicity.web.shared.errors import Refused


@require_POST
@signed_in
def write(request: HttpRequest, number: int) -> HttpResponse:
    """Write a message."""
    found, form = introduction_for(request, number), MessageForm(request.POST, auto_id="message_%s")
    require(actor_of(request), "introductions.write", found)
    if not form.is_valid():
        return introduction_page(request, found, message_form=form)
    given = form.cleaned_data
    corrects = found.messages.filter(pk=given["corrects"] or 0).first()
    try:
        services.write(actor_of(request), found, given["text"], corrects)
    except Refused as refused:
        return introduction_page(request, found, refused, given["text"], message_form=form)
    messages.success(request, _("The message is sent."))
    return redirect("introduction", number=found.pk)


@require_POST
@signed_in
def share(request: HttpRequest, number: int) -> HttpResponse:
    """Share a document."""
    found = introduction_for(request, number)
    require(actor_of(request), "introductions.share_document", found)
    form = DocumentForm(request.POST, request.FILES, auto_id="document_%s")
    if not form.is_valid():
        return introduction_page(request, found, document_form=form)
    given = form.cleaned_data
    try:
        services.share(actor_of(request), found, given["title"], given["file"], given["note"])
    except Refused as refused:
        form.add_error(None, refused.sentence)
        return introduction_page(request, found, refused, document_form=form)
    messages.success(request, _("The document is shared."))
    return redirect("introduction", number=found.pk)


@require_safe
@signed_in
def document(request: HttpRequest, number: int, document_number: int) -> HttpResponse:
    """Show a document with all its versions."""
    return _document_page(request, _document(request, number, document_number))


@require_POST
@signed_in
def add_version(request: HttpRequest, number: int, document_number: int) -> HttpResponse:
    """Add a version; where somebody was faster, the note is kept and the newer version shown."""
    found = _document(request, number, document_number)
    actor = actor_of(request)
    require(actor, "introductions.add_version", found, seen_by="introductions.read_document")
    form = VersionForm(request.POST, request.FILES, auto_id="version_%s")
    if not form.is_valid():
        return _document_page(request, found, form, 400)
    given = form.cleaned_data
    try:
        made = services.add_version(actor, found, given["revision"], given["file"], given["note"])
    except Refused as refused:
        found.refresh_from_db()
        again = VersionForm({"note": given["note"], "revision": found.revision}, auto_id="version_%s")
        again.full_clean()
        again.errors.clear()
        again.add_error(None, refused.sentence)
        return _document_page(request, found, again, refused.status)
    messages.success(request, _("Version %(number)s is added.") % {"number": made.number})
    return redirect("introduction-document", number=number, document_number=found.pk)


@require_safe
@signed_in
def version(request: HttpRequest, number: int, document_number: int, version_number: int) -> HttpResponse:
    """Hand out a version of a document."""
    found = _document(request, number, document_number)
    chosen = get_object_or_404(
        DocumentVersion.objects.select_related("file"), document=found, number=version_number
    )
    return answer(chosen.file)


def _document(request: HttpRequest, number: int, document_number: int) -> Document:
    found = get_object_or_404(
        Document.objects.select_related("introduction__asking", "introduction__asked", "owner"),
        pk=document_number,
        introduction=number,
    )
    require(actor_of(request), "introductions.read_document", found, seen_by="introductions.read_document")
    return found


def _document_page(
    request: HttpRequest, found: Document, form: VersionForm | None = None, status: int = 200
) -> HttpResponse:
    page = {
        "section": "introductions",
        "document": found,
        "introduction": found.introduction,
        "versions": found.versions.select_related("file", "added_by").defer("file__content"),
        "may_add": can(actor_of(request), "introductions.add_version", found),
        "form": form or VersionForm(auto_id="version_%s", initial={"revision": found.revision}),
    }
    return render(request, "introductions/document.html", page, status=status)
