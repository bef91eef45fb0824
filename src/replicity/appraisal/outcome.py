"""Promise against outcome: where a result lies in what was predicted, and the figure that it becomes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from replicity.appraisal.consistency import Finding, check_entries, in_euro
from replicity.appraisal.frozen_prediction import Promised
from replicity.appraisal.measured_year import Result
from replicity.appraisal.readings import MEASURED, Reading, by_meter, months_from, reading_findings
from replicity.catalogue.cities import City
from replicity.catalogue.evidence import metrics
from replicity.catalogue.kpis import MeasuringPlan
from replicity.catalogue.solutions import get_solution
from replicity.quantities.money import BASE_YEAR

POINTS: Final = {"p05": 0.05, "p10": 0.10, "p25": 0.25, "p50": 0.50, "p75": 0.75, "p90": 0.90, "p95": 0.95}
GRADES: Final = ("A", "B", "C")
LICENCE: Final = "facts cited"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A result beside its promise: its percentile in the predicted distribution, and outcome over median.

    `place` is below, within or above the band from the 10 % to the 90 % point. The percentile is None where
    the result lies beyond the outermost point that is known: how far beyond, nobody predicted.
    """

    percentile_share: float | None
    ratio: float | None
    place: str


@dataclass(frozen=True, slots=True)
class Replica:
    """The replica whose results are accepted, as a demonstration of the evidence."""

    id: str
    name: str
    city: City
    solution: str
    scale: float
    scale_unit: str


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """The source of accepted results: who vouches for them, and since when."""

    id: str
    title: str
    producer: str
    date_published: str
    licence: str = LICENCE

    def to_dict(self) -> dict[str, str]:
        """Return the record with the columns of the sources that are delivered."""
        return {
            "source_id": self.id,
            "title": self.title,
            "producer": self.producer,
            "kind": "own",
            "url": "",
            "date_published": self.date_published,
            "licence": self.licence,
        }


def compare(promised: Promised, value: float) -> Comparison:
    """Return where a result lies in what was promised."""
    points = sorted((POINTS[name], at) for name, at in promised.quantiles.items() if name in POINTS)
    shares, places = np.array(points).T
    inside = places[0] <= value <= places[-1]
    percentile = float(np.interp(value, places, shares)) if inside else None
    low, middle, high = (promised.quantiles[name] for name in ("p10", "p50", "p90"))
    place = "below" if value < low else "above" if value > high else "within"
    return Comparison(percentile, value / middle if middle else None, place)


def findings_of(
    city: City,
    plan: MeasuringPlan,
    readings: Sequence[Reading],
    results: Mapping[str, Result],
    start: str,
    language: str = "en",
    justifications: Mapping[str, str] | None = None,
) -> tuple[Finding, ...]:
    """Return what is doubtful about readings and about what they come to, errors first."""
    entries = {name: r.value for name, r in results.items() if r.value is not None}
    entries |= {name: total for name, total in _yearly(plan, readings, start).items() if name in metrics()}
    given = {in_euro(name): text for name, text in (justifications or {}).items()}
    found = [
        *reading_findings(plan, readings, start, language),
        *check_entries(city, get_solution(plan.solution), entries, given, language),
    ]
    return tuple(sorted(found, key=lambda f: f.severity != "error"))


def _yearly(plan: MeasuringPlan, readings: Sequence[Reading], start: str) -> dict[str, float]:
    """Return the sums of full years of the meters, by the name that such a sum has in the evidence."""
    months = months_from(start)
    return {
        f"{name}_per_year": sum(values[m] for m in months)
        for name, values in by_meter(readings, MEASURED).items()
        if plan.meters[name].combine == "sum" and all(m in values for m in months)
    }


def evidence_document(
    replica: Replica, result: Result, grade: str, year: int, source_id: str, scope: str = ""
) -> dict[str, Any]:
    """Return an accepted result as a figure of the evidence, as `evidence list --json` prints one.

    Raises
    ------
    ValueError
        If there is no result, or the grade is none that a measurement can have.
    """
    if result.value is None:
        raise ValueError(f"{result.metric} has no result: {result.missing}.")
    if grade not in GRADES:
        raise ValueError(f"The grade of a result is {', '.join(GRADES)}, not '{grade[:20]}'.")
    money = "money" in result.metric.split("_")
    return {
        "figure": f"{replica.id}-{result.metric}-{year}",
        "demonstration": replica.id,
        "name": replica.name,
        "city": replica.city.name,
        "city_id": replica.city.id,
        "country": replica.city.country,
        "solution": replica.solution,
        "metric": result.metric,
        "value": result.value,
        "unit": metrics()[result.metric].unit,
        "currency": "EUR" if money else None,
        "price_year": BASE_YEAR if money else None,
        "status": result.status,
        "grade": "D" if result.status == "modelled" else grade,
        "year": year,
        "scale": replica.scale,
        "scale_unit": replica.scale_unit,
        "scope": scope or None,
        "source": source_id,
        "locator": None,
    }
