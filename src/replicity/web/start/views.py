"""The start page, health and readiness."""

from itertools import groupby

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from replicity.catalogue.cities import all_cities
from replicity.catalogue.evidence import demonstrations, demonstrations_of, figures
from replicity.catalogue.solutions import CatalogueSolution, catalogue
from replicity.web.shared.languages import current_language
from replicity.web.shared.pictures import world_file, world_picture
from replicity.web.shared.places import world_places
from replicity.web.shared.words import TRACKS


def solution_card(solution: CatalogueSolution) -> dict[str, object]:
    """Return what a card of the catalogue shows."""
    language = current_language()
    return {
        "id": solution.id,
        "name": solution.name.of(language),
        "summary": solution.summary.of(language),
        "track": solution.track,
        "demonstrations_count": len(demonstrations_of(solution.id)),
        "figures_count": len(figures(solution.id)),
        "enabler": solution.enabler,
    }


def tracks() -> list[dict[str, object]]:
    """Return the solutions by track."""
    grouped = groupby(catalogue().values(), key=lambda s: s.track)
    return [
        {"number": track, "name": _(TRACKS[track]), "solutions": [solution_card(s) for s in found]}
        for track, found in grouped
    ]


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Show what Replicity is, where solutions were shown, and the search for one's city."""
    places = world_places()
    return render(
        request,
        "start.html",
        {
            "tracks": tracks(),
            "picture": world_picture(places),
            "places": places,
            "cities_count": len(all_cities().ids),
            "demonstrations_count": len(demonstrations()),
            "figures_count": len(figures()),
            "solutions_count": len(catalogue()),
        },
    )


@cache_control(public=True, max_age=30 * 86_400)
@require_safe
def world(request: HttpRequest) -> HttpResponse:
    """Return the outline of the world that the maps use."""
    return HttpResponse(world_file(), content_type="image/svg+xml")


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the process answers."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Say whether database, cache and reference data can be used."""
    problems = []
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            problems.append("database: migrations are missing")
    except DatabaseError:
        problems.append("database: no answer")
    try:
        cache.set("ready", 1, 10)
    except OSError:
        problems.append("cache: cannot be written")
    if not catalogue():
        problems.append("catalogue: empty")
    return JsonResponse(
        {"status": "unready" if problems else "ready", "problems": problems}, status=503 if problems else 200
    )
