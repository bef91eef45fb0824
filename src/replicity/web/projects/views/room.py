"""The data room: what a lender reads, who is let in, and who looked at what."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from replicity.web.files.services import answer
from replicity.web.projects.canvas import case_workbook
from replicity.web.projects.forms.room import DocumentForm, GuestForm
from replicity.web.projects.models import Project, RoomDocument, RoomGuest
from replicity.web.projects.queries import accepted_figures, prediction_of, solution_of
from replicity.web.projects.results import report_of
from replicity.web.projects.services import room as services
from replicity.web.projects.views.concept import promise_rows
from replicity.web.projects.views.frame import FORM, framed, project_of
from replicity.web.projects.views.measuring import cards_of
from replicity.web.projects.views.work import finance_of
from replicity.web.shared.access import actor_of, can, signed_in
from replicity.web.shared.pages import page_of

TAB = "project-room"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SECTIONS = {
    "case": gettext_lazy("Business case"),
    "inputs": gettext_lazy("Every input"),
    "evidence": gettext_lazy("Evidence and outcome"),
    "risks": gettext_lazy("Risks and conditions"),
    "documents": gettext_lazy("Letters and documents"),
}


@require_GET
@signed_in
def room(request: HttpRequest, number: int, part: str = "") -> HttpResponse:
    """Show the data room or a section of it; the look of a guest is written down."""
    project = project_of(request, number, "projects.enter_room")
    if part and part not in SECTIONS:
        raise Http404
    actor = actor_of(request)
    services.note_view(actor, project, part or "room")
    content: dict[str, Any] = {
        "part": part,
        "parts": list(SECTIONS.items()),
        "frozen": prediction_of(project),
        "title": SECTIONS.get(part, _("Data room")),
        "is_guest": not can(actor, "projects.read", project),
    }
    if part:
        content |= _FILL[part](project)
    elif can(actor, "projects.read", project):
        content |= {
            "guests": project.guests.filter(left_at=None).select_related("organisation"),
            "views": page_of(request, project.views.select_related("organisation", "document")),
            "guest_form": GuestForm(),
        }
    return framed(request, project, "projects/room.html", TAB, **content)


def _case(project: Project) -> dict[str, Any]:
    frozen = prediction_of(project)
    held = {} if frozen is None else frozen.result
    return {"held": held, **finance_of(project), "sites": project.sites.all()}


def _inputs(project: Project) -> dict[str, Any]:
    frozen = prediction_of(project)
    return {"inputs": [] if frozen is None else sorted(frozen.result["inputs"].items())}


def _evidence(project: Project) -> dict[str, Any]:
    frozen = prediction_of(project)
    own = [e for e in accepted_figures() if e.place.solution == project.solution]
    return {
        "promised": [] if frozen is None else promise_rows(frozen),
        "cards": cards_of(report_of(project), invented=project.marked_demonstration),
        "replicas_count": len({e.place.id for e in own}),
        "solution": solution_of(project),
    }


def _risks(project: Project) -> dict[str, Any]:
    frozen = prediction_of(project)
    held = [] if frozen is None else frozen.result["preconditions"]
    return {
        "risks": project.risks.all(),
        "conditions": [c for c in held if c["status"] != "pass"],
        "facilitations": project.facilitations.all(),
    }


def _documents(project: Project) -> dict[str, Any]:
    return {"documents": project.documents.select_related("file").defer("file__content")}


_FILL = {
    "case": _case,
    "inputs": _inputs,
    "evidence": _evidence,
    "risks": _risks,
    "documents": _documents,
}


@require_POST
@signed_in
def invite(request: HttpRequest, number: int) -> HttpResponse:
    """Let a lender in."""
    project = project_of(request, number, "projects.change")
    form = GuestForm(request.POST)
    if form.is_valid():
        services.invite_guest(actor_of(request), project, **form.cleaned_data)
        messages.success(request, _("The invitation is on its way."))
        return redirect(TAB, number=project.pk)
    content = {"form": form, "title": _("Let a lender in"), "back": TAB}
    return framed(request, project, "projects/form.html", TAB, 400, **content)


@require_POST
@signed_in
def end_invitation(request: HttpRequest, number: int, guest: int) -> HttpResponse:
    """Close the room to a guest."""
    project = project_of(request, number, "projects.change")
    found = get_object_or_404(RoomGuest, pk=guest, project=project, left_at=None)
    services.end_invitation(actor_of(request), project, found)
    messages.success(request, _("The room is closed to this guest."))
    return redirect(TAB, number=project.pk)


@require_http_methods(FORM)
@signed_in
def add_document(request: HttpRequest, number: int) -> HttpResponse:
    """Put a document into the room."""
    project = project_of(request, number, "projects.change")
    form = DocumentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        services.add_document(actor_of(request), project, given["file"], given["title"], given["kind"])
        messages.success(request, _("The document lies in the room."))
        return redirect("project-room-part", number=project.pk, part="documents")
    status = 400 if form.errors else 200
    title = _("Add a document")
    return framed(
        request, project, "projects/form.html", TAB, status, form=form, title=title, back=TAB, multipart=True
    )


@require_GET
@signed_in
def document(request: HttpRequest, number: int, item: int) -> HttpResponse:
    """Hand out a document; the look of a guest is written down."""
    project = project_of(request, number, "projects.enter_room")
    found = get_object_or_404(RoomDocument.objects.select_related("file"), pk=item, project=project)
    services.note_view(actor_of(request), project, "document", found)
    return answer(found.file)


@require_GET
@signed_in
def letter(request: HttpRequest, number: int) -> HttpResponse:
    """Hand out the letter of intent as it was signed; the look of a guest is written down."""
    project = project_of(request, number, "projects.enter_room")
    if project.letter is None or project.letter.document is None:
        raise Http404
    services.note_view(actor_of(request), project, "letter")
    return answer(project.letter.document)


@require_GET
@signed_in
def workbook(request: HttpRequest, number: int) -> HttpResponse:
    """Hand out the frozen case as a workbook; the look of a guest is written down."""
    project = project_of(request, number, "projects.enter_room")
    frozen = prediction_of(project)
    if frozen is None:
        raise Http404
    services.note_view(actor_of(request), project, "workbook")
    response = HttpResponse(case_workbook(project, frozen), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="case-{project.pk}.xlsx"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
@signed_in
def remove_document(request: HttpRequest, number: int, item: int) -> HttpResponse:
    """Take a document out of the room."""
    project = project_of(request, number, "projects.change")
    found = get_object_or_404(RoomDocument.objects.select_related("file"), pk=item, project=project)
    services.remove_document(actor_of(request), project, found)
    messages.success(request, _("Removed."))
    return redirect("project-room-part", number=project.pk, part="documents")
