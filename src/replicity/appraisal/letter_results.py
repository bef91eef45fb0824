"""What a letter expects: results with their ranges, the business model, and what is still open."""

from datetime import timedelta

from replicity.appraisal.business_case import Appraisal
from replicity.appraisal.conditions import Condition
from replicity.appraisal.letter_content import Row, Value, Words
from replicity.appraisal.letter_terms import LetterTerms, inside
from replicity.catalogue.labels import label, shown
from replicity.catalogue.methods import model_texts
from replicity.catalogue.preconditions import preconditions
from replicity.catalogue.wording import LANGUAGES
from replicity.engine.archetype import Side
from replicity.engine.business_models import business_models
from replicity.engine.summary import Summary
from replicity.quantities.money import BASE_YEAR
from replicity.quantities.suffixes import unit_of
from replicity.quantities.writing import money, written

# what a letter promises to measure, in this order, where the appraisal has it
MEASURED = ("energy_saved_kwh_per_year", "avoided_tco2e_per_year")
PAID = ("capex_eur", "npv_eur", "payback_years")
WIDE = 2.0  # the upper over the lower end of a range that is called wide
SOON_DAYS, LATER_DAYS = 90, 180  # proposals for the due dates of blocking and of other preconditions


def result_fields(terms: LetterTerms) -> dict[str, Value]:
    """Return the fields of the group on expected results."""
    draws = {c: written(terms.appraisals[0].request.draws, c) for c in terms.languages}
    rows = [row for found in terms.appraisals for row in _results(terms, found)]
    return {
        "reading": terms.say("results_reading", draws=draws, base_year=BASE_YEAR),
        "results": tuple(rows),
    }


def model_fields(terms: LetterTerms) -> dict[str, Value]:
    """Return the fields of the group on the business model."""
    return {
        "models": tuple(_model(terms, found) for found in terms.appraisals),
        "financing": terms.say("financing"),
    }


def condition_fields(terms: LetterTerms) -> dict[str, Value]:
    """Return the fields of the group on open preconditions, each question once."""
    found: dict[str, Condition] = {}
    for appraisal in terms.appraisals:
        for condition in open_conditions(appraisal):
            found.setdefault(condition.id, condition)
    return {"conditions": tuple(_condition(terms, c) for c in found.values())}


def open_conditions(found: Appraisal) -> tuple[Condition, ...]:
    """Return what does not pass, worst first."""
    return tuple(c for c in found.preconditions if c.status != "pass")


def investment(terms: LetterTerms, found: Appraisal) -> Words:
    """Return the range of the investment."""
    capex = found.results["capex_eur"]
    return {c: spread(capex, "eur", c) or money(capex.p50, c) for c in terms.languages}


def size(terms: LetterTerms, found: Appraisal) -> Words:
    """Return the size of the replica with what it counts."""
    name = found.solution.scale_name
    unit = unit_of(name)
    return {
        c: f"{shown(found.request.scale, unit, c)} {inside(label(name, c))}".strip() for c in terms.languages
    }


def spread(summary: Summary, unit: str, language: str) -> str:
    """Return the range from the 10 to the 90 % point with its unit, empty where there is none."""
    if summary.p10 is None or summary.p10 == summary.p90:
        return ""
    between, never = {"en": ("to", "never"), "es": ("a", "nunca")}[language]
    low = _shown(summary.p10, unit, language)
    high = never if summary.p90 is None else _shown(summary.p90, unit, language)
    number, _gap, words = low.partition(" ")
    if words and unit != "eur" and high.endswith(f" {words}"):
        low = number
    return f"{low} {between} {high}"


def _results(terms: LetterTerms, found: Appraisal) -> list[Row]:
    """Return a row for each result that the appraisal has."""
    names = [n for n in (*MEASURED, *PAID) if found.results[n].p50 not in (None, 0.0)]
    rows = [_result(terms, found, name) for name in names]
    for name, value in found.indicators.items():
        certain = Summary(value, value, value, value)
        rows.append(
            _row(terms, found, name, certain, terms.say("baseline_none"), terms.say("measured_by"), None)
        )
    return rows


def _result(terms: LetterTerms, found: Appraisal, name: str) -> Row:
    paid = name in PAID
    summary = found.results[name]
    loss = found.probability_of_loss_share
    if name == "npv_eur" and loss is not None:
        confidence = terms.say("confidence_loss", share={c: shown(loss, "share", c) for c in LANGUAGES})
    else:
        confidence = terms.say("confidence_wide" if _is_wide(summary) else "confidence_narrow")
    return _row(
        terms,
        found,
        name,
        summary,
        terms.say("baseline_money" if paid else "baseline"),
        terms.say("measured_by_buyer" if paid else "measured_by"),
        confidence,
    )


def _row(
    terms: LetterTerms,
    found: Appraisal,
    name: str,
    summary: Summary,
    baseline: Words,
    measured_by: Words,
    confidence: Words | None,
) -> Row:
    unit = unit_of(name)
    due = terms.day.year + round(found.solution.lead_time_years) + (1 if name in MEASURED else 0)
    many = len(terms.appraisals) > 1
    title = {
        c: f"{found.solution.name.of(c)}: {inside(label(name, c))}" if many else label(name, c)
        for c in terms.languages
    }
    return {
        "indicator": title,
        "baseline": baseline,
        "target": {c: _shown(summary.p50, unit, c) for c in terms.languages},
        "range": {c: spread(summary, unit, c) or "–" for c in terms.languages},
        "due": str(due),
        "measured_by": measured_by,
        "confidence": confidence or terms.say("to_be_agreed"),
    }


def _model(terms: LetterTerms, found: Appraisal) -> Row:
    """Return who buys, pays, owns and operates under the business model of an appraisal."""
    chosen = found.request.business_model
    sides = business_models()[chosen].parties(found.solution.parties)
    buyer = next(m.buyer for m in found.solution.business_models if m.id == chosen)
    return {
        "solution": terms.in_each(found.solution.name),
        "model": terms.in_each(model_texts()[chosen].name),
        "buyer": _named(terms, buyer.value),
        "payer": _named(terms, sides[Side.USER].value),
        "owner": _named(terms, sides[Side.ASSET].value),
        "operator": _named(terms, sides[Side.OPERATION].value),
        "investment": investment(terms, found),
    }


def _named(terms: LetterTerms, actor: str) -> Words:
    """Return an actor with the party that stands for it."""
    party = terms.party_for(actor)
    words = terms.label(actor)
    return {c: f"{words[c]} ({party})" if party else words[c] for c in terms.languages}


def _condition(terms: LetterTerms, condition: Condition) -> Row:
    record = preconditions()[condition.id]
    days = SOON_DAYS if condition.severity == "block" or condition.status == "blocked" else LATER_DAYS
    return {
        "condition": terms.in_each(record.question),
        "standing": terms.label(condition.status),
        "remedy": terms.in_each(record.remedy),
        "responsible": terms.party_for(condition.owner) or label(condition.owner, terms.languages[0]),
        "due_on": (terms.day + timedelta(days=days)).isoformat(),
    }


def _is_wide(summary: Summary) -> bool:
    low, high = summary.p10, summary.p90
    return low is None or high is None or low <= 0 or high / low > WIDE


def _shown(value: float | None, unit: str, language: str) -> str:
    if unit == "eur":
        return money(value, language)
    if unit == "kwh/year" and value is not None and abs(value) >= 1e6:
        return shown(value / 1e6, "gwh/year", language)
    return shown(value, unit, language)
