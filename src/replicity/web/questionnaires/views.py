"""The ten-minute questionnaire of a city as one form; the answers are kept like all own values."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from replicity.appraisal.questionnaire import Questionnaire, questionnaire_of
from replicity.appraisal.requests import Options
from replicity.catalogue.cities import City, get_city
from replicity.web.shared.languages import current_language
from replicity.web.shared.numbers import field_factor, field_text, field_unit
from replicity.web.shared.own_values import REASON, options_of
from replicity.web.shared.parts import page_with_part
from replicity.web.shared.places import city_url
from replicity.web.shared.ranges import range_text
from replicity.web.shared.results import result, result_key


@require_safe
def questionnaire(request: HttpRequest, number: int) -> HttpResponseBase:
    """Show what to ask a city first, with what was answered so far."""
    city = get_city(f"geonames:{number}")
    # asked without what was answered: so the form stays the same, and an answer can be changed
    asked = Options(language=current_language())
    key = result_key("questionnaire", city.id, {}, asked)
    given = options_of(request, city)
    page = {"city": city, "own_count": len(given.values)}
    return page_with_part(
        request, "questionnaire.html", page, key, lambda: _part(request, city, asked, given, key)
    )


def _part(request: HttpRequest, city: City, asked: Options, given: Options, key: str) -> str:
    found: Questionnaire = result(key, lambda: questionnaire_of(city, (), asked))
    return render_to_string(
        "questionnaire_part.html",
        {
            "city": city,
            "next": f"{city_url(city.id)}#match",
            "found": found,
            "minutes": round(found.minutes),
            "questions": [
                (q, {1.0: "1", 0.0: "0"}.get(given.values.get(q.name, -1.0), "")) for q in found.questions
            ],
            "numbers": number_rows(found, given),
        },
        request,
    )


def number_rows(found: Questionnaire, given: Options) -> list[dict[str, object]]:
    """Return the numbers that are asked for, each with ours, its range and the visitor's own."""
    language = current_language()
    return [
        {
            "asked": n,
            "unit": field_unit(n.unit, language),
            "range": range_text(n.low, n.high, n.unit, language),
            "own": field_text(given.values[n.name] * field_factor(n.name), language)
            if n.name in given.values
            else "",
            "reason_field": f"{REASON}{n.name}",
            "reason": given.justifications.get(n.name, ""),
        }
        for n in found.numbers
    ]
