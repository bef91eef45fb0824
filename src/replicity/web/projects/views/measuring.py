"""The measuring plan, the readings, and the chart of promise and outcome."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from replicity.appraisal.reading_table import LineFault
from replicity.appraisal.readings import Reading
from replicity.catalogue.kpis import Indicator, Meter, Outcome, indicators
from replicity.quantities.suffixes import unit_of
from replicity.reports.charts import SCREEN, PromiseAndOutcome, promise_chart
from replicity.web.projects.forms.measuring import CorrectionForm, ReadingForm, TableForm
from replicity.web.projects.models import Measurement, MeterPlan, Project, ResultReport
from replicity.web.projects.queries import first_months, plan_of, readings_of
from replicity.web.projects.results import OutcomeRow, YearReport, report_of
from replicity.web.projects.services import readings as services
from replicity.web.projects.views.frame import FORM, framed, project_of, seen_revision
from replicity.web.shared.access import actor_of, signed_in
from replicity.web.shared.editing import EditedMeanwhile
from replicity.web.shared.errors import Refused
from replicity.web.shared.languages import current_language
from replicity.web.shared.metric_names import metric_name
from replicity.web.shared.pages import page_of
from replicity.web.shared.pictures import both_widths

TAB = "project-measuring"
READINGS_SHOWN = 40
SUSPECT = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class MeterRow:
    """A meter of the plan with how it is read here, and how much is there."""

    meter: Meter
    name: str
    unit: str
    before: str
    method: str
    plan: MeterPlan | None
    measured_count: int
    baseline_count: int


@dataclass(frozen=True, slots=True)
class OutcomeCard:
    """An outcome as the page shows it, with its picture."""

    name: str
    row: OutcomeRow
    picture: SafeString | str
    indicators: tuple[tuple[str, str], ...]


def cards_of(report: YearReport | None, *, invented: bool = False) -> list[OutcomeCard]:
    """Return the outcomes of a year with a picture for those that were promised."""
    if report is None:
        return []
    # what has a result stands first
    rows = sorted(report.rows, key=lambda r: r.result.value is None)
    return [
        OutcomeCard(
            metric_name(r.outcome.metric), r, picture_of(report, r, invented=invented), coded(r.indicators)
        )
        for r in rows
    ]


def titled(metric: str, *, invented: bool) -> str:
    """Return the title of a chart: what was invented says so in the picture, which may travel alone."""
    name = metric_name(metric)
    return _("%(metric)s (invented)") % {"metric": name} if invented else name


def coded(found: tuple[Indicator, ...]) -> tuple[tuple[str, str], ...]:
    """Return each indicator by its name and its codes in the frameworks."""
    language = current_language()
    return tuple(
        (
            i.name.of(language),
            " · ".join([*(f"{framework} {code}" for framework, code in i.codes), f"SDG {', '.join(i.sdgs)}"]),
        )
        for i in found
    )


def picture_of(report: YearReport, row: OutcomeRow, *, invented: bool = False) -> SafeString | str:
    """Return the chart of one outcome, nothing where nothing was promised or measured by month."""
    if row.promised is None or not (row.result.so_far or row.result.value is not None):
        return ""
    shown = PromiseAndOutcome(
        titled(row.outcome.metric, invented=invented),
        row.result.unit,
        row.promised.quantiles,
        report.year.months,
        row.result.by_month,
        row.result.so_far,
        row.result.growing,
        row.result.value,
    )
    language = current_language()
    return both_widths(lambda width: promise_chart(shown, language, theme=SCREEN, width=width))


def meter_rows(project: Project) -> list[MeterRow]:
    """Return the meters of a project."""
    held = {plan.meter: plan for plan in project.meter_plans.all()}
    counts: dict[tuple[str, str], int] = {}
    for reading in readings_of(project):
        counts[reading.meter, reading.kind] = counts.get((reading.meter, reading.kind), 0) + 1
    language = current_language()
    return [
        MeterRow(
            meter,
            meter.called.of(language),
            unit_of(name),
            meter.before.of(language),
            meter.method.of(language),
            held.get(name),
            counts.get((name, "measured"), 0),
            counts.get((name, "baseline"), 0),
        )
        for name, meter in plan_of(project).meters.items()
    ]


def indicator_rows(outcomes: tuple[Outcome, ...]) -> list[tuple[str, list[Indicator]]]:
    """Return each outcome with the indicators that it answers to."""
    return [(metric_name(o.metric), [indicators()[name] for name in o.indicators]) for o in outcomes]


@require_GET
@signed_in
def measuring(request: HttpRequest, number: int) -> HttpResponse:
    """Show plan, readings, and promise against outcome for a year."""
    project = project_of(request, number)
    readings = readings_of(project)
    months = first_months(readings)
    start = request.GET.get("start", "")
    report = report_of(project, start if start in months else "")
    reports = project.reports.select_related("decided_for")
    return framed(
        request,
        project,
        "projects/measuring.html",
        TAB,
        meters=meter_rows(project),
        indicator_rows=indicator_rows(plan_of(project).outcomes),
        report=report,
        months=months,
        cards=cards_of(report, invented=project.marked_demonstration),
        reports=reports,
        handed_in=report is not None and _handed_in(reports, report.year.start),
        language=current_language(),
    )


def _handed_in(reports: Iterable[ResultReport], start: str) -> bool:
    """Tell whether a year waits for its evaluator or is accepted."""
    return any(r.start == start and r.state != ResultReport.State.RETURNED for r in reports)


@require_GET
@signed_in
def readings(request: HttpRequest, number: int) -> HttpResponse:
    """List the readings."""
    project = project_of(request, number)
    called = {name: m.called.of(current_language()) for name, m in plan_of(project).meters.items()}
    shown = page_of(request, project.measurements.order_by("meter", "-kind", "period"), READINGS_SHOWN)
    rows = [(row, called.get(row.meter, row.meter), unit_of(row.meter)) for row in shown]
    return framed(request, project, "projects/readings.html", TAB, page=shown, rows=rows)


@require_http_methods(FORM)
@signed_in
def add_reading(request: HttpRequest, number: int) -> HttpResponse:
    """Take one reading."""
    project = project_of(request, number, "projects.measure")
    form = ReadingForm(plan_of(project), request.POST or None, initial={"meter": request.GET.get("meter")})
    if request.method == "POST" and form.is_valid():
        reading: Reading = form.cleaned_data["reading"]
        try:
            services.take_readings(actor_of(request), project, [reading], Measurement.Way.FORM)
        except Refused as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, _("The reading is in."))
            return redirect(f"{request.path}?meter={reading.meter}")
    status = 400 if form.errors else 200
    title = _("Enter a reading")
    return framed(request, project, "projects/form.html", TAB, status, form=form, title=title, back=TAB)


@require_http_methods(FORM)
@signed_in
def upload(request: HttpRequest, number: int) -> HttpResponse:
    """Take a file of readings, whole or not at all."""
    project = project_of(request, number, "projects.measure")
    form = TableForm(request.POST or None, request.FILES or None)
    faults: tuple[LineFault, ...] = ()
    if request.method == "POST" and form.is_valid():
        found = services.take_file(actor_of(request), project, form.cleaned_data["table"].read(1_000_001))
        if not found.faults:
            messages.success(request, _("%(count)s readings are in.") % {"count": len(found.readings)})
            return redirect(TAB, number=project.pk)
        faults = found.faults
    status = 400 if form.errors or faults else 200
    meters = meter_rows(project)
    return framed(
        request, project, "projects/upload.html", TAB, status, form=form, faults=faults, meters=meters
    )


@require_http_methods(FORM)
@signed_in
def correct(request: HttpRequest, number: int, reading: int) -> HttpResponse:
    """Correct a reading."""
    project = project_of(request, number, "projects.measure")
    row = get_object_or_404(Measurement, pk=reading, project=project)
    form = CorrectionForm(request.POST or None, initial={"value": row.value, "method": row.method})
    title = f"{plan_of(project).meters[row.meter].called.of(current_language())} {row.period}"
    content: dict[str, object] = {
        "form": form,
        "title": title,
        "back": TAB,
        "revision": row.revision,
        "reading": row,
    }
    status = 400 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        corrected = Reading(row.meter, row.period, given["value"], row.kind, given["method"])
        try:
            services.correct_reading(actor_of(request), project, row, corrected, seen_revision(request))
        except EditedMeanwhile as error:
            fresh = Measurement.objects.get(pk=row.pk)
            shown = [(_("value"), fresh.value, given["value"])]
            content |= {"conflict": error.sentence, "compared": shown, "revision": fresh.revision}
            status = 409
        else:
            messages.success(request, _("Saved."))
            return redirect("project-readings", number=project.pk)
    return framed(request, project, "projects/form.html", TAB, status, **content)


@require_POST
@signed_in
def remove(request: HttpRequest, number: int, reading: int) -> HttpResponse:
    """Remove a reading."""
    project = project_of(request, number, "projects.measure")
    row = get_object_or_404(Measurement, pk=reading, project=project)
    services.remove_reading(actor_of(request), project, row)
    messages.success(request, _("Removed."))
    return redirect("project-readings", number=project.pk)


@require_GET
@signed_in
def table(request: HttpRequest, number: int) -> HttpResponse:
    """Hand out the readings as the upload takes them; cells that a spreadsheet would run are text."""
    project = project_of(request, number)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="readings-{project.pk}.csv"'
    response["X-Content-Type-Options"] = "nosniff"
    writer = csv.writer(response)
    writer.writerow(("meter", "period", "value", "unit", "kind", "method"))
    for r in project.measurements.all():
        method = f"'{r.method}" if r.method.startswith(SUSPECT) else r.method
        writer.writerow((r.meter, r.period, f"{r.value:.10g}", unit_of(r.meter), r.kind, method))
    return response
