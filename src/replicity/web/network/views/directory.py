"""The directory of the network, and the profile of each organisation in it."""

from dataclasses import replace
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from replicity.catalogue.countries import country_name
from replicity.catalogue.evidence import demonstrations
from replicity.web.accounts.models import Kind, Organisation
from replicity.web.accounts.queries import approved
from replicity.web.network import services
from replicity.web.network.forms import ProfileForm, solution_choices, track_choices
from replicity.web.network.languages import language_name
from replicity.web.network.models import Mark, MarkKind, Profile
from replicity.web.network.queries.directory import DirectoryPlace, Wanted, places_of, wanted_organisations
from replicity.web.network.rows import card_of, host_rows, offer_rows, profile_rows
from replicity.web.network.views.editing import saved
from replicity.web.shared.access import actor_of, can, require, signed_in
from replicity.web.shared.languages import current_language
from replicity.web.shared.pages import page_of
from replicity.web.shared.pictures import world_picture
from replicity.web.shared.places import Place, place

FORM = ("GET", "HEAD", "POST")
ON_A_PAGE = 24
LONGEST_QUERY = 100


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """List who takes part, by what the address asks for."""
    wanted = wanted_of(request)
    found = wanted_organisations(wanted)
    page = page_of(request, found.select_related("profile").prefetch_related("marks"), ON_A_PAGE)
    places = [p for p in map(_point, places_of(found)) if p]
    return render(
        request,
        "network/directory.html",
        {
            "section": "network",
            "wanted": wanted,
            "narrowed": wanted != Wanted(),
            "page": page,
            "cards": [card_of(organisation) for organisation in page],
            "picture": world_picture(places),
            **_choices(),
        },
    )


@require_safe
def profile(request: HttpRequest, number: int) -> HttpResponse:
    """Show an organisation: what it says of itself, offers and seeks."""
    actor = actor_of(request)
    found = get_object_or_404(Organisation.objects.select_related("profile"), pk=number)
    require(actor, "network.read", found)
    inside = actor.reads(found.pk) or actor.broker
    here = [d for d in demonstrations().values() if found.city_id and d.city_id == found.city_id]
    return render(
        request,
        "network/profile.html",
        {
            "section": "network",
            "organisation": found,
            "said": profile_rows(found),
            "hosting": host_rows(found, inside=inside),
            "offers": offer_rows(found, inside=inside),
            "demonstrations": here if found.kind == Kind.CITY else [],
            "may_edit": can(actor, "network.edit", found),
            "may_host": can(actor, "network.host", found),
            "may_provide": can(actor, "network.provide", found),
            "may_ask": can(actor, "network.ask", found),
            "may_visit": found.city_id != "" and can(actor, "visits.plan") and not actor.reads(found.pk),
        },
    )


@require_http_methods(FORM)
@signed_in
def edit_profile(request: HttpRequest, number: int) -> HttpResponse:
    """Change what an organisation says of itself."""
    found = get_object_or_404(Organisation, pk=number)
    require(actor_of(request), "network.edit", found)
    known = Profile.objects.filter(organisation=found).first()
    form = ProfileForm(request.POST or None, instance=known, organisation=found)
    if request.method == "POST" and saved(
        form, lambda fields, revision: services.describe(actor_of(request), found, fields, revision)
    ):
        messages.success(request, _("Saved."))
        return redirect("network-profile", number=found.pk)
    page = {"section": "network", "form": form, "organisation": found, "title": _("What we say of us")}
    return render(request, "network/edit.html", page, status=400 if form.errors else 200)


def wanted_of(request: HttpRequest) -> Wanted:
    """Return what an address asks the directory for; what cannot be meant is left out."""
    asked = request.GET
    return Wanted(
        text=asked.get("q", "").strip()[:LONGEST_QUERY],
        kind=asked.get("kind", "") if asked.get("kind") in Kind else "",
        country=asked.get("country", "")[:2].upper(),
        track=asked.get("track", "")[:2],
        language=asked.get("language", "")[:8],
        solution=asked.get("solution", "")[:64],
        visits=bool(asked.get("visits")),
        city=asked.get("city", "")[:24],
    )


def _choices() -> dict[str, object]:
    """Return what can be chosen: countries and languages alone that are there."""
    spoken = current_language()
    codes = approved().order_by("country").values_list("country", flat=True).distinct()
    languages = (
        Mark.objects.filter(kind=MarkKind.LANGUAGE)
        .order_by("value")
        .values_list("value", flat=True)
        .distinct()
    )
    return {
        "kinds": Kind.choices,
        "countries": sorted(((c, country_name(c, spoken)) for c in codes), key=lambda pair: pair[1]),
        "languages": sorted(((c, language_name(c, spoken)) for c in languages), key=lambda pair: pair[1]),
        "tracks": [(str(number), name) for number, name in track_choices()],
        "solutions": solution_choices(),
    }


def _point(point: DirectoryPlace) -> Place | None:
    found = place(point.city_id, "demonstration" if point.visits else "network")
    alone = f"/network/{point.organisation_id}/"
    together = f"/network/?{urlencode({'city': point.city_id})}"
    return replace(found, url=alone if point.members_count == 1 else together) if found else None
