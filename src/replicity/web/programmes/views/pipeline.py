"""The board of a programme, and what the broker does on it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from replicity.web.programmes import services
from replicity.web.programmes.forms import MoveForm, ReasonForm
from replicity.web.programmes.models import State
from replicity.web.programmes.queries.board import board_of, cards_of, gates_of
from replicity.web.programmes.stages import STAGES, Stage
from replicity.web.programmes.views.things import INSIDE, application_for, programme_of, tabs_of
from replicity.web.shared.access import actor_of, signed_in
from replicity.web.shared.errors import Refused
from replicity.web.shared.pages import page_of


@require_safe
@signed_in
def board(request: HttpRequest, number: int) -> HttpResponse:
    """Show the cities by stage."""
    programme = programme_of(request, number, INSIDE)
    waiting = programme.applications.filter(state="submitted")
    page = {
        **tabs_of(request, programme, "board"),
        "columns": board_of(programme),
        "waiting": waiting.select_related("organisation").order_by("submitted_at")[:12],
        "waiting_count": waiting.count(),
    }
    return render(request, "programmes/board.html", page)


@require_safe
@signed_in
def listing(request: HttpRequest, number: int) -> HttpResponse:
    """List the applications of a programme, of one stage or one state where the address names it."""
    programme = programme_of(request, number, INSIDE)
    found = programme.applications.exclude(state="draft").select_related("organisation", "host")
    stage, state = request.GET.get("stage", ""), request.GET.get("state", "")
    if stage in STAGES:
        found = found.filter(state="accepted", stage=stage)
    if state in State.values:
        found = found.filter(state=state)
    rows = page_of(request, found.order_by("stage_since", "pk"))
    page = {
        **tabs_of(request, programme, "board"),
        "page": rows,
        "cards": cards_of(list(rows), gates_of(programme)),
        "stage": stage,
        "state": state,
        "stages": Stage,
        "states": [s for s in State if s != State.DRAFT],
    }
    return render(request, "programmes/applications.html", page)


@require_POST
@signed_in
def move(request: HttpRequest, number: int) -> HttpResponse:
    """Move a city to another stage."""
    found = application_for(request, number, "programmes.handle")
    form = MoveForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Choose one of the stages, and give a reason of at most 1,000 letters."))
    services.advance(actor_of(request), found, **form.cleaned_data)
    messages.success(
        request,
        _("%(city)s is in the stage “%(stage)s” now.")
        % {"city": found.organisation.name, "stage": found.get_stage_display()},
    )
    return _back(request, number)


@require_POST
@signed_in
def tick(request: HttpRequest, number: int) -> HttpResponse:
    """Say which criteria of the city's stage are met."""
    found = application_for(request, number, "programmes.handle")
    services.tick_criteria(
        actor_of(request), found, request.POST.get("stage", ""), request.POST.getlist("criteria")
    )
    messages.success(request, _("Saved."))
    return _back(request, number)


@require_POST
@signed_in
def decide(request: HttpRequest, number: int) -> HttpResponse:
    """Accept or decline an application."""
    found = application_for(request, number, "programmes.handle")
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise Refused(_("The reason is too long: give at most 1,000 letters."))
    services.decide(
        actor_of(request), found, accepted="accept" in request.POST, reason=form.cleaned_data["reason"]
    )
    messages.success(request, _("The city is told."))
    return _back(request, number)


def _back(request: HttpRequest, number: int) -> HttpResponse:
    """Lead back to the page of the form where it is one of ours."""
    address = request.POST.get("next", "")
    if address and url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure()):
        return redirect(address)
    return redirect("application", number=number)
