"""Pages: the hosts of a visit, asked and left out."""

from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from replicity.web.shared.access import actor_of, signed_in
from replicity.web.visits import services
from replicity.web.visits.host_forms import HostForm
from replicity.web.visits.models import Hosting
from replicity.web.visits.views.visit import found_visit
from replicity.web.visits.workflow import PLANNED

FORM: Final = ("GET", "HEAD", "POST")


@require_http_methods(FORM)
@signed_in
def hosts(request: HttpRequest, number: int) -> HttpResponse:
    """List the hosts of a visit, and ask one more."""
    visit = found_visit(request, number, "visits.lead")
    form = HostForm(request.POST or None, visit=visit)
    if request.method == "POST" and form.is_valid():
        host = form.cleaned_data["host"]
        services.add_host(actor_of(request), visit, host)
        messages.success(request, _("%(host)s was asked.") % {"host": host.name})
        return redirect("visit", number=number)
    page = {
        "section": "visits",
        "visit": visit,
        "form": form,
        "hostings": sorted(visit.hostings.all(), key=lambda h: h.organisation_id != visit.host_id),
        "planned": visit.state in PLANNED,
    }
    return render(request, "visits/visit_hosts.html", page, status=400 if form.errors else 200)


@require_POST
@signed_in
def remove(request: HttpRequest, number: int, host: int) -> HttpResponse:
    """Visit without a host."""
    visit = found_visit(request, number, "visits.lead")
    hosting = get_object_or_404(
        Hosting.objects.select_related("visit__host", "visit__city", "organisation"),
        visit=visit,
        organisation_id=host,
    )
    services.remove_host(actor_of(request), hosting)
    messages.success(request, _("The visit is made without %(host)s.") % {"host": hosting.organisation.name})
    return redirect("visit", number=number)
