"""The appraisal of one solution as a PDF: all results, actors, conditions and inputs."""

import io
from datetime import date
from functools import lru_cache
from typing import Any

import pytest
from pypdf import PdfReader

from replicity.appraisal.business_case import Case
from replicity.appraisal.requests import Options, case_of
from replicity.catalogue.cities import get_city
from replicity.catalogue.labels import label
from replicity.catalogue.solutions import catalogue, get_solution
from replicity.reports.appraisal_pdf import appraisal_document, appraisal_pdf
from replicity.reports.plan_sections.draft import unbroken

DAY = date(2026, 11, 23)
Document = dict[str, Any]


@lru_cache(maxsize=8)
def case(solution: str = "electric_buses", language: str = "en", model: str | None = None) -> Case:
    options = Options(draws=200, language=language)
    return case_of(get_city("Santiago, CL"), get_solution(solution), options, business_model=model)


def blocks(part: Any, kind: str) -> list[Document]:
    if isinstance(part, list):
        return [found for each in part for found in blocks(each, kind)]
    if not isinstance(part, dict):
        return []
    own = [part] if part.get("kind") == kind else []
    return own + [found for each in part.values() for found in blocks(each, kind)]


def said(part: Any) -> str:
    if isinstance(part, str):
        return part
    held = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    return "\n".join(said(each) for each in held)


def test_opens_with_title_and_tags_on_some_pages() -> None:
    content = appraisal_pdf(case(), DAY)
    reader = PdfReader(io.BytesIO(content))
    assert 6 <= len(reader.pages) <= 12
    assert reader.metadata is not None
    assert reader.metadata.title == "Electric buses in Santiago: appraisal"
    assert str(reader.metadata.creation_date).startswith("2026-11-23")
    assert b"pdfuaid:part" in content


def test_same_case_same_bytes() -> None:
    assert appraisal_pdf(case(), DAY) == appraisal_pdf(case.__wrapped__(), DAY)


def test_tells_actors_agreement_bankability_conditions_and_log() -> None:
    found = case().appraisal
    text = said(appraisal_document(case(), DAY))
    assert found.bankability is not None
    assert found.bargain.zone is not None
    for expected in (
        f"grade {found.bankability.grade}",
        found.bankability.lift,
        "the seller needs at least",
        *(label(name, "en") for name in found.actors),
        *(c.question for c in found.preconditions),
        *(line.why for line in found.adaptation_log),
        *(unbroken(r.sentence) for r in found.remedies),
    ):
        assert unbroken(expected) in text, expected


def test_every_input_stands_in_the_annex_with_status_and_a_source_of_the_list() -> None:
    found = case().appraisal
    tables = blocks(appraisal_document(case(), DAY)["sections"][-1], "table")
    assert len(tables) == 2
    inputs, listed = tables
    assert sorted(row[0] for row in inputs["rows"]) == sorted(label(n, "en") for n in found.inputs)
    assert {row[-1] for row in inputs["rows"]} <= {row[0] for row in listed["rows"]}


def test_has_the_fan_the_cash_of_actors_and_the_tornado() -> None:
    described = [b["alt"] for b in blocks(appraisal_document(case(), DAY), "chart")]
    assert described == [
        "Cumulative cash by year with its range",
        "Cumulative cash of each actor by year",
        "What moves the net present value",
    ]


def test_tells_no_other_solution() -> None:
    text = said(appraisal_document(case(), DAY))
    assert not [s.name.en for s in catalogue().values() if s.id != "electric_buses" and s.name.en in text]


def test_business_model_that_was_asked_for_is_told() -> None:
    document = appraisal_document(case("led_street_lighting", model="shared_savings"), DAY)
    assert "Business model: Shared-savings contract." in document["subtitle"]


@pytest.mark.parametrize("solution", ["electric_buses", "city_data_platform"])
def test_spanish_is_spanish(solution: str) -> None:
    english, spanish = (appraisal_document(case(solution, language), DAY) for language in ("en", "es"))
    assert spanish["language"] == "es"
    for key in ("title", "running", "subtitle", "shown_date", "contents"):
        assert english[key] != spanish[key], key
    for one, other in zip(english["sections"], spanish["sections"], strict=True):
        assert one["title"] != other["title"]
        for here, there in zip(one["blocks"], other["blocks"], strict=True):
            if here["kind"] in ("text", "callout"):
                assert here != there
            if here["kind"] == "table":
                assert here["titles"] != there["titles"]


@pytest.mark.parametrize("solution", sorted(catalogue()))
def test_every_solution_has_its_document(solution: str) -> None:
    document = appraisal_document(case.__wrapped__(solution), DAY)
    assert [b for b in blocks(document, "table") if not b["rows"]] == []
    assert document["sections"][0]["title"] == "Result"
