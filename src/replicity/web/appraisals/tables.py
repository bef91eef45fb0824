"""The tables of an appraisal's page: results, actors, inputs, preconditions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from replicity.appraisal.business_case import Appraisal
from replicity.appraisal.conditions import Condition
from replicity.appraisal.inputs import Input
from replicity.appraisal.requests import answer_names
from replicity.catalogue.labels import label, shown
from replicity.engine.sensitivity import Swing
from replicity.engine.summary import Summary
from replicity.web.cities.context_rows import Row
from replicity.web.shared.languages import current_language
from replicity.web.shared.numbers import field_factor, field_text, field_unit, unit_name
from replicity.web.shared.own_values import REASON, settable
from replicity.web.shared.ranges import euro_text, range_text

HEADLINES = ("npv_eur", "capex_eur", "payback_years", "irr_share", "avoided_tco2e_per_year")
ENABLER_HEADLINES = ("capex_eur", "cost_present_value_eur", "avoided_tco2e_per_year")


@dataclass(frozen=True, slots=True)
class Figure:
    """One result with its range, as people read it."""

    name: str
    label: str
    low: str
    middle: str
    high: str
    range: str


@dataclass(frozen=True, slots=True)
class Question:
    """A precondition, with the name of its answer where the city is asked."""

    condition: Condition
    answer_name: str
    given: str


def amount(value: float | None, name: str) -> str:
    """Return a value as people read it, by the unit in its name."""
    language, unit = current_language(), unit_name(name)
    return euro_text(value, language) if unit == "eur" else shown(value, unit, language)


def figure(name: str, summary: Summary) -> Figure:
    """Return a result as people read it."""
    language = current_language()
    points = (summary.p10, summary.p50, summary.p90)
    low, middle, high = (_("never") if never(name, v, summary) else amount(v, name) for v in points)
    ends = f"{low} – {high}"
    if summary.p10 is not None and summary.p90 is not None:
        ends = range_text(summary.p10, summary.p90, unit_name(name), language)
    return Figure(
        name=name,
        label=label(name, language),
        low=low,
        middle=middle,
        high=high,
        range=ends,
    )


def never(name: str, value: float | None, summary: Summary) -> bool:
    """Tell whether a time does not exist because it is never reached in that draw."""
    return value is None and name.endswith("payback_years") and summary.defined_share > 0


def results(found: Appraisal) -> tuple[list[Figure], list[Figure]]:
    """Return the headline results and all others that exist."""
    first = ENABLER_HEADLINES if found.solution.enabler else HEADLINES
    shown_first = [figure(name, found.results[name]) for name in first if name in found.results]
    others = [
        figure(name, summary)
        for name, summary in found.results.items()
        if name not in first and summary.p50 is not None
    ]
    return shown_first, others


def actor_rows(found: Appraisal) -> list[dict[str, object]]:
    """Return the results of the actors."""
    return [
        {
            "name": name,
            "npv": figure("npv_eur", actor.npv_eur),
            "irr": amount(actor.irr_share.p50, "irr_share"),
            "payback": figure("payback_years", actor.payback_years).middle,
            "loss_share": actor.probability_of_loss_share,
            "rate": amount(actor.discount_rate_real_share, "discount_rate_real_share"),
            "loses": name in found.losers,
        }
        for name, actor in found.actors.items()
    ]


def input_rows(found: Appraisal, own: Mapping[str, float]) -> list[Row]:
    """Return every input: the size first, then in the order of the model."""
    return [_input_row(name, item, own) for name, item in found.inputs.items()]


def _input_row(name: str, item: Input, own: Mapping[str, float]) -> Row:
    language = current_language()
    fixed = item.spread.is_fixed
    return Row(
        name=name,
        label=label(name, language),
        value=item.spread.mode,
        low=None if fixed else item.spread.low,
        high=None if fixed else item.spread.high,
        unit=item.unit,
        year=item.year,
        source=item.source,
        status=item.status,
        note=item.note if language == "en" else "",
        editable=name in settable() and item.status != "scale",
        own=field_text(own[name] * field_factor(name), language) if name in own else "",
        field_unit=field_unit(item.unit, language),
        demonstrations_count=item.demonstrations_count,
        figure_sources=item.figure_sources,
    )


def doubt_rows(found: Appraisal, own: Mapping[str, float]) -> list[dict[str, object]]:
    """Return the findings; one that may be accepted names the field for its justification."""
    rows = []
    for finding in found.findings:
        entered = [n for n in finding.names if n in own and n in settable()]
        asked = finding.severity == "warning" and bool(entered)
        rows.append(
            {
                "finding": finding,
                "field": f"{REASON}{entered[0]}" if asked else "",
                "text": finding.justification or "",
            }
        )
    return rows


def swing_rows(found: Sequence[Swing], most: int = 8) -> list[dict[str, str]]:
    """Return the widest swings as a table."""
    language = current_language()
    return [
        {
            "label": label(s.name, language),
            "low": euro_text(s.at_low, language),
            "high": euro_text(s.at_high, language),
        }
        for s in found[:most]
    ]


def year_rows(found: Appraisal) -> list[dict[str, object]]:
    """Return the cumulative cash by year as a table."""
    rows = found.yearly.cumulative_eur
    return [
        {"year": year, "low": low, "middle": middle, "high": high}
        for year, (low, middle, high) in enumerate(zip(rows["p10"], rows["p50"], rows["p90"], strict=True))
    ]


def questions(found: Appraisal, own: Mapping[str, float]) -> list[Question]:
    """Return the preconditions; those asked from the city carry the answer given so far."""
    rows = []
    for condition in found.preconditions:
        name = condition.basis if condition.basis in answer_names() else ""
        given = {1.0: "1", 0.0: "0"}.get(own.get(name, -1.0), "")
        rows.append(Question(condition, name, given))
    return rows


def zone_rows(found: Appraisal) -> dict[str, object] | None:
    """Return the zone of agreement as people read it, None for a model without a contract price."""
    bargain = found.bargain
    if bargain.zone is None or bargain.name is None:
        return None
    return {
        "name": label(bargain.name, current_language()),
        "price": amount(bargain.price, bargain.name),
        "origin": bargain.origin,
        "lowest": amount(bargain.zone.lowest, bargain.name),
        "highest": amount(bargain.zone.highest, bargain.name),
        "exists": bargain.zone.proposed is not None,
        "field": bargain.name,
        "field_unit": field_unit(unit_name(bargain.name), current_language()),
    }
