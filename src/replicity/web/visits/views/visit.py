"""Pages: one visit with its questions, people, programme, cost and carbon, and its documents."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from replicity.appraisal.travel import PLANE
from replicity.appraisal.visit_questions import theme_names
from replicity.catalogue.solutions import get_solution
from replicity.reports.visit_pdf import visit_pdf
from replicity.web.accounts.models import Organisation
from replicity.web.programmes.models import Application
from replicity.web.shared.access import actor_of, can, require, signed_in
from replicity.web.shared.editing import EditedMeanwhile
from replicity.web.shared.errors import Refused
from replicity.web.shared.languages import current_language
from replicity.web.shared.own_values import options_of
from replicity.web.visits import services
from replicity.web.visits.calendars import visit_calendar
from replicity.web.visits.forms import DelegateForm, OwnQuestionForm, VisitForm
from replicity.web.visits.models import Delegate, Hosting, Question, State, Visit
from replicity.web.visits.open_questions import questions_for
from replicity.web.visits.queries import (
    home_of,
    host_city_of,
    journey_of,
    language_in_common,
    open_slots,
    other_cities_of,
    programme_of,
    terms_of,
)
from replicity.web.visits.sheets import file_name, sheet_of
from replicity.web.visits.workflow import CONFIRM, DECLINE, PLANNED, VISIT

FORM: Final = ("GET", "HEAD", "POST")


def found_visit(request: HttpRequest, number: int, action: str = "visits.read") -> Visit:
    """Return a visit for those who may see it."""
    kept = ("city", "host", "application__programme", "application__organisation")
    parts = ("items__booking__slot", "questions__asked__introduction", "delegates", "hostings__organisation")
    visits = Visit.objects.select_related(*kept).prefetch_related(*parts)
    visit = get_object_or_404(visits, pk=number)
    require(actor_of(request), action, visit)
    return visit


@require_GET
@signed_in
def visit(request: HttpRequest, number: int) -> HttpResponse:
    """Show a visit."""
    found, actor = found_visit(request, number), actor_of(request)
    planned = found.state in PLANNED
    lead = can(actor, "visits.lead", found)
    names = theme_names(current_language())
    delegates = list(found.delegates.all())
    page = {
        "section": "visits",
        "visit": found,
        "solution_name": get_solution(found.solution).name.of(current_language()),
        "home": home_of(found),
        "place": host_city_of(found),
        "common_language": language_in_common(found),
        "days": programme_of(found, current_language()),
        "questions": [(names[q.theme], q, _readable(actor, q)) for q in found.questions.all()],
        "delegates": delegates,
        "hostings": _hostings(found, actor),
        "other_cities": other_cities_of(found),
        "bookings": found.bookings.select_related("slot__host").order_by("slot__begins_at"),
        "slots": open_slots(found) if planned and lead else (),
        "journey": journey_of(found, len(delegates)),
        "by_plane": found.travel == PLANE,
        "fees": [(host, fee) for host, fee, _group in terms_of(found.hosts) if fee is not None],
        "application": _application(found, actor),
        "follow_ups": found.follow_ups.all(),
        "steps": _steps(found, actor),
        "may_change": planned and can(actor, "visits.change", found),
        "may_follow": can(actor, "visits.change", found),
        "may_lead": planned and lead,
        "leads": lead,
        "may_report": lead and found.state in (State.HELD, State.REPORTED),
        "over": found.items.filter(removed=False, ends_at__gt=timezone.now()).count() == 0,
    }
    return render(request, "visits/visit.html", page)


def _readable(actor: Any, question: Question) -> bool:
    """Whether an actor may read the question of the log that a question of the visit comes from."""
    return question.asked is not None and can(actor, "introductions.read_question", question.asked)


def _hostings(found: Visit, actor: Any) -> list[dict[str, Any]]:
    """Return the hosts, the leading one first, each with what an actor may answer for it."""
    rows = sorted(found.hostings.all(), key=lambda h: h.organisation_id != found.host_id)
    return [
        {
            "row": row,
            "may_confirm": found.state == State.PROPOSED and not row.confirmed and _answers(actor, row),
            "may_decline": found.state in PLANNED and not row.leads and _answers(actor, row),
        }
        for row in rows
    ]


def _answers(actor: Any, row: Hosting) -> bool:
    return can(actor, "visits.answer", row)


def _application(found: Visit, actor: Any) -> Application | None:
    """Return the application that the visit belongs to, for those who may see it."""
    held = found.application
    return held if held is not None and can(actor, "programmes.read_application", held) else None


def _steps(found: Visit, actor: Any) -> set[str]:
    """Return the steps that are open to an actor."""
    allowed = {
        "cancel": can(actor, "visits.cancel", found),
        "hold": found.has_begun and can(actor, "visits.change", found),
        "report": can(actor, "visits.lead", found),
    }
    return {step for step in VISIT.open(found.state) if allowed.get(step)}


@require_POST
@signed_in
def step(request: HttpRequest, number: int) -> HttpResponse:
    """Confirm or decline for a host, cancel, or say that the visit took place."""
    found, actor, given = found_visit(request, number), actor_of(request), request.POST
    wanted, reason = given.get("step", ""), given.get("reason", "")
    named = given.get("host", "")
    host = get_object_or_404(Organisation, pk=named) if named.isdecimal() else None
    if wanted == CONFIRM:
        services.confirm_visit(actor, found, host)
    elif wanted == DECLINE:
        services.decline_visit(actor, found, reason, host)
        messages.success(request, _("The visitors were told."))
        return redirect("visits")
    else:
        services.take_step(actor, found, wanted, reason)
    messages.success(request, _("Saved. Those who take part were told."))
    return redirect("visit", number=number)


@require_http_methods(FORM)
@signed_in
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Change what a visit is about; a second writer sees both texts."""
    found = found_visit(request, number, "visits.lead")
    seen = _revision(request, found)
    kept = {name: getattr(found, name) for name in VisitForm.Meta.fields}
    form = VisitForm(request.POST or None, instance=found)
    status, meanwhile = 200, None
    if request.method == "POST" and form.is_valid():
        try:
            services.change_visit(actor_of(request), found, seen, form.cleaned_data)
        except EditedMeanwhile as clash:
            form.add_error(None, clash.sentence)
            status, seen = 409, found_visit(request, number).revision
            meanwhile = [
                (form.fields[name].label, value)
                for name, value in kept.items()
                if value != form.cleaned_data.get(name)
            ]
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            messages.success(request, _("Saved."))
            return redirect("visit", number=number)
    page = {
        "section": "visits",
        "visit": found,
        "form": form,
        "revision": seen,
        "meanwhile": meanwhile,
        "title": _("Change the visit"),
    }
    return render(request, "visits/form.html", page, status=status if not form.errors else max(status, 400))


