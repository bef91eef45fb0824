"""Pages: the report on a visit, and what follows it."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from replicity.appraisal.visit_questions import theme_names
from replicity.web.introductions.queries import still_open
from replicity.web.shared.access import actor_of, can, require, signed_in
from replicity.web.shared.editing import EditedMeanwhile
from replicity.web.shared.errors import Refused
from replicity.web.shared.languages import current_language
from replicity.web.visits import services
from replicity.web.visits.forms import FollowUpForm, ReportForm
from replicity.web.visits.models import FollowUp, Question, State, Visit, VisitReport
from replicity.web.visits.views.visit import found_visit

FORM: Final = ("GET", "HEAD", "POST")
LONGEST_ANSWER = 4000


@require_http_methods(FORM)
@signed_in
def report(request: HttpRequest, number: int) -> HttpResponse:
    """Write the report: answers, decisions, what follows."""
    visit = found_visit(request, number, "visits.lead")
    if visit.state not in (State.HELD, State.REPORTED):
        raise Refused(_("The report is written after the visit: say first that it took place."), 409)
    held = VisitReport.objects.filter(visit=visit).first() or VisitReport(visit=visit)
    form = ReportForm(request.POST or None, instance=held, initial={"succeeded": _word(held.succeeded)})
    follow = FollowUpForm(request.POST if request.POST.get("what", "").strip() else None)
    status, seen = 200, _seen(request, held)
    answers = _answers(request, visit)
    if request.method == "POST":
        status = 400
        if form.is_valid() and (not follow.is_bound or follow.is_valid()):
            status = _save(request, visit, seen, (form, follow), answers)
            if status == 302:
                return redirect("visit" if "finish" in request.POST else "visit-report", number=number)
            # the first report is not kept where its first saving was refused
            seen = (VisitReport.objects.filter(visit=visit).first() or VisitReport()).revision
    names = theme_names(current_language())
    page = {
        "section": "visits",
        "visit": visit,
        "form": form,
        "follow": follow,
        "revision": seen,
        "questions": [
            {
                **_shown(names, q, answers, meanwhile=status == 409),
                "may_settle": _may_settle(request, q),
                "settled": q.pk in _settled(request),
            }
            for q in visit.questions.all()
        ],
        "outcomes": Question.Outcome.choices,
        "follow_ups": visit.follow_ups.all(),
    }
    return render(request, "visits/report.html", page, status=status)


def _save(
    request: HttpRequest,
    visit: Visit,
    seen: int,
    forms: tuple[ReportForm, FollowUpForm],
    answers: dict[int, tuple[str, str]],
) -> int:
    """Save the report, and close it where asked; return the status, 302 where all went well."""
    form, follow = forms
    actor, more = actor_of(request), follow.cleaned_data if follow.is_bound else {}
    follow_ups = [(more["what"], more["who"], more["due_on"])] if more else []
    try:
        services.save_report(actor, visit, seen, form.cleaned_data, answers, follow_ups, _settled(request))
        if "finish" in request.POST:
            services.finish_report(actor, visit)
    except EditedMeanwhile as clash:
        form.add_error(None, clash.sentence)
        return 409
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return refusal.status
    messages.success(request, _("Saved."))
    return 302


@require_POST
@signed_in
def follow_up(request: HttpRequest, number: int, follow_up: int) -> HttpResponse:
    """Say what became of something that follows."""
    visit = found_visit(request, number)
    require(actor_of(request), "visits.change", visit)
    found = get_object_or_404(FollowUp.objects.select_related("visit"), pk=follow_up, visit=visit)
    services.set_follow_up(
        actor_of(request), found, request.POST.get("progress", ""), request.POST.get("note", "")
    )
    messages.success(request, _("Saved."))
    return redirect("visit", number=number)


def _answers(request: HttpRequest, visit: Visit) -> dict[int, tuple[str, str]]:
    """Return outcome and words by question, as they were sent."""
    found = {}
    for question in visit.questions.all():
        outcome = request.POST.get(f"outcome_{question.pk}", "")
        if outcome in ("", *Question.Outcome.values):
            words = request.POST.get(f"answer_{question.pk}", "")[:LONGEST_ANSWER]
            found[question.pk] = (outcome, words)
    return found


def _shown(
    names: dict[str, str], question: Question, sent: dict[int, tuple[str, str]], *, meanwhile: bool
) -> dict[str, Any]:
    """Return a question with what the writer sent, else what is kept; both where they differ."""
    kept = (question.outcome, question.answer)
    outcome, answer = sent.get(question.pk, kept) if any(any(v) for v in sent.values()) else kept
    return {
        "theme": names[question.theme],
        "question": question,
        "outcome": outcome,
        "answer": answer,
        "kept": question.answer if meanwhile and question.answer not in ("", answer) else "",
    }


def _settled(request: HttpRequest) -> list[int]:
    """Return the questions whose answer is to be recorded in the question log."""
    return [int(number) for number in request.POST.getlist("settled") if number.isdecimal()]


def _may_settle(request: HttpRequest, question: Question) -> bool:
    """Whether the writer may record an answer in the log, where the question is still open there."""
    log = question.asked
    return (
        log is not None and still_open(log) and can(actor_of(request), "introductions.settle_question", log)
    )


def _word(succeeded: bool | None) -> str:
    return {True: "yes", False: "no", None: ""}[succeeded]


def _seen(request: HttpRequest, held: VisitReport) -> int:
    try:
        return int(request.POST["revision"])
    except (KeyError, ValueError):
        return held.revision
