"""The plan as a PDF: it opens, says everything, twice the same, and takes no words as markup."""

import dataclasses
import io
import json
import re
from functools import lru_cache
from pathlib import Path

import pytest
from pypdf import PdfReader

from replicity.appraisal.plan import Plan, plan
from replicity.appraisal.requests import Options
from replicity.catalogue.evidence import evidence_hash
from replicity.catalogue.solutions import catalogue
from replicity.reports.plan_pdf import plan_document, plan_pdf
from replicity.version import VERSION

DATE = "2026-11-23"
HOSTILE = '#panic("no") $x^2$ *bold* _it_ `raw` <label> @ref \\ // [x] "quote" {"a": 1}'


def made(city: str = "Santiago, CL", language: str = "en", **values: float) -> Plan:
    return plan(city, date=DATE, options=Options(values=values, draws=200, language=language))


@pytest.fixture(scope="module")
def santiago() -> Plan:
    return made()


@pytest.fixture(scope="module")
def pdf(santiago: Plan) -> bytes:
    return plan_pdf(santiago)


@lru_cache(maxsize=4)
def words(content: bytes) -> str:
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
    return " ".join(" ".join(pages).split())


def test_opens_with_title_language_and_tags(pdf: bytes) -> None:
    reader = PdfReader(io.BytesIO(pdf))
    assert 20 <= len(reader.pages) <= 45
    assert reader.metadata is not None
    assert reader.metadata.title == "Replication plan for Santiago"
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid:part" in pdf
    assert abs(reader.pages[0].mediabox.width - 595.276) < 0.01


def test_date_is_that_of_the_plan(pdf: bytes) -> None:
    reader = PdfReader(io.BytesIO(pdf))
    assert reader.metadata is not None
    assert str(reader.metadata.creation_date).startswith(DATE)
    assert "November 23, 2026" in words(pdf)


def test_names_every_solution_and_how_to_repeat_it(santiago: Plan, pdf: bytes) -> None:
    text = words(pdf)
    for solution in catalogue().values():
        assert solution.name.en in text, solution.id
    for expected in (VERSION, str(santiago.options.seed), evidence_hash(), "200 draws"):
        assert expected in text


def test_every_input_of_every_solution_stands_in_the_annex(santiago: Plan) -> None:
    annex = plan_document(santiago)["sections"][-1]
    tables = [b for b in annex["blocks"] if b["kind"] == "table"]
    shown = sum(len(t["rows"]) for t in tables[:-1])
    cases = [s.case.appraisal.inputs for s in santiago.match.solutions]
    shared = {n for n, i in cases[0].items() if all(c.get(n) == i for c in cases)}
    assert shown == len(shared) + sum(len(set(c) - shared) for c in cases)


def test_sources_are_numbered_and_all_numbers_have_a_source(santiago: Plan) -> None:
    annex = plan_document(santiago)["sections"][-1]
    tables = [b for b in annex["blocks"] if b["kind"] == "table"]
    known = [row[0] for row in tables[-1]["rows"]]
    assert known == [str(n) for n in range(1, len(known) + 1)]
    assert {row[-1] for t in tables[:-1] for row in t["rows"]} <= set(known)


def test_same_plan_same_bytes(pdf: bytes) -> None:
    assert plan_pdf(made()) == pdf


def test_another_seed_other_bytes(pdf: bytes) -> None:
    other = plan("Santiago, CL", date=DATE, options=Options(draws=200, seed=7))
    assert plan_pdf(other) != pdf


def test_ranges_are_those_of_the_plan(santiago: Plan, pdf: bytes) -> None:
    first = santiago.ranked[0]
    share = f"{100 * first.rank_acceptability[0]:.3g}"
    assert f"it takes the first rank in {share} % of the draws" in words(pdf)


def test_spanish(pdf: bytes) -> None:
    content = plan_pdf(made(language="es"))
    reader = PdfReader(io.BytesIO(content))
    assert reader.trailer["/Root"]["/Lang"] == "es"
    text = words(content)
    for solution in catalogue().values():
        assert solution.name.es in text
    assert "23 de noviembre de 2026" in text
    assert len(reader.pages) <= len(PdfReader(io.BytesIO(pdf)).pages) + 8


