"""Pages: entries of the programme, slots of the hosts."""

from typing import Final
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from replicity.catalogue.cities import get_city
from replicity.web.accounts.models import Organisation
from replicity.web.shared.access import actor_of, can, require, signed_in
from replicity.web.shared.errors import Refused
from replicity.web.shared.pages import page_of
from replicity.web.visits import services
from replicity.web.visits.access import hosting_organisations
from replicity.web.visits.forms import ItemForm, SlotForm
from replicity.web.visits.models import Booking, ProgrammeItem, Slot
from replicity.web.visits.queries import sites_in
from replicity.web.visits.views.visit import found_visit

FORM: Final = ("GET", "HEAD", "POST")


@require_http_methods(FORM)
@signed_in
def item(request: HttpRequest, number: int, item: int | None = None) -> HttpResponse:
    """Add, change or remove an entry of the programme."""
    visit, actor = found_visit(request, number, "visits.change"), actor_of(request)
    entry = (
        get_object_or_404(ProgrammeItem.objects.select_related("visit"), pk=item, visit=visit, removed=False)
        if item
        else None
    )
    if request.method == "POST" and entry and "remove" in request.POST:
        services.remove_item(actor, entry)
        messages.success(request, _("Removed."))
        return redirect("visit", number=number)
    form = ItemForm(request.POST or None, instance=entry, zone=visit.zone)
    if request.method == "POST" and form.is_valid():
        try:
            if entry:
                services.change_item(actor, entry, form.cleaned_data)
            else:
                services.add_item(actor, visit, form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Saved."))
            return redirect("visit", number=number)
    page = {
        "section": "visits",
        "visit": visit,
        "form": form,
        "removable": entry is not None and not entry.booking_id,
        "title": _("Change an entry") if entry else _("Add an entry"),
    }
    return render(request, "visits/form.html", page, status=400 if form.errors else 200)


@require_POST
@signed_in
def send(request: HttpRequest, number: int) -> HttpResponse:
    """Send the changed programme to the calendars."""
    services.send_changes(actor_of(request), found_visit(request, number))
    messages.success(request, _("The new programme is on its way."))
    return redirect("visit", number=number)


@require_POST
@signed_in
def book(request: HttpRequest, number: int, slot: int) -> HttpResponse:
    """Take a slot of one of the hosts."""
    visit = found_visit(request, number, "visits.lead")
    wanted = get_object_or_404(Slot, pk=slot, host_id__in=visit.host_ids)
    try:
        services.book_slot(actor_of(request), visit, wanted)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("The slot is yours and stands in the programme."))
    return redirect("visit", number=number)


@require_POST
@signed_in
def release(request: HttpRequest, number: int, booking: int) -> HttpResponse:
    """Let go of a slot."""
    visit = found_visit(request, number, "visits.lead")
    services.release_booking(actor_of(request), get_object_or_404(Booking, pk=booking, visit=visit))
    messages.success(request, _("The slot is open for others again."))
    return redirect("visit", number=number)


@require_http_methods(FORM)
@signed_in
def slots(request: HttpRequest, number: int) -> HttpResponse:
    """List what a host offers, and offer more."""
    actor = actor_of(request)
    host = get_object_or_404(Organisation, pk=number)
    require(actor, "visits.offer", host, seen_by="visits.offer")
    if not host.city_id:
        raise Refused(_("Say first in which city you are: change the details of your organisation."))
    zone = ZoneInfo(get_city(host.city_id).timezone)
    sites = [site.name for site in sites_in(host.city_id, "")]
    form = SlotForm(request.POST or None, zone=zone, sites=sites)
    if request.method == "POST" and form.is_valid():
        try:
            services.offer_slot(actor, host, form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The slot is offered."))
            return redirect("visit-slots", number=number)
    offered = (
        Slot.objects.filter(host=host, withdrawn=False, ends_at__gt=timezone.now())
        .select_related("booking__visit__city")
        .order_by("begins_at")
    )
    page = {
        "section": "visits",
        "host": host,
        "form": form,
        "zone": zone.key,
        "page": page_of(request, offered),
        "others": Organisation.objects.filter(pk__in=hosting_organisations(actor)).exclude(pk=host.pk),
        "may_offer": can(actor, "visits.offer", host),
    }
    return render(request, "visits/slots.html", page, status=400 if form.errors else 200)


@require_http_methods(("GET", "HEAD"))
@signed_in
def own_slots(request: HttpRequest) -> HttpResponse:
    """Lead to the slots of the actor's organisation, or to a choice between several."""
    actor = actor_of(request)
    require(actor, "visits.offer")
    own = Organisation.objects.filter(pk__in=hosting_organisations(actor)).annotate(n=Count("visit_slots"))
    if len(own) == 1:
        return redirect("visit-slots", number=own[0].pk)
    return render(request, "visits/hosts.html", {"section": "visits", "hosts": own})


@require_POST
@signed_in
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Take an offered slot back."""
    slot = get_object_or_404(Slot, pk=number)
    services.withdraw_slot(actor_of(request), slot)
    messages.success(request, _("The offer is taken back."))
    return redirect("visit-slots", number=slot.host_id)
