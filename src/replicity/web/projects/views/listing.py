"""The list of projects, and beginning one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from replicity.catalogue.labels import label
from replicity.catalogue.solutions import get_solution
from replicity.web.letters.models import SIGNED_BY_ALL
from replicity.web.letters.queries import letters_of, terms_of
from replicity.web.projects.forms.project import BeginForm
from replicity.web.projects.gates import STAGES
from replicity.web.projects.queries import projects_for, rooms_for
from replicity.web.projects.services.projects import begin_project
from replicity.web.projects.views.frame import FORM
from replicity.web.shared.access import Actor, actor_of, can, require, signed_in
from replicity.web.shared.languages import current_language
from replicity.web.shared.pages import page_of

# what an address may fill in
PREFILLED = ("solution", "scale", "name", "city", "letter")


@require_GET
@signed_in
def listing(request: HttpRequest) -> HttpResponse:
    """List the projects of the visitor's organisations, and the rooms that are open to them."""
    actor = actor_of(request)
    found = projects_for(actor)
    stage = request.GET.get("stage", "")
    if stage in dict(STAGES):
        found = found.filter(stage=stage)
    shown = page_of(request, found)
    language = current_language()
    rows = [
        (p, get_solution(p.solution).name.of(language), label(get_solution(p.solution).scale_name, language))
        for p in shown
    ]
    page = {
        "section": "projects",
        "page": shown,
        "rows": rows,
        "rooms": rooms_for(actor)[:50] if actor.organisations("lender") else [],
        "stages": STAGES,
        "stage": stage,
        "may_begin": can(actor, "projects.begin"),
    }
    return render(request, "projects/listing.html", page)


def _size_of_letter(actor: Actor, given: dict[str, str]) -> dict[str, float]:
    """Return the size that the letter of an address agrees on its solution."""
    number, solution = given.get("letter", ""), given.get("solution", "")
    if not (number.isascii() and number.isdigit() and len(number) < 18):
        return {}
    letter = letters_of(actor).filter(pk=int(number), state__in=SIGNED_BY_ALL).first()
    terms = terms_of(letter, solution) if letter is not None else None
    return {} if terms is None else {"scale": terms.scale}


@require_http_methods(FORM)
@signed_in
def begin(request: HttpRequest) -> HttpResponse:
    """Begin a project."""
    actor = actor_of(request)
    require(actor, "projects.begin")
    given = {key: request.GET[key] for key in PREFILLED if key in request.GET}
    form = BeginForm(request.POST or None, initial={**_size_of_letter(actor, given), **given})
    form.first_values(actor)
    if request.method == "POST" and form.is_valid():
        made = begin_project(actor, **form.cleaned_data)
        messages.success(request, _("The project is begun. Next: sites, and the prediction."))
        return redirect("project", number=made.pk)
    page = {"section": "projects", "form": form}
    return render(request, "projects/begin.html", page, status=400 if form.errors else 200)
