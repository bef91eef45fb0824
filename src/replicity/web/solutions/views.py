"""The catalogue, and what is known of one solution."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from replicity.appraisal.figure_documents import ExtraFigure
from replicity.catalogue.evidence import (
    Demonstration,
    Figure,
    demonstrations,
    demonstrations_of,
    figures,
)
from replicity.catalogue.labels import shown
from replicity.catalogue.methods import model_texts
from replicity.catalogue.preconditions import preconditions
from replicity.catalogue.solutions import CatalogueSolution, get_solution
from replicity.quantities.suffixes import UnitError
from replicity.quantities.writing import written
from replicity.web.shared.further_evidence import further_figures, further_sources, invented_figures
from replicity.web.shared.languages import current_language
from replicity.web.shared.metric_names import metric_name
from replicity.web.shared.pictures import world_picture
from replicity.web.shared.places import city_url, known_city, places_of
from replicity.web.shared.words import TRACKS
from replicity.web.start.views import tracks


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Show the catalogue by track."""
    return render(request, "solutions.html", {"tracks": tracks()})


@require_safe
def solution(request: HttpRequest, name: str) -> HttpResponse:
    """Show what a solution is and what is known of it."""
    found = get_solution(name)
    language = current_language()
    further = [e for e in further_figures() if e.place.solution == found.id]
    replicas = {e.place.id: e.place for e in further if e.place.id not in demonstrations()}
    shown = (*demonstrations_of(found.id), *replicas.values())
    places = places_of(shown)
    return render(
        request,
        "solution.html",
        {
            "solution": found,
            "name": found.name.of(language),
            "summary": found.summary.of(language),
            "track_name": _(TRACKS[found.track]),
            "about": found.about(language),
            "figures": _figures(found, further),
            "invented": _replica_rows([e for e in invented_figures() if e.place.solution == found.id]),
            "parameters": found.parameters.values(),
            "models": _models(found),
            "preconditions": _preconditions(found),
            "default_scale_why": found.default_scale.why.of(language),
            "places": places,
            "picture": world_picture(places),
            "demonstrations_count": len(shown),
        },
    )


def _figures(found: CatalogueSolution, further: Sequence[ExtraFigure]) -> list[dict[str, object]]:
    """Return the rows of the evidence table, with those of replicas that were accepted here."""
    delivered = [(f, demonstrations()[f.demonstration_id], False) for f in figures(found.id)]
    rows = [*(_row(*one) for one in delivered), *_replica_rows(further)]
    return sorted(rows, key=lambda r: (r["place"].city_name, r["place"].name, r["metric"]))  # type: ignore[attr-defined]


def _replica_rows(own: Sequence[ExtraFigure]) -> list[dict[str, object]]:
    """Return the rows of replicas, each with its source."""
    sources = further_sources({e.figure.source_id for e in own})
    return [{**_row(e.figure, e.place, True), "source": sources.get(e.figure.source_id)} for e in own]


def _row(figure: Figure, place: Demonstration, replica: bool) -> dict[str, object]:
    return {
        "figure": figure,
        "place": place,
        "replica": replica,
        "city_url": city_url(place.city_id) if known_city(place.city_id) else "",
        "metric": metric_name(figure.metric),
        "value": figure_value(figure, current_language()),
        "year": figure.period_year or place.year,
    }


def figure_value(figure: Figure, language: str) -> str:
    """Return a figure with its unit; money in its own currency, at the prices of its year."""
    if figure.is_money:
        unit = figure.unit.replace("money", figure.currency)
        year = f" ({figure.price_year})" if figure.price_year else ""
        return f"{written(figure.value, language)} {unit}{year}"
    try:
        return shown(figure.value, figure.unit, language)
    except UnitError:
        return f"{written(figure.value, language)} {figure.unit}"


def _models(found: CatalogueSolution) -> list[dict[str, str]]:
    language = current_language()
    texts = model_texts()
    return [
        {
            "id": choice.id,
            "name": texts[choice.id].name.of(language),
            "summary": texts[choice.id].summary.of(language),
            "buyer": choice.buyer.value,
            "source": texts[choice.id].source,
        }
        for choice in found.business_models
    ]


def _preconditions(found: CatalogueSolution) -> list[dict[str, object]]:
    language = current_language()
    records = [preconditions()[use.id] for use in found.preconditions]
    return [
        {
            "question": r.question.of(language),
            "remedy": r.remedy.of(language),
            "owner": r.owner,
            "blocks": r.severity == "block",
        }
        for r in records
    ]
