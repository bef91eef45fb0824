"""Finding a city, its context and match, the visitor's own values, and the plan as a document."""

import datetime
from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from replicity.appraisal.plan import plan_of
from replicity.appraisal.requests import Options, own_context
from replicity.catalogue.cities import City, find_cities, get_city
from replicity.catalogue.countries import country_name
from replicity.catalogue.network import network_cities
from replicity.web.cities.context_rows import context_groups
from replicity.web.cities.match_rows import MatchRows, host_places, match_rows
from replicity.web.portfolios.budget import budget_of
from replicity.web.shared.goals import GOAL, goal_rows, goals_in, goals_of, goals_query, keep_goals
from replicity.web.shared.languages import current_language
from replicity.web.shared.own_values import (
    city_count,
    forget_values,
    keep_justifications,
    keep_values,
    options_of,
    own_values,
    posted_justifications,
    posted_values,
)
from replicity.web.shared.parts import page_with_part
from replicity.web.shared.pictures import climate_picture, ranks_picture, world_picture
from replicity.web.shared.places import Place, city_url, known_city
from replicity.web.shared.results import result, result_key

LONGEST_QUERY = 200
SUGGESTED = 8
RANKS_DRAWN = 9


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show the cities that a text may mean, or the cities of the network without one."""
    wanted = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    found = find_cities(wanted, 20) if wanted else []
    ids = sorted({c.city_id for c in network_cities() if c.city_id})
    known = [c for c in (known_city(i) for i in ids) if c] if not wanted else []
    return render(
        request,
        "cities.html",
        {
            "query": wanted,
            "matches": [{"city": m.city, "url": city_url(m.city.id)} for m in found],
            "network": sorted(
                ({"city": c, "url": city_url(c.id)} for c in known), key=lambda row: row["city"].name
            ),
        },
    )


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """Return the cities that a beginning may mean, for the list under the search field."""
    wanted = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    language = current_language()
    found = find_cities(wanted, SUGGESTED) if len(wanted) > 1 else []
    return JsonResponse(
        {
            "cities": [
                {
                    "name": m.city.name,
                    "country": country_name(m.city.country, language),
                    "url": city_url(m.city.id),
                }
                for m in found
            ]
        }
    )


@require_safe
def city(request: HttpRequest, number: int) -> HttpResponseBase:
    """Show a city's context, and its match: at once where it is kept, else after the rest of the page."""
    found = get_city(f"geonames:{number}")
    goals, options = goals_of(request), options_of(request, found)
    key = result_key("match", found.id, goals, options)
    first, groups = context_groups(own_context(found, options), options.values)
    page = {
        "city": found,
        "first": first,
        "groups": groups,
        "own_count": len(own_values(request, found)),
        "city_count": city_count(options, own_values(request, found)),
        "climate": climate_picture(found),
        "goal_fields": [(n, text) for n, text in request.GET.items() if n.startswith(GOAL)],
        "goals": goal_rows(goals),
        "goals_own": bool(goals),
        "goals_query": goals_query(request),
    }
    return page_with_part(
        request, "city.html", page, key, lambda: match_part(request, found, goals, options, key)
    )


def match_part(
    request: HttpRequest, found: City, goals: Mapping[str, float], options: Options, key: str
) -> str:
    """Return the match as a part of the page."""
    rows: MatchRows = result(key, lambda: match_rows(found, goals, options))
    here = Place(found.name, found.country, found.latitude_degree, found.longitude_degree, "city", "")
    drawn = rows.ranked[:RANKS_DRAWN]
    return render_to_string(
        "match.html",
        {
            "city": found,
            "rows": rows,
            "picture": world_picture([*host_places(rows), here]),
            "ranks": ranks_picture([r.name for r in drawn], [r.acceptability for r in drawn])
            if drawn
            else "",
        },
        request,
    )


@require_POST
def change_values(request: HttpRequest, number: int) -> HttpResponse:
    """Keep the visitor's own values for a city, or take all of them back."""
    found = get_city(f"geonames:{number}")
    form = request.POST
    if "forget" in form:
        forget_values(request, found)
        messages.success(request, _("All values are ours again."))
        return HttpResponseRedirect(_next(request, found, ()))
    changes, reasons = posted_values(form), posted_justifications(form)
    keep_values(request, found, changes)
    keep_justifications(request, found, reasons)
    messages.success(request, _("Your values are in use: everything below is worked out with them."))
    return HttpResponseRedirect(_next(request, found, changes))


@require_POST
def change_goals(request: HttpRequest, number: int) -> HttpResponse:
    """Keep the visitor's weights of the goals for the visit, or take them back."""
    found = get_city(f"geonames:{number}")
    keep_goals(request, {} if "forget" in request.POST else goals_in(request.POST))
    return HttpResponseRedirect(f"{city_url(found.id)}#match")


def _next(request: HttpRequest, found: City, changed: Mapping[str, object] | tuple[()]) -> str:
    """Return where to go after a form: a page of this site, without the changed values in its address."""
    wanted = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) or not wanted.startswith("/"):
        return city_url(found.id)
    address, _mark, query = wanted.partition("?")
    fields = QueryDict(query, mutable=True)
    for name in changed:
        fields.pop(name, None)
    return address + (f"?{fields.urlencode()}" if fields else "")


@require_safe
def plan_document(request: HttpRequest, number: int) -> HttpResponse:
    """Return the city's replication plan as a PDF document."""
    from replicity.reports.plan_pdf import plan_pdf

    found = get_city(f"geonames:{number}")
    goals, options = goals_of(request), options_of(request, found)
    budget = budget_of(request)
    date = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    key = result_key("plan", found.id, goals, options, date, f"{budget}")
    content: bytes = result(key, lambda: plan_pdf(plan_of(found, goals, options, date, budget)))
    name = f"replicity-{found.id.partition(':')[2]}-{options.language}.pdf"
    return HttpResponse(
        content, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'}
    )
