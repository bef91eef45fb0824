"""The questionnaire of an application, kept step by step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from replicity.appraisal.questionnaire import Questionnaire, questionnaire_of
from replicity.appraisal.requests import Options
from replicity.catalogue.cities import City
from replicity.catalogue.labels import label
from replicity.web.programmes import services
from replicity.web.programmes.answers import Given, given_answers
from replicity.web.programmes.models import Application
from replicity.web.programmes.views.things import application_for, revision_of
from replicity.web.questionnaires.views import number_rows
from replicity.web.shared.access import actor_of, signed_in
from replicity.web.shared.editing import EditedMeanwhile
from replicity.web.shared.errors import Refused
from replicity.web.shared.languages import current_language
from replicity.web.shared.numbers import field_factor, field_text
from replicity.web.shared.parts import page_with_part
from replicity.web.shared.places import known_city
from replicity.web.shared.results import result, result_key

QUESTIONS_A_STEP = 6


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What a step is shown with: the form as it was typed, and what others saved meanwhile."""

    given: Given = field(default_factory=Given)
    theirs: Sequence[tuple[str, str]] = ()


@require_http_methods(("GET", "HEAD", "POST"))
@signed_in
def page(request: HttpRequest, number: int) -> HttpResponseBase:
    """Show a step of the questionnaire, or keep its answers and go on."""
    found = application_for(request, number, "programmes.answer")
    city = known_city(found.organisation.city_id)
    if city is None:
        raise Refused(
            _("The questionnaire needs the city: your administrator sets it in the organisation's details."),
            409,
        )
    step = _step_of(request)
    sheet, status = _Sheet(), 200
    if request.method == "POST":
        given = given_answers(request.POST)
        sheet, status = _kept(request, found, given)
        if status == 200:
            return _onward(request, found, step)
        if status == 409:
            found.refresh_from_db()
    options = Options(language=current_language())
    key = result_key("questionnaire", city.id, {}, options, str(_tracks(found)))
    frame = {
        "section": "programmes",
        "application": found,
        "programme": found.programme,
        "city": city,
    }

    def part() -> str:
        return _part(request, found, city, step, sheet, key)

    if request.method == "POST":
        # the answer to a form stands there at once, with its status
        html = {**frame, "part": part()}
        return render(request, "programmes/questionnaire.html", html, status=status)
    return page_with_part(request, "programmes/questionnaire.html", frame, key, part)


def _kept(request: HttpRequest, found: Application, given: Given) -> tuple[_Sheet, int]:
    """Keep what can be used; return what has to be shown again, with its status."""
    try:
        services.answer_application(
            actor_of(request), found, given.values, given.justifications, revision_of(request)
        )
    except EditedMeanwhile as meanwhile:
        saved = Application.objects.get(pk=found.pk).answers
        theirs = [
            (label(name, current_language()), _shown(name, saved.get(name)))
            for name, value in given.values.items()
            if saved.get(name) != value
        ]
        return _Sheet(given, theirs), meanwhile.status
    return _Sheet(given), 400 if given.faults else 200


def _onward(request: HttpRequest, found: Application, step: int) -> HttpResponseBase:
    messages.success(request, _("Your answers are saved."))
    if "later" in request.POST or "last" in request.POST:
        return redirect("application", number=found.pk)
    address = reverse("application-questionnaire", args=[found.pk])
    return redirect(f"{address}?step={step + 1}")


def _part(request: HttpRequest, found: Application, city: City, step: int, sheet: _Sheet, key: str) -> str:
    asked: Questionnaire = result(
        key, lambda: questionnaire_of(city, _tracks(found), Options(language=current_language()))
    )
    blocks = range(0, len(asked.questions), QUESTIONS_A_STEP)
    steps_count = len(blocks) + bool(asked.numbers)
    step = min(step, max(steps_count, 1))
    numbers_here = bool(asked.numbers) and step == steps_count
    start = (step - 1) * QUESTIONS_A_STEP
    typed = sheet.given.typed
    questions = () if numbers_here else asked.questions[start : start + QUESTIONS_A_STEP]
    return render_to_string(
        "programmes/questionnaire_part.html",
        {
            "application": found,
            "found": asked,
            "minutes": round(asked.minutes),
            "step": step,
            "steps": [(n, n == step) for n in range(1, steps_count + 1)],
            "last": step == steps_count,
            "start": start + 1,
            "answered_count": len(set(found.answers) & _names(asked)),
            "asked_count": len(_names(asked)),
            "questions": [(q, typed.get(q.name, _radio(found.answers.get(q.name)))) for q in questions],
            "numbers": _numbers(asked, found, sheet) if numbers_here else [],
            "faults": sheet.given.faults,
            "theirs": sheet.theirs,
        },
        request,
    )


def _names(asked: Questionnaire) -> set[str]:
    return {q.name for q in asked.questions} | {n.name for n in asked.numbers}


def _numbers(asked: Questionnaire, found: Application, sheet: _Sheet) -> list[dict[str, object]]:
    """Return the numbers that are asked for, as they were typed where they cannot be used."""
    rows = number_rows(asked, Options(values=found.answers, justifications=found.justifications))
    typed: Mapping[str, str] = sheet.given.typed
    for row, number in zip(rows, asked.numbers, strict=True):
        row["own"] = typed.get(number.name, row["own"])
        row["reason"] = typed.get(str(row["reason_field"]), row["reason"])
        row["fault"] = sheet.given.faults.get(number.name, "")
    return rows


def _tracks(found: Application) -> tuple[int, ...]:
    return tuple(found.tracks or found.programme.tracks)


def _radio(value: float | None) -> str:
    return {1.0: "1", 0.0: "0"}.get(-1.0 if value is None else value, "")


def _shown(name: str, value: float | None) -> str:
    return "–" if value is None else field_text(value * field_factor(name), current_language())


def _step_of(request: HttpRequest) -> int:
    text = request.POST.get("step") or request.GET.get("step") or "1"
    return max(int(text), 1) if text.isdecimal() and len(text) < 4 else 1
