"""The pages of programmes that everybody may see."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from replicity.web.accounts.models import Organisation
from replicity.web.programmes.eligibility import eligibility, eligible
from replicity.web.programmes.models import Programme
from replicity.web.programmes.queries import applications_of, listed_programmes
from replicity.web.programmes.queries.applications import cities_of_host
from replicity.web.programmes.views.things import programme_of, tabs_of
from replicity.web.shared.access import Actor, actor_of, can
from replicity.web.shared.pages import page_of
from replicity.web.shared.places import known_city

CITIES = 60


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """List the programmes, and those applications that are one's own."""
    actor = actor_of(request)
    page = {
        "section": "programmes",
        "page": page_of(request, listed_programmes(actor)),
        "today": timezone.localdate(),
        "may_open": can(actor, "programmes.open"),
        "applications": applications_of(actor.organisations("city"))[:20] if actor.known else (),
    }
    return render(request, "programmes/list.html", page)


@require_safe
def programme(request: HttpRequest, number: int) -> HttpResponse:
    """Show a programme: aim, counter, rules, hosts, cities, and what the visitor can do in it."""
    found = programme_of(request, number, "programmes.read")
    actor = actor_of(request)
    own = actor.organisations()
    cities = found.applications.filter(state="accepted").select_related("organisation")
    page = {
        **tabs_of(request, found, "programme"),
        "today": timezone.localdate(),
        "takes": found.takes_applications(timezone.localdate()),
        "hosts": found.hosts.select_related("organisation"),
        "cities": cities.order_by("organisation__name")[:CITIES],
        "hosted": cities_of_host(found, own) if own else (),
        "entrances": _entrances(actor, found),
    }
    return render(request, "programmes/programme.html", page)


def _entrances(actor: Actor, found: Programme) -> list[dict[str, object]]:
    """Return for each city of the visitor its application, or whether and why it may apply."""
    cities = Organisation.objects.filter(pk__in=actor.organisations("city")) if actor.known else ()
    if not cities:
        return []
    begun = {
        a.organisation_id: a for a in applications_of(c.pk for c in cities) if a.programme_id == found.pk
    }
    rows: list[dict[str, object]] = []
    for organisation in cities:
        city = known_city(organisation.city_id)
        people = city.population_count if city else None
        reasons = eligibility(found, organisation.country, people, ())
        rows.append(
            {
                "organisation": organisation,
                "application": begun.get(organisation.pk),
                "reasons": reasons,
                "eligible": eligible(reasons),
                "edits": organisation.pk in actor.edits_as("city"),
            }
        )
    return rows
