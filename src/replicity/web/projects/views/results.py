"""Handing in a year of results, deciding on it, and the public page of an accepted replica."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from replicity.appraisal.measured_year import Year
from replicity.catalogue.labels import label
from replicity.reports.charts import SCREEN, PromiseAndOutcome, promise_chart
from replicity.web.projects.forms.measuring import GradeForm, ReturnForm
from replicity.web.projects.models import Project, ResultReport
from replicity.web.projects.queries import first_months, place_of, readings_of, solution_of
from replicity.web.projects.results import OUTSIDE, report_of
from replicity.web.projects.services import results as services
from replicity.web.projects.views.frame import FORM, framed, project_of
from replicity.web.projects.views.measuring import TAB, cards_of, titled
from replicity.web.shared.access import actor_of, signed_in
from replicity.web.shared.errors import Refused
from replicity.web.shared.languages import current_language
from replicity.web.shared.metric_names import metric_name
from replicity.web.shared.pictures import both_widths

REASON = "why_"
LONGEST_REASON = 400


@require_http_methods(FORM)
@signed_in
def submit(request: HttpRequest, number: int) -> HttpResponse:
    """Show what a year comes to and what is doubtful about it, and hand it in."""
    project = project_of(request, number, "projects.measure")
    months = first_months(readings_of(project))
    asked = request.POST.get("start") or request.GET.get("start", "")
    start = asked if asked in months else ""
    given = {
        name.removeprefix(REASON): str(text)[:LONGEST_REASON]
        for name, text in request.POST.items()
        if name.startswith(REASON)
    }
    report, refused, status = report_of(project, start, given), "", 200
    if request.method == "POST":
        try:
            services.submit_results(actor_of(request), project, report.year.start if report else "", given)
        except Refused as error:
            refused, status = error.sentence, error.status
        else:
            messages.success(request, _("The results are handed in. The evaluator decides."))
            return redirect(TAB, number=project.pk)
    return framed(
        request,
        project,
        "projects/submit.html",
        TAB,
        status,
        report=report,
        cards=cards_of(report, invented=project.marked_demonstration),
        months=months,
        refused=refused,
        given=given,
        doubts=[(f, given.get(f.names[0], "")) for f in report.findings] if report else [],
    )


def _report(request: HttpRequest, number: int, report: int) -> tuple[Project, ResultReport]:
    project = project_of(request, number, "projects.judge")
    return project, get_object_or_404(
        ResultReport.objects.select_related("project"), pk=report, project=project
    )


@require_http_methods(FORM)
@signed_in
def judge(request: HttpRequest, number: int, report: int) -> HttpResponse:
    """Show a report to those who decide on it, and accept it."""
    project, found = _report(request, number, report)
    form = GradeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.accept_results(actor_of(request), found, form.cleaned_data["grade"])
        messages.success(request, _("The results are part of the evidence now."))
        return redirect("replica", report=found.pk)
    page = {"form": form, "return_form": ReturnForm(), "report": found, "results": result_rows(found)}
    status = 400 if form.errors else 200
    return framed(request, project, "projects/judge.html", TAB, status, **page)


@require_POST
@signed_in
def give_back(request: HttpRequest, number: int, report: int) -> HttpResponse:
    """Return a report with the reason."""
    project, found = _report(request, number, report)
    form = ReturnForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    services.return_results(actor_of(request), found, reason)
    messages.success(request, _("The results are returned."))
    return redirect(TAB, number=project.pk)


def result_rows(report: ResultReport) -> list[dict[str, object]]:
    """Return the results of a report with their pictures."""
    language, rows = current_language(), []
    for row in report.results:
        picture = ""
        if row["promised"]:
            shown = PromiseAndOutcome(
                titled(row["metric"], invented=report.project.marked_demonstration),
                row["unit"],
                row["promised"],
                Year(report.start, 1.0).months,
                row["by_month"],
                row["so_far"],
                row["growing"],
                row["value"],
            )
            picture = both_widths(
                lambda width, shown=shown: promise_chart(shown, language, theme=SCREEN, width=width)  # type: ignore[misc]
            )
        rows.append({**row, "name": metric_name(row["metric"]), "picture": picture})
    return rows


@require_GET
def replica(request: HttpRequest, report: int) -> HttpResponse:
    """Show everybody what a replica promised and what it measured: the source of its figures."""
    accepted = ResultReport.objects.filter(state=ResultReport.State.ACCEPTED)
    found = get_object_or_404(accepted.select_related("project__city", "source", "decided_for"), pk=report)
    project, language = found.project, current_language()
    page = {
        "section": "solutions",
        "report": found,
        "source": found.source,
        "project_name": project.name,
        "marked_demonstration": project.marked_demonstration,
        "place": place_of(project),
        "solution": solution_of(project),
        "solution_name": solution_of(project).name.of(language),
        "scale": project.scale,
        "scale_name": label(solution_of(project).scale_name, language),
        "results": result_rows(found),
        "explained": [f for f in found.findings if f.get("rule") == OUTSIDE and f.get("justification")],
    }
    return render(request, "projects/replica.html", page)
