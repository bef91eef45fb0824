"""Taking readings in: by form, by file, by the programming interface; the same rules for all."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from replicity.appraisal.reading_table import ReadTable, read_table
from replicity.appraisal.readings import BASELINE, Reading, months_from
from replicity.web.audit.services import record
from replicity.web.projects.models import Measurement, Project, ResultReport
from replicity.web.projects.queries import plan_of
from replicity.web.shared.access import Actor, require
from replicity.web.shared.editing import claim
from replicity.web.shared.errors import Refused
from replicity.web.shared.languages import current_language


@transaction.atomic
def take_readings(actor: Actor, project: Project, readings: Sequence[Reading], way: str) -> list[Measurement]:
    """Keep readings, all or none.

    Raises
    ------
    Refused
        Where one of them is there already, or is of a month that has not begun.
    """
    require(actor, "projects.measure", project)
    _refuse_the_future(readings)
    rows = [
        Measurement(
            project=project,
            meter=r.meter,
            kind=r.kind,
            period=r.period,
            value=r.value,
            method=r.method,
            way=way,
            entered_by_id=actor.person_id,
        )
        for r in readings
    ]
    try:
        with transaction.atomic():
            made = Measurement.objects.bulk_create(rows)
    except IntegrityError:
        raise Refused(
            _("One of these readings is there already: correct it instead of entering it twice."), 409
        ) from None
    record(actor, "projects.measure", project, count=len(made), way=way)
    return made


def _refuse_the_future(readings: Sequence[Reading]) -> None:
    now = timezone.localdate()
    for reading in readings:
        # a period is a month (2026-03) or a year (2026); both compare as text
        if reading.period > f"{now:%Y-%m}"[: len(reading.period)]:
            raise Refused(
                _("%(meter)s: %(period)s has not begun yet. Enter what was read, not what is expected.")
                % {"meter": reading.meter, "period": reading.period}
            )


def take_file(actor: Actor, project: Project, content: bytes) -> ReadTable:
    """Keep the readings of a CSV file, the whole file or nothing; return what was read or the faults."""
    require(actor, "projects.measure", project)
    known = {(m, k, p) for m, k, p in project.measurements.values_list("meter", "kind", "period")}
    found = read_table(plan_of(project), content, current_language(), known)
    if not found.faults:
        take_readings(actor, project, found.readings, Measurement.Way.CSV)
    return found


@transaction.atomic
def correct_reading(
    actor: Actor, project: Project, row: Measurement, reading: Reading, seen_revision: int
) -> None:
    """Correct the value of a reading; the audit trail keeps both."""
    require(actor, "projects.measure", project)
    _check_open(project, row)
    claim(row, seen_revision)
    before = row.value
    row.value, row.method = reading.value, reading.method
    row.save(update_fields=("value", "method"))
    record(actor, "projects.correct_reading", row, project=project.pk, before=before, after=row.value)


@transaction.atomic
def remove_reading(actor: Actor, project: Project, row: Measurement) -> None:
    """Remove a reading; the audit trail keeps its value."""
    require(actor, "projects.measure", project)
    _check_open(project, row)
    record(actor, "projects.remove_reading", row, project=project.pk, value=row.value)
    row.delete()


def _check_open(project: Project, row: Measurement) -> None:
    """Refuse to touch what stands behind accepted results."""
    starts = ResultReport.objects.filter(project=project, state=ResultReport.State.ACCEPTED)
    for start in starts.values_list("start", flat=True):
        # baselines, yearly values and what is read once stand behind every year
        if row.kind == BASELINE or row.period in months_from(start) or len(row.period) != len(start):
            raise Refused(
                _("Results that rest on this reading were accepted as evidence: it cannot be changed."), 409
            )
