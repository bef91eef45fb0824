"""What is asked of projects: lists with a fixed number of queries, readings, accepted figures."""

import json
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Any, Final

from django.db.models import Q, QuerySet, Sum

from replicity.appraisal.figure_documents import ExtraFigure, extra_figures
from replicity.appraisal.frozen_prediction import FrozenPrediction
from replicity.appraisal.measured_year import Weather, Year
from replicity.appraisal.readings import Reading
from replicity.catalogue.cities import City, get_city
from replicity.catalogue.kpis import MeasuringPlan, measuring_plans
from replicity.catalogue.solutions import CatalogueSolution, get_solution
from replicity.catalogue.sources import Source
from replicity.web.letters.queries import AgreedTerms, terms_of
from replicity.web.programmes.outcomes import Outcome as PromisedOutcome
from replicity.web.programmes.outcomes import Quantiles, tells_outcomes
from replicity.web.projects.models import AcceptedFigure, EvidenceSource, Prediction, Project, ResultReport
from replicity.web.shared.access import Actor

SOURCE_PREFIX: Final = "replica-"


def projects_for(actor: Actor) -> QuerySet[Project]:
    """Return the projects that an actor sees, with their parties."""
    found = Project.objects.select_related("city", "buyer")
    if actor.broker:
        return found
    own = list(actor.organisations())
    seats = Q()
    for seat in ("city", "buyer", "provider", "host", "evaluator"):
        seats |= Q(**{f"{seat}__in": own})
    return found.filter(seats) if own else found.none()


def rooms_for(actor: Actor) -> QuerySet[Project]:
    """Return the projects whose data room an actor enters as a guest."""
    own = list(actor.organisations())
    invited = Project.objects.filter(guests__organisation__in=own, guests__left_at=None)
    return invited.select_related("city", "buyer").distinct() if own else Project.objects.none()


def solution_of(project: Project) -> CatalogueSolution:
    """Return the solution that is replicated."""
    return get_solution(project.solution)


def place_of(project: Project) -> City:
    """Return the city in which it is replicated."""
    return get_city(project.city_place)


def plan_of(project: Project) -> MeasuringPlan:
    """Return what the replica measures."""
    return measuring_plans()[project.solution]


def agreed_for(project: Project) -> AgreedTerms | None:
    """Return what the project's letter agrees on its solution; None where no letter says it."""
    return None if project.letter is None else terms_of(project.letter, project.solution)


def prediction_of(project: Project) -> FrozenPrediction | None:
    """Return the frozen prediction, None before it is made."""
    held = getattr(project, "prediction", None)
    return None if held is None else _read_prediction(held.digest, held.record)


@lru_cache(maxsize=64)
def _read_prediction(_digest: str, record: str) -> FrozenPrediction:
    return FrozenPrediction.of_text(record)


def readings_of(project: Project) -> list[Reading]:
    """Return all readings of a project."""
    rows = project.measurements.values_list("meter", "period", "value", "kind", "method")
    return [Reading(*row) for row in rows]


def readings_digest(readings: list[Reading]) -> str:
    """Return the fingerprint of readings, whatever their order."""
    lines = sorted(repr((r.meter, r.kind, r.period, r.value)) for r in readings)
    return sha256("\n".join(lines).encode()).hexdigest()


def year_of(project: Project, start: str) -> Year:
    """Return the twelve months from a first one on, with size, floor area and weather of the project."""
    area = project.sites.aggregate(area=Sum("floor_area_m2"))["area"]
    weather = {
        plan.meter: Weather(plan.before_degree_days, plan.measured_degree_days, plan.independent_share)
        for plan in project.meter_plans.all()
        if plan.before_degree_days
        and plan.measured_degree_days is not None
        and plan.independent_share is not None
    }
    return Year(start, project.scale, area, weather)


def first_months(readings: list[Reading]) -> list[str]:
    """Return the months in which a year of readings may begin, the earliest first."""
    return sorted({r.period for r in readings if r.kind == "measured" and len(r.period) == 7})


def accepted_figures() -> tuple[ExtraFigure, ...]:
    """Return the figures of the evidence that came from replicas, in a fixed order.

    What a demonstration measured is invented, so it is no evidence.
    """
    real = AcceptedFigure.objects.exclude(source__report__project__marked_demonstration=True)
    return _read_figures(tuple(real.order_by("pk").values_list("document", flat=True)))


def invented_figures() -> tuple[ExtraFigure, ...]:
    """Return what demonstrations invented, to be shown with that mark and counted nowhere."""
    invented = AcceptedFigure.objects.filter(source__report__project__marked_demonstration=True)
    return _read_figures(tuple(invented.order_by("pk").values_list("document", flat=True)))


@lru_cache(maxsize=8)
def _read_figures(documents: tuple[str, ...]) -> tuple[ExtraFigure, ...]:
    return extra_figures([json.loads(document) for document in documents])


@tells_outcomes
def promised_outcomes(application_ids: Sequence[int]) -> list[PromisedOutcome]:
    """Return what the replicas of applications promise, by their frozen predictions."""
    held = Prediction.objects.filter(project__application__in=application_ids).values_list(
        "project__application_id", "project__solution", "sums"
    )
    return [
        PromisedOutcome(
            number, solution, _quantiles(sums, "capex_eur"), _quantiles(sums, "avoided_tco2e_per_year")
        )
        for number, solution, sums in held
    ]


def _quantiles(sums: Mapping[str, Mapping[str, float | None]], name: str) -> Quantiles | None:
    points = [sums.get(name, {}).get(point) for point in ("p10", "p50", "p90")]
    known = [point for point in points if point is not None]
    return Quantiles(*known) if len(known) == len(points) else None


def sources_of(source_ids: Collection[str]) -> dict[str, tuple[Source, str]]:
    """Return the source records of accepted results, each with the address of its page."""
    wanted = [name for name in source_ids if name.startswith(SOURCE_PREFIX)]
    held = EvidenceSource.objects.filter(source_id__in=wanted) if wanted else ()
    return {
        s.source_id: (
            Source(s.source_id, s.title, s.producer, "", s.date_published, s.licence),
            f"/replicas/{s.report_id}/",
        )
        for s in held
    }


def accepted_reports(solution: str | None = None) -> QuerySet[ResultReport]:
    """Return the accepted reports, of one solution if wished, with project and source."""
    found = ResultReport.objects.filter(state=ResultReport.State.ACCEPTED)
    if solution is not None:
        found = found.filter(project__solution=solution)
    return found.select_related("project__city", "source").order_by("-decided_at", "-pk")


def cities_with_results() -> dict[str, frozenset[int]]:
    """Return by solution the organisations of the cities whose replicas have accepted results."""
    found: dict[str, set[int]] = {}
    held = ResultReport.objects.filter(state=ResultReport.State.ACCEPTED).order_by()
    for solution, city in held.values_list("project__solution", "project__city__pk").distinct():
        found.setdefault(solution, set()).add(city)
    return {solution: frozenset(cities) for solution, cities in found.items()}


def results_by_metric(report: ResultReport) -> Mapping[str, Mapping[str, Any]]:
    """Return the results of a report by metric."""
    return {row["metric"]: row for row in report.results}
