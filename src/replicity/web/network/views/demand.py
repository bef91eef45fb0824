"""Where the solutions of a provider are wanted."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from replicity.web.network.queries.demand import (
    cities_that_want,
    demand_rows,
    offered_solutions,
    programmes_in_field,
)
from replicity.web.network.rows import solutions_named
from replicity.web.shared.access import actor_of, require, signed_in
from replicity.web.shared.pages import page_of


@require_GET
@signed_in
def demand(request: HttpRequest) -> HttpResponse:
    """Show the cities that seek a solution or work in its field."""
    actor = actor_of(request)
    require(actor, "network.see_demand")
    offered = offered_solutions(actor)
    wanted = request.GET.get("solution", "")
    chosen = wanted if wanted in offered else (offered[0] if offered else "")
    rows = page_of(request, cities_that_want(chosen))
    page = {
        "section": "network",
        "choices": solutions_named(offered),
        "chosen": chosen,
        "chosen_name": "".join(n.name for n in solutions_named([chosen])),
        "own": min(actor.edits_as("provider"), default=None),
        "page": rows,
        "rows": demand_rows(rows, chosen),
        "programmes": programmes_in_field(actor, chosen),
    }
    return render(request, "network/demand.html", page)
