"""How well the method predicts: every demonstration, and every city, predicted from the others."""

from dataclasses import dataclass
from hashlib import sha256

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from replicity.appraisal.validation import (
    AIM_COVERAGE80,
    AIM_HEADLINE,
    LEAST_DEMONSTRATIONS,
    Score,
    Validation,
    ValidationReport,
    validation_report,
)
from replicity.catalogue.evidence import evidence_hash
from replicity.catalogue.labels import unit_words
from replicity.catalogue.panels import transfer_rules
from replicity.catalogue.solutions import catalogue
from replicity.web.evidence.coverage_chart import Dot, coverage_chart
from replicity.web.evidence.variants import VARIANTS
from replicity.web.shared.languages import current_language
from replicity.web.shared.metric_names import metric_name
from replicity.web.shared.numbers import unit_name
from replicity.web.shared.parts import page_with_part
from replicity.web.shared.pictures import both_widths
from replicity.web.shared.results import code_digest, result
from replicity.web.shared.words import NEAR_SOLUTIONS, PROMISES, word

SCORES = ("coverage80_share", "crps_ratio_to_pooled", "crps_ratio_to_headline")


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """The scores of one panel, with what it is called and which aims it misses."""

    name: str
    solution: str
    solution_name: str
    score: Score
    misses_coverage: bool
    misses_pooled: bool
    misses_headline: bool


@require_safe
def validation(request: HttpRequest) -> HttpResponseBase:
    """Show how the predictions did; worked out once for each state of the evidence."""
    key = validation_key()
    page = {"section": "about", "least": LEAST_DEMONSTRATIONS, "variants": VARIANTS}
    return page_with_part(request, "validation.html", page, key, lambda: _part(request, key))


def validation_key() -> str:
    """Return the key of the kept validation of the delivered evidence."""
    return f"validation-{sha256(repr((code_digest(), evidence_hash())).encode()).hexdigest()}"


def _part(request: HttpRequest, key: str) -> str:
    report: ValidationReport = result(key, validation_report)
    rows = score_rows(report.by_demonstration)
    dots = [
        Dot(
            f"{r.name} · {r.solution_name}",
            r.score.coverage80_share,
            r.score.figures_count,
            r.misses_coverage,
        )
        for r in sorted(rows, key=lambda r: (-r.score.coverage80_share, r.name))
    ]
    page = {
        "tables": [
            (_("One demonstration left out"), "by-demonstration", rows, report.by_demonstration.overall),
            (_("One city left out"), "by-city", score_rows(report.by_city), report.by_city.overall),
        ],
        "overall": report.by_demonstration.overall,
        "city": report.by_city.overall,
        "low": AIM_COVERAGE80[0],
        "high": AIM_COVERAGE80[1],
        "headline_aim": AIM_HEADLINE,
        "panels_count": len(rows),
        "met_count": sum(not r.score.misses for r in rows),
        "realisation": [(word(PROMISES, r.group), r) for r in report.realisation],
        "too_small": [too_small_name(name) for name in report.too_small],
        "chart": both_widths(lambda width: coverage_chart(dots, AIM_COVERAGE80, width=width)),
    }
    return render_to_string("validation_part.html", page, request)


def score_rows(found: Validation) -> list[ScoreRow]:
    """Return the panels in the order of the catalogue."""
    place = {name: index for index, name in enumerate(catalogue())}
    rows = [_row(score) for score in found.panels]
    return sorted(rows, key=lambda r: (place.get(r.solution, len(place)), r.name))


def _row(score: Score) -> ScoreRow:
    solution = catalogue().get(score.solution)
    called = solution.name.of(current_language()) if solution else word(NEAR_SOLUTIONS, score.solution)
    missed = [name in score.misses for name in SCORES]
    return ScoreRow(panel_name(score.panel), score.solution if solution else "", called, score, *missed)


def panel_name(panel: str) -> str:
    """Return what a panel is called: its metric, with the unit that tells it from others."""
    rule = transfer_rules().panels[panel]
    unit = unit_words(unit_name(rule.name), current_language()) if unit_name(rule.name) else ""
    return f"{metric_name(rule.metric)} ({unit})" if unit and unit != "%" else metric_name(rule.metric)


def too_small_name(panel: str) -> str:
    """Return what a panel that is not scored is called, with its solution."""
    solution = catalogue().get(transfer_rules().panels[panel].solution)
    return panel_name(panel) + (f", {solution.name.of(current_language())}" if solution else "")
