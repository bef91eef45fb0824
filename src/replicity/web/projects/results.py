"""What the readings of a project come to in a year: results, findings, and where they lie in the promise."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from django.utils.translation import gettext as _

from replicity.appraisal.consistency import SHORTEST_JUSTIFICATION, Finding
from replicity.appraisal.frozen_prediction import Promised
from replicity.appraisal.measured_year import Result, Year, results_of
from replicity.appraisal.outcome import Comparison, compare, findings_of
from replicity.appraisal.readings import Reading
from replicity.catalogue.kpis import Indicator, Outcome, indicators
from replicity.catalogue.labels import unit_words
from replicity.web.projects.models import Project
from replicity.web.projects.queries import (
    first_months,
    place_of,
    plan_of,
    prediction_of,
    readings_of,
    year_of,
)
from replicity.web.shared.languages import current_language
from replicity.web.shared.metric_names import metric_name

# a result outside its band is no mistake: it may be explained, and the explanation is published with it
OUTSIDE: Final = "outside_promise"


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """One outcome of the plan: its result, its promise, and how they compare."""

    outcome: Outcome
    result: Result
    promised: Promised | None
    comparison: Comparison | None
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class YearReport:
    """A year of a project: everything that pages and services say about it."""

    year: Year
    readings: tuple[Reading, ...]
    rows: tuple[OutcomeRow, ...]
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Return the findings that nobody can accept."""
        return tuple(f for f in self.findings if f.severity == "error")

    @property
    def open_warnings(self) -> tuple[Finding, ...]:
        """Return the warnings that no justification answers yet."""
        return tuple(f for f in self.findings if f.severity == "warning" and not f.accepted)

    @property
    def known(self) -> tuple[OutcomeRow, ...]:
        """Return the outcomes that have a result."""
        return tuple(row for row in self.rows if row.result.value is not None)


def report_of(
    project: Project, start: str = "", justifications: Mapping[str, str] | None = None
) -> YearReport | None:
    """Return the year from a month on (by default the latest that is whole), None without readings."""
    readings, language = readings_of(project), current_language()
    months = first_months(readings)
    begin = start or (months[max(len(months) - 12, 0)] if months else "")
    if not begin:
        return None
    plan, year, frozen = plan_of(project), year_of(project, begin), prediction_of(project)
    found = results_of(plan, readings, year, language)
    promised = {} if frozen is None else frozen.promised
    rows = tuple(_row(o, found[o.metric], promised.get(o.metric)) for o in plan.outcomes)
    doubts = findings_of(place_of(project), plan, readings, found, begin, language, justifications)
    found_all = (*doubts, *_outside(rows))
    return YearReport(year, tuple(readings), rows, _answered(found_all, justifications or {}))


def _outside(rows: tuple[OutcomeRow, ...]) -> list[Finding]:
    """Return a note on each result that lies outside what was promised."""
    words = {
        "below": _("%(metric)s lies below the promised band."),
        "above": _("%(metric)s lies above the promised band."),
    }
    check = _("Say what explains it: who replicates next learns from it.")
    return [
        Finding(
            OUTSIDE,
            "note",
            (row.outcome.metric,),
            words[row.comparison.place] % {"metric": _with_unit(row)},
            check,
        )
        for row in rows
        if row.comparison is not None and row.comparison.place in words
    ]


def _row(outcome: Outcome, result: Result, promised: Promised | None) -> OutcomeRow:
    comparison = None
    if promised is not None and result.value is not None:
        comparison = compare(promised, result.value)
    return OutcomeRow(
        outcome, result, promised, comparison, tuple(indicators()[name] for name in outcome.indicators)
    )


def _with_unit(row: OutcomeRow) -> str:
    """Return what a result is called; the unit tells a share from what it is a share of."""
    unit = unit_words(row.result.unit, current_language())
    name = metric_name(row.outcome.metric)
    return f"{name} ({unit})" if unit else name


def _answered(found: tuple[Finding, ...], given: Mapping[str, str]) -> tuple[Finding, ...]:
    """Return the findings with the justifications of those on readings too."""

    def answer(finding: Finding) -> str:
        text = given.get(finding.names[0], "").strip()
        usable = finding.severity != "error" and len(text) >= SHORTEST_JUSTIFICATION
        return text if usable else ""

    return tuple(
        replace(f, justification=answer(f)) if f.justification is None and answer(f) else f for f in found
    )


def stored(report: YearReport) -> list[dict[str, Any]]:
    """Return the results as a report keeps them."""
    return [
        {
            "metric": row.result.metric,
            "unit": row.result.unit,
            "value": row.result.value,
            "status": row.result.status,
            "normalised": row.result.normalised,
            "by_month": dict(row.result.by_month),
            "so_far": dict(row.result.so_far),
            "growing": row.result.growing,
            "promised": None if row.promised is None else dict(row.promised.quantiles),
            "scope": "" if row.outcome.scope is None else row.outcome.scope.en,
        }
        for row in report.known
    ]
