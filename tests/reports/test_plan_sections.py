"""What the sections of a plan say beyond the measures: canvas, remedies, regret, evidence, doubts."""

import io
from typing import Any

import pytest
from pypdf import PdfReader

from replicity.appraisal.canvas import canvases
from replicity.appraisal.matching import MatchedSolution
from replicity.appraisal.plan import Plan, plan
from replicity.appraisal.requests import Options
from replicity.catalogue.business_models import canvas_blocks
from replicity.catalogue.labels import label
from replicity.reports.plan_pdf import plan_document, plan_pdf
from replicity.reports.plan_sections.canvas import compared
from replicity.reports.plan_sections.draft import IN_DETAIL, unbroken
from replicity.reports.quantity import quantity

Document = dict[str, Any]
DATE = "2026-11-23"


def made(**values: float) -> Plan:
    return plan("Santiago, CL", date=DATE, options=Options(values=values, draws=200))


@pytest.fixture(scope="module")
def santiago() -> Plan:
    return made()


@pytest.fixture(scope="module")
def document(santiago: Plan) -> Document:
    return plan_document(santiago)


def section(of: Document, title: str) -> list[dict[str, Any]]:
    (found,) = [s for s in of["sections"] if s["title"] == title]
    return list(found["blocks"])


def words(part: Any) -> str:
    """Return all words of a part of a document in their order."""
    if isinstance(part, str):
        return part
    held = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    return "\n".join(words(each) for each in held)


def detailed(plan_made: Plan) -> tuple[MatchedSolution, ...]:
    return plan_made.ranked[:IN_DETAIL]


def test_lines_that_stay_come_and_fall_away() -> None:
    before, after = ("City", "Lease per unit", "Old"), ("City", "Lease per unit: 5 €", "New")
    assert compared(before, after) == [
        ("", "City"),
        ("+", "Lease per unit: 5 €"),
        ("+", "New"),
        ("\N{MINUS SIGN}", "Old"),
    ]


def test_canvas_of_the_first_has_every_block_and_every_line(santiago: Plan, document: Document) -> None:
    first = santiago.ranked[0]
    (cards,) = [
        b for b in section(document, "Business model, before and after adaptation") if "cards" in b.values()
    ]
    assert [c["title"] for c in cards["items"]] == [b.title.en for b in canvas_blocks()]
    _before, after = canvases(first.solution, santiago.context, "en", {}, first.case)
    for card, block in zip(cards["items"], after.blocks, strict=True):
        kept = [line["text"] for line in card["lines"] if line["mark"] != "\N{MINUS SIGN}"]
        assert sorted(kept) == sorted(unbroken(line) for line in block.lines), block.id


def test_log_tells_every_decision_on_the_detailed_solutions(santiago: Plan, document: Document) -> None:
    text = words(section(document, "Business model, before and after adaptation"))
    for item in detailed(santiago):
        for line in item.case.appraisal.adaptation_log:
            assert line.why in text


def test_remedies_and_regret_stand_in_the_financial_case(santiago: Plan, document: Document) -> None:
    text = words(section(document, "Financial case"))
    cases = [item.case.appraisal for item in detailed(santiago)]
    sentences = [remedy.sentence for case in cases for remedy in case.remedies]
    assert sentences
    for sentence in sentences:
        assert unbroken(sentence) in text
    priced = [case.bargain for case in cases if case.bargain.regret_seller_share is not None]
    assert priced
    for bargain in priced:
        sold, bought = (
            quantity(share, "share", "en")
            for share in (bargain.regret_seller_share, bargain.regret_buyer_share)
        )
        assert f"is worse off than without the deal in {sold} of the draws" in text
        assert f") in {bought}." in text


def test_inputs_from_the_evidence_tell_how_many_demonstrations(santiago: Plan, document: Document) -> None:
    text = words(section(document, "Financial case"))
    carried = [
        i
        for item in detailed(santiago)
        for i in item.case.appraisal.inputs.values()
        if i.status == "transfer"
    ]
    assert carried
    for found in carried:
        assert f"{label(found.name, 'en')} ({found.demonstrations_count} demonstrations)" in text


def test_doubts_stand_there_only_for_own_values_that_are_doubtful(document: Document) -> None:
    title = "Doubts about your own values"
    assert title not in words(section(document, "Financial case"))
    doubtful = made(electricity_eur_per_kwh=1.5)
    text = words(section(plan_document(doubtful), "Financial case"))
    first = doubtful.ranked[0].case.appraisal
    assert title in text
    assert first.findings
    for finding in first.findings:
        assert f"{finding.reason} {finding.check}" in text


def test_a_justification_stays_with_its_doubt() -> None:
    why = "A diesel generator feeds the whole district."
    options = Options(
        {"electricity_eur_per_kwh": 0.9}, draws=100, justifications={"electricity_eur_per_kwh": why}
    )
    text = words(section(plan_document(plan("Santiago, CL", date=DATE, options=options)), "Financial case"))
    assert f"Justified: {why}" in text


def test_what_to_measure_first_stands_in_summary_and_reasons(santiago: Plan, document: Document) -> None:
    first = santiago.ranked[0].explanation.most_valuable_datum
    assert first is not None
    assert unbroken(first.sentence) in words(section(document, "Executive summary and decision"))
    reasons = words(section(document, "Why these solutions"))
    for item in detailed(santiago):
        if item.explanation.most_valuable_datum is not None:
            assert unbroken(item.explanation.most_valuable_datum.sentence) in reasons


def test_the_plan_before_its_annex_is_short(santiago: Plan) -> None:
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(plan_pdf(santiago))).pages]
    start = next(n for n, text in enumerate(pages, start=1) if n > 1 and "Annex: inputs and sources" in text)
    assert start <= 22