@require_http_methods(FORM)
@signed_in
def questions(request: HttpRequest, number: int) -> HttpResponse:
    """Choose what the visit must answer, and add questions of one's own."""
    found = found_visit(request, number, "visits.lead")
    home = home_of(found)
    proposed = questions_for(found.city, found.solution, found.hosts, options_of(request, home))
    origins = {q.key: q for q in proposed if q.asked}
    kept = {(q.key or f"own:{q.pk}"): (q.key, q.theme, q.words, q.why) for q in found.questions.all()}
    offered = kept | {q.key: (q.key, q.theme, q.words, q.why) for q in proposed if q.key not in kept}
    own = OwnQuestionForm(request.POST if request.POST.get("words", "").strip() else None)
    if request.method == "POST" and (not own.is_bound or own.is_valid()):
        chosen = [offered[key] for key in request.POST.getlist("questions") if key in offered]
        if own.is_bound:
            chosen.append(("", own.cleaned_data["theme"], own.cleaned_data["words"], ""))
        services.set_questions(actor_of(request), found, chosen)
        messages.success(request, _("Saved."))
        return redirect("visit", number=number)
    ticked = request.POST.getlist("questions") if request.method == "POST" else list(kept)
    names = theme_names(current_language())
    themes = [
        (name, [(key, q, origins.get(key)) for key, q in offered.items() if q[1] == theme])
        for theme, name in names.items()
    ]
    page = {"section": "visits", "visit": found, "themes": themes, "ticked": ticked, "form": own}
    return render(request, "visits/questions.html", page, status=400 if own.errors else 200)


@require_http_methods(FORM)
@signed_in
def delegate(request: HttpRequest, number: int, delegate: int | None = None) -> HttpResponse:
    """Add, change or remove a delegate."""
    found = found_visit(request, number, "visits.lead")
    person = (
        get_object_or_404(Delegate.objects.select_related("visit"), pk=delegate, visit=found)
        if delegate
        else None
    )
    form = DelegateForm(request.POST or None, instance=person)
    actor = actor_of(request)
    if request.method == "POST" and person and "remove" in request.POST:
        services.remove_delegate(actor, person)
        messages.success(request, _("Removed."))
        return redirect("visit", number=number)
    if request.method == "POST" and form.is_valid():
        if person:
            services.change_delegate(actor, person, form.cleaned_data)
        else:
            services.add_delegate(actor, found, form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("visit", number=number)
    page = {
        "section": "visits",
        "visit": found,
        "form": form,
        "removable": person is not None,
        "only_removable": found.state not in PLANNED,
        "title": _("Change a delegate") if person else _("Add a delegate"),
    }
    return render(request, "visits/form.html", page, status=400 if form.errors else 200)


@require_GET
@signed_in
def programme_sheet(request: HttpRequest, number: int) -> HttpResponse:
    """Hand out the programme as a PDF."""
    found = found_visit(request, number)
    language = current_language()
    content = visit_pdf(sheet_of(found, language), language, timezone.localdate())
    return _document(content, "application/pdf", file_name(found, "pdf"))


@require_GET
@signed_in
def calendar(request: HttpRequest, number: int) -> HttpResponse:
    """Hand out the programme for a calendar."""
    found = found_visit(request, number)
    return _document(
        visit_calendar(found, current_language()), "text/calendar; charset=utf-8", file_name(found, "ics")
    )


def _document(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _revision(request: HttpRequest, found: Visit) -> int:
    """Return the revision that the writer saw."""
    try:
        return int(request.POST["revision"])
    except (KeyError, ValueError):
        return found.revision
