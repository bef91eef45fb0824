"""The overview of a project and its description."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from replicity.catalogue.business_models import model_records
from replicity.web.projects.forms.parts import PartForm
from replicity.web.projects.forms.project import GateForm, ProcurementForm, ProjectForm
from replicity.web.projects.gate_checks import holds
from replicity.web.projects.gates import TESTS, next_stage
from replicity.web.projects.models import Project
from replicity.web.projects.services.projects import change_project, pass_gate
from replicity.web.projects.views.frame import FORM, compared, framed, project_of, seen_revision
from replicity.web.shared.access import actor_of, signed_in
from replicity.web.shared.editing import EditedMeanwhile
from replicity.web.shared.errors import Refused
from replicity.web.shared.languages import current_language

FORMS: dict[str, tuple[type[PartForm], str, object]] = {
    "description": (ProjectForm, "project", gettext_lazy("Description and parties")),
    "procurement": (ProcurementForm, "project-money", gettext_lazy("Procurement route")),
}


@require_GET
@signed_in
def overview(request: HttpRequest, number: int) -> HttpResponse:
    """Show what is built, by whom, where, how far it is, and what opens the next gate."""
    project = project_of(request, number)
    return framed(request, project, "projects/overview.html", "project", **_content(project))


def _content(project: Project) -> dict[str, Any]:
    after = next_stage(project.stage)
    model = model_records().get(project.business_model)
    return {
        "business_model_name": model.name.of(current_language()) if model else "",
        "sites": project.sites.all(),
        "facilitations": project.facilitations.all(),
        "after": after,
        "after_name": dict(project._meta.get_field("stage").flatchoices)[after] if after else "",
        "tests": [
            (test, _(test.sentence), holds(test.id, project) if test.seen else None)
            for test in (TESTS[after] if after else ())
        ],
        "passes": project.gate_passes.select_related("by"),
    }


@require_POST
@signed_in
def gate(request: HttpRequest, number: int) -> HttpResponse:
    """Pass the next gate."""
    project = project_of(request, number, "projects.change")
    form = GateForm(request.POST)
    if not form.is_valid():
        raise Refused(_("The note is too long: give at most 400 letters."))
    attested = frozenset(request.POST.getlist("attest"))
    given = form.cleaned_data
    moved = pass_gate(actor_of(request), project, given["stage"], attested, given["note"])
    messages.success(request, _("The gate is passed: %(stage)s.") % {"stage": moved.get_stage_display()})
    return redirect("project", number=project.pk)


@require_http_methods(FORM)
@signed_in
def change(request: HttpRequest, number: int, form_name: str) -> HttpResponse:
    """Change the description or the procurement route."""
    project = project_of(request, number, "projects.change")
    form_class, page, title = FORMS[form_name]
    form = form_class(request.POST or None, instance=project)
    content: dict[str, object] = {"form": form, "title": title, "revision": project.revision, "back": page}
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            given = dict(form.cleaned_data)
            why = given.pop("why", "")
            change_project(actor_of(request), project, given, seen_revision(request), why)
        except EditedMeanwhile as error:
            fresh = project_of(request, number)
            content |= {
                "conflict": error.sentence,
                "compared": compared(form, fresh),
                "revision": fresh.revision,
            }
            status = 409
        else:
            messages.success(request, _("Saved."))
            return redirect(page, number=project.pk)
    status = 400 if form.errors else status
    return framed(request, project, "projects/form.html", page, status, **content)
