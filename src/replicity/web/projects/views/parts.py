"""Adding, changing and removing what belongs to a project."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from replicity.web.projects.parts import PART_KINDS, PartKind
from replicity.web.projects.services import parts as services
from replicity.web.projects.views.frame import FORM, compared, framed, project_of, seen_revision
from replicity.web.shared.access import actor_of, signed_in
from replicity.web.shared.editing import EditedMeanwhile


def _kind(name: str) -> PartKind:
    if name not in PART_KINDS:
        raise Http404
    return PART_KINDS[name]


@require_http_methods(FORM)
@signed_in
def add(request: HttpRequest, number: int, part: str) -> HttpResponse:
    """Add a part."""
    project = project_of(request, number, "projects.change")
    kind = _kind(part)
    if not kind.grows:
        raise Http404
    form = kind.form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.add_part(actor_of(request), project, kind, form.cleaned_data)
        messages.success(request, _("Added."))
        return redirect(kind.page, number=project.pk)
    status = 400 if form.errors else 200
    return framed(
        request, project, "projects/form.html", kind.page, status, form=form, title=kind.title, back=kind.page
    )


@require_http_methods(FORM)
@signed_in
def change(request: HttpRequest, number: int, part: str, item: int) -> HttpResponse:
    """Change a part."""
    project = project_of(request, number, "projects.change")
    kind = _kind(part)
    found = get_object_or_404(kind.model, pk=item, project=project)
    form = kind.form(request.POST or None, instance=found)
    content: dict[str, object] = {
        "form": form,
        "title": kind.title,
        "back": kind.page,
        "revision": found.revision,
        "removable": kind.grows,
        "part": part,
        "item": found,
    }
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            seen = seen_revision(request)
            services.change_part(actor_of(request), project, kind, found, form.cleaned_data, seen)
        except EditedMeanwhile as error:
            fresh = get_object_or_404(kind.model, pk=item, project=project)
            content |= {
                "conflict": error.sentence,
                "compared": compared(form, fresh),
                "revision": fresh.revision,
            }
            status = 409
        else:
            messages.success(request, _("Saved."))
            return redirect(kind.page, number=project.pk)
    status = 400 if form.errors else status
    return framed(request, project, "projects/form.html", kind.page, status, **content)


@require_POST
@signed_in
def remove(request: HttpRequest, number: int, part: str, item: int) -> HttpResponse:
    """Remove a part."""
    project = project_of(request, number, "projects.change")
    kind = _kind(part)
    if not kind.grows:
        raise Http404
    found = get_object_or_404(kind.model, pk=item, project=project)
    services.remove_part(actor_of(request), project, kind, found)
    messages.success(request, _("Removed."))
    return redirect(kind.page, number=project.pk)
