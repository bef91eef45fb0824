"""The year that the first projects of the demonstration measured: invented, and marked so wherever it stands.

The invented readings follow the nights of the city through the year and the frozen prediction: one project
lies in its band, the other below it, as its lamps came one street after the other.
"""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from math import acos, pi, radians, sin, tan
from typing import Final

from django.utils import timezone

from replicity.appraisal.readings import BASELINE, MEASURED, Reading, months_from
from replicity.web.demonstration.cast import INVENTED
from replicity.web.demonstration.diary import Journey
from replicity.web.demonstration.replicas import EVALUATOR
from replicity.web.demonstration.scene import SIZE, Scene
from replicity.web.demonstration.steps import add, gate, reach, the
from replicity.web.projects.models import Project
from replicity.web.projects.queries import place_of, prediction_of
from replicity.web.projects.results import report_of
from replicity.web.projects.services.readings import take_readings
from replicity.web.projects.services.results import accept_results, submit_results

STAGE: Final = "implementation"
METHOD: Final = "Demonstration data, not measured"
USE, SAVING = "electricity_use_kwh", "electricity_saving_share"
DELAYED: Final = "Cape Town"
WHY: Final = (
    "The poles were weaker than the tender said, so that the lamps came street by street through the year; "
    f"each new lamp saves what was predicted. {INVENTED}"
)
MONTHS: Final = 12


def measured(scene: Scene) -> Journey:
    """Build, operate, read a year month by month, and hand it in; the first city's is accepted."""
    project = the(scene)
    yield scene.at(STAGE, 0.02)
    start = _month_after(scene.at(STAGE, 0.12).date())
    before = [Reading(USE, m, kwh, BASELINE, METHOD) for m, kwh in _baseline(project, start).items()]
    before.append(Reading("maintenance_cost_eur", f"{int(start[:4]) - 2}", _maintenance(), BASELINE, METHOD))
    take_readings(scene.actor, project, before, "csv")
    add(scene, "role", role="Operator", organisation=scene.city.name, duties=INVENTED)
    yield scene.at(STAGE, 0.1)
    gate(scene)
    for place, (month, kwh) in enumerate(_year(project, start, scene.town.name).items()):
        yield _reading_day(month)
        take_readings(scene.actor, project, [Reading(USE, month, kwh, MEASURED, METHOD)], "csv")
        if place == 0:
            gate(scene)
            reach(scene)
    yield timezone.now() + timedelta(days=3)
    take_readings(scene.actor, project, _yearly(project, start), "form")
    yield timezone.now() + timedelta(days=2)
    found = report_of(project, start)
    reasons = {f.names[0]: WHY for f in found.findings} if found else {}
    report = submit_results(scene.actor, project, start, reasons)
    if scene.town.name != DELAYED:
        yield timezone.now() + timedelta(days=6)
        accept_results(scene.company.actor(EVALUATOR), report, "B")


def _baseline(project: Project, start: str) -> dict[str, float]:
    """Return what the old lamps used in a year that was over before the works began."""
    months = months_from(f"{int(start[:4]) - 2}-{start[5:7]}")
    frozen = prediction_of(project)
    if frozen is None:
        raise LookupError(f"{project} has no prediction.")
    saved = frozen.promised["electricity_saving_kwh_per_luminaire_per_year"].p50
    whole = SIZE * saved / frozen.promised[SAVING].p50
    hours = {m: _dark_hours(m, place_of(project).latitude_degree) for m in months}
    return {m: round(whole * h / sum(hours.values()), -1) for m, h in hours.items()}


def _year(project: Project, start: str, town: str) -> dict[str, float]:
    """Return what the new lamps use month by month."""
    frozen = prediction_of(project)
    share = frozen.promised[SAVING].quantiles if frozen else {}
    good = (share["p50"] + share["p75"]) / 2
    # of a year in which the lamps come one after the other, which lies below the band as a whole
    poor = (share["p05"] + 3 * share["p10"]) / 4
    held = {}
    for n, kwh in enumerate(_baseline(project, start).values()):
        saving = poor * (2 * n + 1) / MONTHS if town == DELAYED else good
        wobble = 1 + 0.012 * sin(2.4 * n + len(town))
        held[months_from(start)[n]] = round(kwh * (1 - saving) * wobble, -1)
    return held


def _yearly(project: Project, start: str) -> list[Reading]:
    """Return what is read once a year or once: the share of the promise that the electricity suggests."""
    frozen, found = prediction_of(project), report_of(project, start)
    if frozen is None or found is None:
        raise LookupError(f"{project} has nothing to report.")
    saved = next(r.result.value for r in found.rows if r.outcome.metric == SAVING) or 0.0
    kept = saved / frozen.promised[SAVING].p50
    tonnes = frozen.promised["avoided_tco2e_per_year"].p50 * kept
    spent = SIZE * frozen.promised["capex_money_per_luminaire"].p50 * 1.06
    return [
        Reading("avoided_tco2e", start, round(tonnes, 1), MEASURED, METHOD),
        Reading("maintenance_cost_eur", start, round(_maintenance() * 0.58), MEASURED, METHOD),
        Reading("investment_eur", "", round(spent, -2), MEASURED, METHOD),
    ]


def _maintenance() -> float:
    """Return what the upkeep of the old lamps cost in a year, in euro."""
    return SIZE * 30.0


def _dark_hours(month: str, latitude_degree: float) -> float:
    """Return the hours from sunset to sunrise in a month, less half an hour of twilight on either side."""
    year, number = int(month[:4]), int(month[5:7])
    days = monthrange(year, number)[1]
    day = date(year, number, 15).timetuple().tm_yday
    # Cooper (1969): the declination of the sun in the middle of the month
    declination = radians(23.45) * sin(2 * pi * (284 + day) / 365)
    half_day = acos(max(-1.0, min(1.0, -tan(radians(latitude_degree)) * tan(declination))))
    return days * (24 - 24 * half_day / pi - 1)


def _month_after(day: date) -> str:
    return f"{(day.replace(day=1) + timedelta(days=32)):%Y-%m}"


def _reading_day(month: str) -> datetime:
    """Return when a month is read: a few days after its end."""
    year, number = int(month[:4]), int(month[5:7])
    return datetime(year, number, 1, 9, tzinfo=UTC) + timedelta(days=monthrange(year, number)[1] + 3)
