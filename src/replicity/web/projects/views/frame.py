"""What the pages of a project share: finding it, its tabs, and what to show when two people wrote at once."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from replicity.web.projects.gates import ORDER, STAGES
from replicity.web.projects.models import Project
from replicity.web.projects.queries import solution_of
from replicity.web.shared.access import actor_of, can, require
from replicity.web.shared.languages import current_language

FORM: Final = ("GET", "HEAD", "POST")
TABS: Final = (
    ("project", _("Overview")),
    ("project-concept", _("Promise and concept")),
    ("project-work", _("Work and risks")),
    ("project-money", _("Procurement and money")),
    ("project-measuring", _("Measuring")),
    ("project-room", _("Data room")),
)
WITH: Final = (
    "city",
    "buyer",
    "provider",
    "host",
    "evaluator",
    "letter",
    "application__programme",
    "prediction",
)


def project_of(request: HttpRequest, number: int, action: str = "projects.read") -> Project:
    """Return a project for those who may do something with it."""
    found = get_object_or_404(Project.objects.select_related(*WITH), pk=number)
    require(actor_of(request), action, found)
    return found


def framed(
    request: HttpRequest, project: Project, template: str, tab: str, status: int = 200, **content: Any
) -> HttpResponse:
    """Return a page of a project, with its heading and its tabs."""
    actor = actor_of(request)
    reached = ORDER.index(project.stage)
    page = {
        "section": "projects",
        "project": project,
        "tab": tab,
        "tabs": TABS if can(actor, "projects.read", project) else (),
        "solution_name": solution_of(project).name.of(current_language()),
        "scale_name": solution_of(project).scale_name,
        "stages": [(name, word, i < reached, i == reached) for i, (name, word) in enumerate(STAGES)],
        "may_change": can(actor, "projects.change", project),
        "may_measure": can(actor, "projects.measure", project),
        "may_judge": can(actor, "projects.judge", project),
        **content,
    }
    return render(request, template, page, status=status)


def seen_revision(request: HttpRequest) -> int:
    """Return the revision that the writer saw."""
    text = request.POST.get("revision", "")
    return int(text) if text.isdigit() and len(text) < 10 else 0


def compared(form: forms.BaseForm, fresh: Model) -> Sequence[tuple[object, object, object]]:
    """Return label, what stands now and what the second writer typed, where they differ."""
    rows = []
    for name, field in form.fields.items():
        if not hasattr(fresh, name):  # a reason that is kept elsewhere
            continue
        theirs = getattr(fresh, f"get_{name}_display", lambda name=name: getattr(fresh, name))()
        bound = form[name]
        shown = field.prepare_value(getattr(fresh, name))
        if str(bound.value() or "") != str(shown if shown is not None else ""):
            rows.append((field.label, theirs if theirs not in (None, "") else "–", bound.value() or "–"))
    return rows
