"""Readings of replication projects."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Router, Schema
from pydantic import ConfigDict, Field

from replicity.appraisal.readings import Reading, ReadingError, read_reading
from replicity.quantities.suffixes import unit_of
from replicity.web.projects.models import Measurement, Project
from replicity.web.projects.queries import plan_of, readings_of
from replicity.web.projects.services.readings import take_readings
from replicity.web.shared.access import actor_of, require
from replicity.web.shared.errors import Refused
from replicity.web.shared.languages import current_language

router = Router(tags=["projects"])
MOST_READINGS = 5_000


class ReadingGiven(Schema):
    """One reading, with its unit said."""

    model_config = ConfigDict(extra="forbid")

    meter: Annotated[str, Field(max_length=60)]
    period: str = Field(
        default="",
        max_length=7,
        description="2026-03 for a month, 2026 for a year, empty for what is read once",
    )
    value: float
    unit: Annotated[str, Field(max_length=20)]
    kind: Literal["measured", "baseline"] = "measured"
    method: Annotated[str, Field(max_length=200)] = ""


class ReadingsGiven(Schema):
    """Readings that are taken all, or none."""

    model_config = ConfigDict(extra="forbid")

    readings: list[ReadingGiven] = Field(min_length=1, max_length=MOST_READINGS)


def project_of(request: HttpRequest, number: int, action: str) -> Project:
    """Return a project for those who may do something with it; others learn nothing of it."""
    found = get_object_or_404(Project, pk=number)
    require(actor_of(request), action, found)
    return found


@router.get("/projects/{int:number}/readings", url_name="api-readings", summary="List a project's readings")
def readings(request: HttpRequest, number: int) -> dict[str, Any]:
    """Return all readings in the units of their meters."""
    project = project_of(request, number, "projects.read")
    return {"project": project.pk, "readings": [document_of(r) for r in readings_of(project)]}


@router.post("/projects/{int:number}/readings", url_name="api-readings", summary="Take readings, all or none")
def take(request: HttpRequest, number: int, asked: ReadingsGiven) -> dict[str, Any]:
    """Take readings, all or none; a fault is named with its position."""
    project = project_of(request, number, "projects.measure")
    read = [_read(project, position, given) for position, given in enumerate(asked.readings, 1)]
    made = take_readings(actor_of(request), project, read, Measurement.Way.API)
    return {"project": project.pk, "taken_count": len(made)}


def _read(project: Project, position: int, given: ReadingGiven) -> Reading:
    try:
        return read_reading(
            plan_of(project),
            given.meter,
            given.period,
            given.value,
            given.unit,
            given.kind,
            given.method,
            current_language(),
        )
    except ReadingError as error:
        raise Refused(_("Reading %(position)s: %(fault)s") % {"position": position, "fault": error}) from None


def document_of(reading: Reading) -> dict[str, Any]:
    """Return a reading as it is taken."""
    return {
        "meter": reading.meter,
        "period": reading.period,
        "value": reading.value,
        "unit": unit_of(reading.meter),
        "kind": reading.kind,
        "method": reading.method,
    }
