"""The broker decides what offers are seen."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from replicity.web.network import services
from replicity.web.network.forms import DecisionForm
from replicity.web.network.models import HostOffer, ProviderOffer
from replicity.web.network.models.offers import OfferState
from replicity.web.network.rows import host_row, offer_row
from replicity.web.shared.access import actor_of, require, signed_in
from replicity.web.shared.errors import Refused
from replicity.web.shared.pages import page_of


@require_GET
@signed_in
def moderation(request: HttpRequest) -> HttpResponse:
    """Show the offers that wait, the oldest first."""
    require(actor_of(request), "network.moderate")
    hosting = HostOffer.objects.filter(state=OfferState.PENDING).select_related("organisation")
    provided = ProviderOffer.objects.filter(state=OfferState.PENDING).select_related("organisation")
    first = page_of(request, hosting.order_by("changed_at", "pk"), 10)
    second = page_of(request, provided.prefetch_related("references").order_by("changed_at", "pk"), 10)
    longer = first if first.paginator.num_pages >= second.paginator.num_pages else second
    page = {
        "section": "network",
        "hosting": [host_row(offer) for offer in first],
        "offers": [offer_row(offer) for offer in second],
        "page": longer,
    }
    return render(request, "network/moderation.html", page)


@require_POST
@signed_in
def decide_host_offer(request: HttpRequest, number: int) -> HttpResponse:
    """Decide on an offer of visits."""
    require(actor_of(request), "network.moderate")
    return _decide(request, get_object_or_404(HostOffer.objects.select_related("organisation"), pk=number))


@require_POST
@signed_in
def decide_provider_offer(request: HttpRequest, number: int) -> HttpResponse:
    """Decide on an offer of a solution."""
    require(actor_of(request), "network.moderate")
    return _decide(
        request, get_object_or_404(ProviderOffer.objects.select_related("organisation"), pk=number)
    )


def _decide(request: HttpRequest, offer: HostOffer | ProviderOffer) -> HttpResponse:
    form = DecisionForm(request.POST)
    if not form.is_valid():
        raise Refused(_("The reason is too long: give at most 400 letters."))
    approved = "approve" in request.POST
    services.decide(actor_of(request), offer, approved=approved, reason=form.cleaned_data["reason"])
    messages.success(request, _("The answer is on its way."))
    return redirect("network-moderation")
