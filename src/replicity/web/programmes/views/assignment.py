"""The hosts of a programme's cities: proposed, changed by hand, and what each change costs."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from replicity.web.accounts.models import Organisation
from replicity.web.programmes import services
from replicity.web.programmes.forms import AssignForm, FloorForm
from replicity.web.programmes.models import AssignmentProposal
from replicity.web.programmes.queries.assignment import city_rows, host_rows, standing_of
from replicity.web.programmes.views.things import INSIDE, programme_of, tabs_of
from replicity.web.shared.access import actor_of, signed_in
from replicity.web.shared.errors import Refused
from replicity.web.shared.pages import page_of


@require_safe
@signed_in
def page(request: HttpRequest, number: int) -> HttpResponse:
    """Show who goes where, what is proposed, and what each change costs."""
    programme = programme_of(request, number, INSIDE)
    proposal = AssignmentProposal.objects.filter(programme=programme).first()
    hosts = host_rows(programme)
    cities = programme.applications.filter(state="accepted").select_related("organisation", "host")
    rows = page_of(request, cities.order_by("organisation__name", "pk"))
    shown = {
        **tabs_of(request, programme, "assignment"),
        "proposal": proposal,
        "hosts": hosts,
        "page": rows,
        "rows": city_rows(list(rows), hosts, proposal),
        "standing": standing_of(programme, proposal) if proposal else None,
        "floor_form": FloorForm(),
    }
    return render(request, "programmes/assignment.html", shown)


@require_POST
@signed_in
def propose(request: HttpRequest, number: int) -> HttpResponse:
    """Have hosts proposed for all cities at once."""
    programme = programme_of(request, number, "programmes.run")
    form = FloorForm(request.POST)
    if not form.is_valid():
        raise Refused(_("The floor is a whole number of per cent from 0 to 100, or empty."))
    given = form.cleaned_data["floor_per_cent"]
    services.propose_hosts(actor_of(request), programme, None if given is None else given / 100)
    messages.success(request, _("The proposal is worked out. Nothing is assigned yet."))
    return redirect("programme-assignment", number=number)


@require_POST
@signed_in
def take(request: HttpRequest, number: int) -> HttpResponse:
    """Give all cities without a host the proposed one."""
    programme = programme_of(request, number, "programmes.run")
    taken = services.take_proposal(actor_of(request), programme)
    said = ngettext("%(n)s city has its host now.", "%(n)s cities have their hosts now.", taken)
    messages.success(request, said % {"n": taken})
    return redirect("programme-assignment", number=number)


@require_POST
@signed_in
def assign(request: HttpRequest, number: int) -> HttpResponse:
    """Give one city a host, or none."""
    programme = programme_of(request, number, "programmes.run")
    form = AssignForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Choose a host of the programme, or none."))
    application = get_object_or_404(
        programme.applications.select_related("programme", "organisation"),
        pk=form.cleaned_data["application"],
    )
    wanted = form.cleaned_data["host"]
    host = get_object_or_404(Organisation, pk=wanted) if wanted else None
    services.assign_host(actor_of(request), application, host, form.cleaned_data["reason"])
    messages.success(request, _("Saved."))
    return redirect("programme-assignment", number=number)
