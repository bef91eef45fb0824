"""The business case of a solution in a city, for every actor, with every input open to change."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from replicity.appraisal.business_case import Case
from replicity.appraisal.explanation import cash_swings
from replicity.appraisal.requests import case_of, known_names, own_context
from replicity.catalogue.cities import get_city
from replicity.catalogue.labels import label
from replicity.catalogue.methods import model_texts
from replicity.catalogue.solutions import CatalogueSolution, get_solution
from replicity.engine.sensitivity import Swing
from replicity.web.appraisals.canvas_rows import canvas_rows
from replicity.web.appraisals.tables import (
    actor_rows,
    doubt_rows,
    input_rows,
    questions,
    results,
    swing_rows,
    year_rows,
    zone_rows,
)
from replicity.web.shared.errors import Refused
from replicity.web.shared.languages import current_language
from replicity.web.shared.numbers import field_text, read_number
from replicity.web.shared.own_values import options_of, own_values, query_values
from replicity.web.shared.pictures import actors_picture, fan_picture, tornado_picture
from replicity.web.shared.words import ORIGINS, word

FIELDS = ("scale", "business_model")
LARGEST_SCALE = 1e12


@require_safe
def appraisal(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """Show the appraisal for the scale, the business model and the values that are asked for."""
    city, solution = get_city(f"geonames:{number}"), get_solution(name)
    visit = options_of(request, city)
    language, query = visit.language, query_values(request.GET, FIELDS)
    mine, own = own_values(request, city), {**visit.values, **query}
    options = replace(visit, values=_fitting(solution, own))
    case = case_of(city, solution, options, _scale(request), _model(request, solution))
    found = case.appraisal
    first, others = results(found)
    zone = zone_rows(found)
    inputs = input_rows(found, own)
    return render(
        request,
        "appraisal.html",
        {
            "city": city,
            "solution": solution,
            "name": solution.name.of(language),
            "found": found,
            "models": _models(solution, found.request.business_model),
            "scale": field_text(found.request.scale, language),
            "scale_label": label(solution.scale_name, language),
            "first": first,
            "others": others,
            "actors": actor_rows(found),
            "years": year_rows(found),
            **pictures(case),
            "zone": zone,
            "zone_origin": word(ORIGINS, found.bargain.origin) if zone else "",
            "questions": questions(found, own),
            "inputs": inputs,
            "doubts": doubt_rows(found, own),
            "canvas": canvas_rows(solution, own_context(city, options), case),
            "defaults": [row for row in inputs if row.status == "default"],
            "own_count": len({**mine, **query}),
            "query_count": len(set(query) - set(mine)),
            "quotes_count": len(found.request.quotes),
        },
    )


def pictures(case: Case) -> dict[str, object]:
    """Return the charts, with what stands beside the one of the swings."""
    found, swings = case.appraisal, cash_swings(case)
    middle = found.results["npv_eur"].p50 if "npv_eur" in found.results else None
    return {
        "swings": swing_rows(swings),
        "widest": widest_name(swings),
        "fan": fan_picture(dict(found.yearly.cumulative_eur)),
        "tornado": tornado_picture(swings, middle) if swings else "",
        "actors_picture": actors_picture(dict(found.yearly.actors_eur)),
    }


def widest_name(swings: tuple[Swing, ...]) -> str:
    """Return what the input is called whose range moves the result most."""
    return label(swings[0].name, current_language()) if swings else ""


def _fitting(solution: CatalogueSolution, own: dict[str, float]) -> dict[str, float]:
    """Return the values that this solution understands: one for another solution does no harm."""
    known = known_names((solution,))
    return {name: value for name, value in own.items() if name in known}


def _scale(request: HttpRequest) -> float | None:
    text = request.GET.get("scale", "").strip()
    if not text:
        return None
    size = read_number(text, current_language())
    if size is None or not 0 < size <= LARGEST_SCALE:
        raise Refused(_("The size must be a number above zero, not “%(text)s”.") % {"text": text[:40]})
    return size


def _model(request: HttpRequest, solution: CatalogueSolution) -> str | None:
    wanted = request.GET.get("business_model", "").strip()
    if wanted and wanted.lower().replace("-", "_") not in {m.id for m in solution.business_models}:
        offered = ", ".join(m.id for m in solution.business_models)
        raise Refused(
            _("There is no business model “%(model)s” for this solution; use one of: %(offered)s.")
            % {"model": wanted[:60], "offered": offered}
        )
    return wanted or None


def _models(solution: CatalogueSolution, chosen: str) -> list[dict[str, object]]:
    language, texts = current_language(), model_texts()
    return [
        {
            "id": m.id,
            "name": texts[m.id].name.of(language),
            "summary": texts[m.id].summary.of(language),
            "chosen": m.id == chosen,
        }
        for m in solution.business_models
    ]
