"""The pages of a city's application."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from replicity.appraisal.requests import answer_names
from replicity.catalogue.labels import label
from replicity.catalogue.preconditions import preconditions
from replicity.catalogue.solutions import catalogue
from replicity.web.introductions.queries import introductions_of
from replicity.web.programmes import services
from replicity.web.programmes.eligibility import eligibility
from replicity.web.programmes.forms import ApplicationForm, CityForm, ReasonForm
from replicity.web.programmes.models import Application, Event, EventKind
from replicity.web.programmes.queries.board import days_since, gates_of
from replicity.web.programmes.stages import CRITERIA, STAGES, Stage, criterion_sentence, next_step, place_of
from replicity.web.programmes.views.broker import differences
from replicity.web.programmes.views.things import application_for, programme_of, revision_of
from replicity.web.programmes.workflow import APPLICATION
from replicity.web.shared.access import Actor, actor_of, can, signed_in
from replicity.web.shared.editing import EditedMeanwhile
from replicity.web.shared.errors import Refused
from replicity.web.shared.languages import current_language
from replicity.web.shared.numbers import field_factor, field_text, field_unit, unit_name

FORM = ("GET", "HEAD", "POST")
LATEST = 40


@require_http_methods(FORM)
@signed_in
def apply(request: HttpRequest, number: int) -> HttpResponse:
    """Begin an application."""
    programme = programme_of(request, number, "programmes.apply")
    actor = actor_of(request)
    form = ApplicationForm(request.POST or None, programme=programme)
    city = CityForm(request.POST or None, cities=actor.edits_as("city"))
    refusal = None
    if request.method == "POST" and form.is_valid() and city.is_valid():
        try:
            made = services.apply(actor, programme, city.cleaned_data["organisation"], form.cleaned_data)
        except Refused as refused:
            # the form is shown again with all that was typed
            refusal = refused
        else:
            messages.success(request, _("The application is begun. Now the questionnaire."))
            return redirect("application-questionnaire", number=made.pk)
    page = {
        "section": "programmes",
        "programme": programme,
        "form": form,
        "city_form": city,
        "refusal": refusal,
        "takes": programme.takes_applications(timezone.localdate()),
    }
    status = refusal.status if refusal else 400 if form.errors else 200
    return render(request, "programmes/apply.html", page, status=status)


@require_safe
@signed_in
def application(request: HttpRequest, number: int) -> HttpResponse:
    """Show an application: where it stands, what comes next, what was answered, what happened."""
    found = application_for(request, number)
    actor = actor_of(request)
    language = current_language()
    steps = APPLICATION.open(found.state)
    page = {
        "section": "programmes",
        "application": found,
        "programme": found.programme,
        "stages": _stage_rows(found),
        "next": next_step(found.stage),
        "days": days_since(found.stage_since, timezone.now()),
        "reasons": eligibility(found.programme, found.country, found.population_count, found.tracks),
        "solutions": [catalogue()[s].name.of(language) for s in found.solutions if s in catalogue()],
        "answers": _answers(found, language),
        "events": _events(found, actor),
        "introductions": introductions_of(found, actor)[:LATEST],
        "may_answer": can(actor, "programmes.answer", found),
        "steps": [s for s in ("submit", "reopen", "withdraw") if s in steps]
        if can(actor, "programmes.step", found)
        else [],
        "may_decide": found.state == "submitted" and can(actor, "programmes.handle", found),
        "may_move": found.state == "accepted" and can(actor, "programmes.handle", found),
        "inspects": can(actor, "programmes.inspect", found.programme),
        "runs": can(actor, "programmes.run", found.programme),
        "choices": [s for s in Stage if s != found.stage],
        "following": STAGES[min(place_of(found.stage) + 1, len(STAGES) - 1)],
    }
    return render(request, "programmes/application.html", page)


@require_http_methods(FORM)
@signed_in
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Change the words of an application."""
    found = application_for(request, number, "programmes.answer")
    form = ApplicationForm(
        request.POST or None, instance=Application.objects.get(pk=number), programme=found.programme
    )
    status, theirs, refusal = 200, None, None
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                services.change_application(actor_of(request), found, form.cleaned_data, revision_of(request))
            except EditedMeanwhile as meanwhile:
                found = application_for(request, number, "programmes.answer")
                status, theirs = meanwhile.status, differences(form, found)
            except Refused as refused:
                status, refusal = refused.status, refused
            else:
                messages.success(request, _("Saved."))
                return redirect("application", number=number)
    page = {
        "section": "programmes",
        "application": found,
        "programme": found.programme,
        "form": form,
        "theirs": theirs,
        "refusal": refusal,
    }
    return render(request, "programmes/change.html", page, status=status)


@require_POST
@signed_in
def step(request: HttpRequest, number: int, step: str) -> HttpResponse:
    """Let the city submit, withdraw or reopen its application."""
    found = application_for(request, number, "programmes.step")
    actor = actor_of(request)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise Refused(_("The reason is too long: give at most 1,000 letters."))
    if step == "submit":
        services.submit(actor, found)
        messages.success(request, _("The application is with the broker now."))
    elif step == "withdraw":
        services.withdraw(actor, found, form.cleaned_data["reason"])
        messages.success(request, _("The application is withdrawn. What you entered is kept."))
    elif step == "reopen":
        services.reopen(actor, found)
        messages.success(request, _("The application is a draft again."))
    else:
        raise Http404
    return redirect("application", number=number)


def _events(found: Application, actor: Actor) -> list[Event]:
    """Return what happened, without introductions to hosts that nobody else may know of."""
    readable = {str(n) for n in introductions_of(found, actor).values_list("pk", flat=True)}
    events = found.events.all()[:LATEST]
    return [e for e in events if e.kind != EventKind.INTRODUCTION_ACCEPTED or e.thing_id in readable]


def _answers(found: Application, language: str) -> list[tuple[str, str, str]]:
    """Return what the city answered, in words."""
    questions = answer_names()
    rows = []
    for name, value in found.answers.items():
        if name in questions:
            shown = _("yes") if value else _("no")
        else:
            unit = field_unit(unit_name(name), language)
            shown = f"{field_text(value * field_factor(name), language)} {unit}".strip()
        rows.append((_question(name, language), shown, found.justifications.get(name, "")))
    return rows


def _question(name: str, language: str) -> str:
    asked = preconditions().get(name)
    return asked.question.of(language) if asked else label(name, language)


def _stage_rows(found: Application) -> list[dict[str, object]]:
    """Return the stages with their criteria, what is ticked, and when they were reached."""
    asked = gates_of(found.programme)
    ticked = set(found.ticks.values_list("stage", "criterion"))
    changes: dict[str, list[object]] = {}
    for one in found.stage_changes.select_related("by"):
        changes.setdefault(one.to_stage, []).append(one)
    here = place_of(found.stage)
    return [
        {
            "stage": stage,
            "standing": "done" if place < here else "now" if place == here else "later",
            "criteria": [
                (c, criterion_sentence(stage, c), (stage, c) in ticked)
                for c in CRITERIA[stage]
                if c in asked[stage][0]
            ],
            "changes": changes.get(stage, []),
        }
        for place, stage in enumerate(Stage)
    ]