def test_spanish_sections_hold_no_english_title() -> None:
    english = plan_document(made())
    spanish = plan_document(made(language="es"))
    for one, other in zip(english["sections"], spanish["sections"], strict=True):
        if one["title"] != "Roles":
            assert one["title"] != other["title"]
        for here, there in zip(one["blocks"], other["blocks"], strict=True):
            assert here["kind"] == there["kind"]
            if here["kind"] == "text" and len(here["text"].split()) > 8:
                assert here["text"] != there["text"]


def test_hostile_names_are_only_words(santiago: Plan) -> None:
    hostile = dataclasses.replace(santiago, city=dataclasses.replace(santiago.city, name=HOSTILE))
    reader = PdfReader(io.BytesIO(plan_pdf(hostile)))
    assert reader.metadata is not None
    assert reader.metadata.title == f"Replication plan for {HOSTILE}"
    assert "$x^2$" in reader.pages[0].extract_text()


@pytest.mark.parametrize(
    "name", ["القاهرة", "תל אביב", "मुंबई", "กรุงเทพ", "თბილისი", "Երևան", "ঢাকা", "አዲስ አበባ", "Москва", "Ώλενος"]
)
def test_scripts_that_our_fonts_hold(santiago: Plan, name: str) -> None:
    named = dataclasses.replace(santiago, city=dataclasses.replace(santiago.city, name=name))
    assert b"pdfuaid:part" in plan_pdf(named)


def test_a_letter_without_a_font_does_not_stop_the_plan(santiago: Plan) -> None:
    named = dataclasses.replace(santiago, city=dataclasses.replace(santiago.city, name="\U00013080 a\x00b"))
    assert plan_pdf(named).startswith(b"%PDF")


@pytest.mark.parametrize("city", ["Tokyo", "Lagos", "Reykjavik", "Dili"])
def test_cities_of_all_kinds(city: str) -> None:
    content = plan_pdf(made(city))
    assert len(PdfReader(io.BytesIO(content)).pages) > 15


def test_nothing_to_recommend_still_makes_a_plan(santiago: Plan) -> None:
    blocked = tuple(dataclasses.replace(s, rank=None, status="blocked") for s in santiago.match.solutions)
    empty = dataclasses.replace(santiago, match=dataclasses.replace(santiago.match, solutions=blocked))
    sections = [s["title"] for s in plan_document(empty)["sections"]]
    assert "Financial case" not in sections
    assert "No solution of the catalogue can be built" in words(plan_pdf(empty))


def test_own_values_are_told_as_such() -> None:
    document = json.dumps(plan_document(made(electricity_eur_per_kwh=0.31)), ensure_ascii=False)
    assert "Your own value" in document
    assert "0.31" in document


def test_template_reads_words_only_as_data() -> None:
    """Check that the template never evaluates what it is given."""
    import replicity.reports.typesetting as typesetting

    template = (Path(typesetting.__file__).parent / "typst" / "document.typ").read_text(encoding="utf-8")
    assert not re.search(r"\beval\b|mode: \"markup\"|read\(|#import|#include", template)


def test_fonts_are_small_and_licensed() -> None:
    import replicity.reports.typesetting as typesetting

    folder = Path(typesetting.__file__).parent / "fonts"
    assert sum(f.stat().st_size for f in folder.iterdir()) < 3_000_000
    assert "SIL Open Font License" in (folder / "OFL.txt").read_text(encoding="utf-8")


def test_a_budget_brings_the_portfolio() -> None:
    found = plan("Santiago, CL", date=DATE, budget_eur=60e6, options=Options(draws=100))
    sections = plan_document(found)["sections"]
    titles = [s["title"] for s in sections]
    place = titles.index("Portfolio within the budget")
    assert titles[place - 1] == "Financial case"
    assert found.portfolio is not None
    rows = next(b for b in sections[place]["blocks"] if b["kind"] == "table")["rows"]
    assert len(rows) == len(found.portfolio.proposed.items)
    assert "€\N{NO-BREAK SPACE}60\N{NO-BREAK SPACE}M" in sections[place]["blocks"][0]["text"]
