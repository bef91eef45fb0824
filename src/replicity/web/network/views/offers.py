"""Offers of hosts and providers, and the references of providers."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from replicity.web.accounts.models import Organisation
from replicity.web.files.services import answer as file_answer
from replicity.web.files.services import keep
from replicity.web.network import services
from replicity.web.network.forms import HostOfferForm, ProviderOfferForm, ReferenceForm
from replicity.web.network.models import HostOffer, ProviderOffer, Reference
from replicity.web.network.rows import offer_row
from replicity.web.network.views.editing import saved
from replicity.web.shared.access import actor_of, require, signed_in
from replicity.web.shared.errors import Refused

FORM = ("GET", "HEAD", "POST")


@require_http_methods(FORM)
@signed_in
def add_host_offer(request: HttpRequest, number: int) -> HttpResponse:
    """Offer visits."""
    actor = actor_of(request)
    found = get_object_or_404(Organisation, pk=number)
    require(actor, "network.host", found, seen_by="network.edit")
    form = HostOfferForm(request.POST or None, organisation=found)
    if request.method == "POST" and saved(
        form, lambda fields, _seen: services.offer_visits(actor, found, fields)
    ):
        messages.success(request, _("Saved. The broker looks at it before others see it."))
        return redirect("network-profile", number=found.pk)
    page = {"section": "network", "form": form, "organisation": found, "title": _("Take visits")}
    return render(request, "network/edit.html", page, status=400 if form.errors else 200)


@require_http_methods(FORM)
@signed_in
def edit_host_offer(request: HttpRequest, number: int) -> HttpResponse:
    """Change an offer of visits."""
    actor = actor_of(request)
    offer = get_object_or_404(HostOffer.objects.select_related("organisation"), pk=number)
    require(actor, "network.edit_offer", offer, seen_by="network.read_offer")
    form = HostOfferForm(request.POST or None, instance=offer, organisation=offer.organisation)
    if request.method == "POST" and saved(
        form, lambda fields, seen: services.change_host_offer(actor, _host(number), fields, seen)
    ):
        messages.success(request, _("Saved."))
        return redirect("network-profile", number=offer.organisation_id)
    page = {
        "section": "network",
        "form": form,
        "organisation": offer.organisation,
        "title": _("Visits"),
        "offer": offer,
        "withdraw": "network-host-offer-withdraw",
    }
    return render(request, "network/edit.html", page, status=400 if form.errors else 200)


@require_POST
@signed_in
def withdraw_host_offer(request: HttpRequest, number: int) -> HttpResponse:
    """Take an offer of visits out of the directory."""
    offer = get_object_or_404(HostOffer.objects.select_related("organisation"), pk=number)
    services.withdraw(actor_of(request), offer)
    messages.success(request, _("The offer is withdrawn."))
    return redirect("network-profile", number=offer.organisation_id)


@require_http_methods(FORM)
@signed_in
def add_provider_offer(request: HttpRequest, number: int) -> HttpResponse:
    """Offer a solution."""
    actor = actor_of(request)
    found = get_object_or_404(Organisation, pk=number)
    require(actor, "network.provide", found, seen_by="network.edit")
    form = ProviderOfferForm(request.POST or None)
    if request.method == "POST" and saved(
        form, lambda fields, _seen: services.offer_solution(actor, found, fields)
    ):
        messages.success(request, _("Saved. The broker looks at it before others see it."))
        return redirect("network-profile", number=found.pk)
    page = {"section": "network", "form": form, "organisation": found, "title": _("Offer a solution")}
    return render(request, "network/edit.html", page, status=400 if form.errors else 200)


@require_http_methods(FORM)
@signed_in
def edit_provider_offer(request: HttpRequest, number: int) -> HttpResponse:
    """Change an offer of a solution; its references stand below."""
    actor = actor_of(request)
    offer = get_object_or_404(ProviderOffer.objects.select_related("organisation"), pk=number)
    require(actor, "network.edit_offer", offer, seen_by="network.read_offer")
    form = ProviderOfferForm(request.POST or None, instance=offer)
    if request.method == "POST" and saved(
        form, lambda fields, seen: services.change_provider_offer(actor, _provided(number), fields, seen)
    ):
        messages.success(request, _("Saved."))
        return redirect("network-profile", number=offer.organisation_id)
    return _offer_page(request, offer, form, ReferenceForm(), 400 if form.errors else 200)


@require_POST
@signed_in
def withdraw_provider_offer(request: HttpRequest, number: int) -> HttpResponse:
    """Take an offer of a solution out of the directory."""
    offer = get_object_or_404(ProviderOffer.objects.select_related("organisation"), pk=number)
    services.withdraw(actor_of(request), offer)
    messages.success(request, _("The offer is withdrawn."))
    return redirect("network-profile", number=offer.organisation_id)


@require_POST
@signed_in
def add_reference(request: HttpRequest, number: int) -> HttpResponse:
    """Add where a provider delivered."""
    actor = actor_of(request)
    offer = get_object_or_404(ProviderOffer.objects.select_related("organisation"), pk=number)
    require(actor, "network.edit_offer", offer, seen_by="network.read_offer")
    form = ReferenceForm(request.POST, request.FILES)
    if form.is_valid():
        fields = dict(form.cleaned_data)
        given = fields.pop("file")
        try:
            services.add_reference(actor, offer, fields, keep(actor, given) if given else None)
        except Refused as error:
            form.add_error("file", error.sentence)
        else:
            messages.success(request, _("The reference is added. The broker looks at the offer again."))
            return redirect("network-provider-offer", number=offer.pk)
    return _offer_page(request, offer, ProviderOfferForm(instance=offer), form, 400)


@require_POST
@signed_in
def remove_reference(request: HttpRequest, number: int) -> HttpResponse:
    """Take a reference away."""
    reference = get_object_or_404(Reference.objects.select_related("offer__organisation"), pk=number)
    services.remove_reference(actor_of(request), reference)
    messages.success(request, _("The reference is removed."))
    return redirect("network-provider-offer", number=reference.offer_id)


@require_safe
def reference_file(request: HttpRequest, number: int) -> HttpResponse:
    """Hand out the source of a reference to those who see the offer."""
    reference = get_object_or_404(Reference.objects.select_related("offer__organisation", "file"), pk=number)
    require(actor_of(request), "network.read_offer", reference.offer, seen_by="network.read_offer")
    if reference.file is None:
        raise Http404
    return file_answer(reference.file)


def _offer_page(
    request: HttpRequest, offer: ProviderOffer, form: ProviderOfferForm, reference: ReferenceForm, status: int
) -> HttpResponse:
    page = {
        "section": "network",
        "form": form,
        "reference_form": reference,
        "organisation": offer.organisation,
        "row": offer_row(offer),
        "title": offer_row(offer).solution.name,
        "offer": offer,
        "withdraw": "network-provider-offer-withdraw",
    }
    return render(request, "network/offer.html", page, status=status)


def _host(number: int) -> HostOffer:
    # as it is stored: the form has written what was posted into its own copy
    return HostOffer.objects.select_related("organisation").get(pk=number)


def _provided(number: int) -> ProviderOffer:
    return ProviderOffer.objects.select_related("organisation").get(pk=number)
