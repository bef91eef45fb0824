"""Reporting a year of results, and what the evaluator makes of it."""

import json
from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from replicity.appraisal.measured_year import Result
from replicity.appraisal.outcome import GRADES, Replica, SourceRecord, evidence_document
from replicity.appraisal.readings import months_from
from replicity.web.audit.services import record
from replicity.web.notices.services import notify
from replicity.web.projects.events import RESULTS_ACCEPTED as ACCEPTED_EVENT
from replicity.web.projects.events import tell
from replicity.web.projects.models import AcceptedFigure, EvidenceSource, Project, ResultReport
from replicity.web.projects.notices import RESULTS_ACCEPTED, RESULTS_RETURNED, RESULTS_SUBMITTED
from replicity.web.projects.queries import place_of, readings_digest, readings_of, solution_of
from replicity.web.projects.results import YearReport, report_of, stored
from replicity.web.projects.telling import editors_of, judges_of
from replicity.web.shared.access import Actor, require
from replicity.web.shared.errors import Refused
from replicity.web.shared.workflow import Workflow

State = ResultReport.State
# what stands in the record of a demonstration's results wherever it is read, in the language of the evidence
INVENTED: Final = "Demonstration data, not measured"
REPORTS: Final = Workflow(
    "results",
    "submitted",
    {("submitted", "accept"): "accepted", ("submitted", "return"): "returned"},
)


@transaction.atomic
def submit_results(
    actor: Actor, project: Project, start: str, justifications: Mapping[str, str]
) -> ResultReport:
    """Hand in the year that begins with a month, with a justification for each unlikely value.

    Raises
    ------
    Refused
        Where the year is not over, values cannot be or are unlikely without a word on why, or nothing is
        complete.
    """
    require(actor, "projects.measure", project)
    Project.objects.select_for_update().get(pk=project.pk)
    if months_from(start)[-1] >= f"{timezone.localdate():%Y-%m}":
        raise Refused(_("The year from %(start)s is not over yet: hand it in when it is.") % {"start": start})
    found = _checked(report_of(project, start, justifications))
    waiting = ResultReport.objects.filter(
        project=project, start=start, state__in=(State.SUBMITTED, State.ACCEPTED)
    )
    if waiting.exists():
        raise Refused(_("The results of this year are handed in already."), 409)
    report = ResultReport.objects.create(
        project=project,
        start=start,
        results=stored(found),
        findings=[f.to_dict() for f in found.findings],
        readings_digest=readings_digest(list(found.readings)),
        submitted_by_id=actor.person_id,
    )
    record(
        actor, "projects.submit_results", report, project=project.pk, start=start, count=len(report.results)
    )
    notify(
        RESULTS_SUBMITTED, judges_of(project), link=f"/projects/{project.pk}/measuring/", project=project.name
    )
    return report


def _checked(found: YearReport | None) -> YearReport:
    """Return a report that may be handed in."""
    if found is None or not found.known:
        raise Refused(
            _("No result is complete yet: a year needs its twelve months, and a saving its baseline.")
        )
    if found.errors:
        raise Refused(_("A value cannot be right: %(reason)s") % {"reason": found.errors[0].reason})
    if found.open_warnings:
        raise Refused(
            _("Say why this is right, in ten letters at least: %(reason)s")
            % {"reason": found.open_warnings[0].reason}
        )
    return found


@transaction.atomic
def return_results(actor: Actor, report: ResultReport, reason: str) -> None:
    """Give a report back with the reason."""
    project = report.project
    require(actor, "projects.judge", project)
    if not reason.strip():
        raise Refused(_("Say why the results are returned: the project reads it."))
    locked = ResultReport.objects.select_for_update().get(pk=report.pk)
    locked.state = REPORTS.after(locked.state, "return")
    locked.reason, locked.decided_at = reason.strip()[:400], timezone.now()
    locked.decided_by_id, locked.decided_for_id = actor.person_id, _judging_for(actor, project)
    locked.save()
    record(actor, "projects.return_results", locked, project=project.pk)
    link = f"/projects/{project.pk}/measuring/"
    notify(RESULTS_RETURNED, editors_of(project), link=link, project=project.name, reason=locked.reason)


@transaction.atomic
def accept_results(actor: Actor, report: ResultReport, grade: str) -> EvidenceSource:
    """Make the results of a report a demonstration of the evidence, with its own source record.

    Raises
    ------
    Refused
        Where the report was decided on before, or its readings were changed since.
    """
    project = report.project
    require(actor, "projects.judge", project)
    if grade not in GRADES:
        raise Refused(_("Choose a grade: A, B or C."))
    locked = ResultReport.objects.select_for_update().get(pk=report.pk)
    state = REPORTS.after(locked.state, "accept")
    if readings_digest(readings_of(project)) != locked.readings_digest:
        raise Refused(
            _("The readings were changed after the report: return it, so that it is handed in anew."), 409
        )
    locked.state, locked.grade, locked.decided_at = state, grade, timezone.now()
    locked.decided_by_id, locked.decided_for_id = actor.person_id, _judging_for(actor, project)
    locked.save()
    source = _keep_source(locked)
    figures = _keep_figures(locked, source)
    record(actor, "projects.accept_results", locked, project=project.pk, grade=grade, figures=figures)
    link = f"/replicas/{locked.pk}/"
    notify(RESULTS_ACCEPTED, editors_of(project), link=link, project=project.name)
    tell(actor, ACCEPTED_EVENT, project)
    return source


def _judging_for(actor: Actor, project: Project) -> int | None:
    """Return the organisation for which an actor decides: the evaluator, else a broker."""
    if actor.edits(project.evaluator_id):
        return project.evaluator_id
    return min(actor.edits_as("broker"), default=None)


def _keep_source(report: ResultReport) -> EvidenceSource:
    project = report.project
    judge = report.decided_for
    city = place_of(project)
    title = f"{project.name}, {city.name}: measured results of the year from {report.start}"
    if project.marked_demonstration:
        title = f"{INVENTED}: {project.name}, {city.name}, the year from {report.start}"
    held = SourceRecord(
        f"replica-{project.pk}-{report.start}",
        title,
        "" if judge is None else judge.name,
        timezone.now().date().isoformat(),
    )
    return EvidenceSource.objects.create(
        report=report,
        source_id=held.id,
        title=held.title,
        producer=held.producer,
        date_published=held.date_published,
        licence=held.licence,
    )


def _keep_figures(report: ResultReport, source: EvidenceSource) -> int:
    project, solution = report.project, solution_of(report.project)
    replica = Replica(
        f"replica-{project.pk}",
        project.name,
        place_of(project),
        project.solution,
        project.scale,
        solution.investment_unit,
    )
    rows = [
        AcceptedFigure(
            source=source,
            solution=project.solution,
            metric=row["metric"],
            document=json.dumps(
                evidence_document(
                    replica,
                    _result(row, project.marked_demonstration),
                    report.grade,
                    int(report.start[:4]),
                    source.source_id,
                    INVENTED if project.marked_demonstration else row["scope"],
                ),
                sort_keys=True,
                ensure_ascii=False,
                allow_nan=False,
            ),
        )
        for row in report.results
    ]
    return len(AcceptedFigure.objects.bulk_create(rows))


def _result(row: Mapping[str, Any], invented: bool) -> Result:
    """Return a result as it was handed in; what a demonstration invents counts as modelled."""
    return Result(
        str(row["metric"]),
        str(row["unit"]),
        float(row["value"]),
        "",
        bool(row["normalised"]),
        {},
        {},
        False,
        "modelled" if invented else str(row["status"]),
    )
