"""The plan as a Word document: it opens, says what the PDF says, and takes no words as markup."""

import dataclasses
import datetime
import io
import zipfile
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from replicity.appraisal.plan import Plan, plan
from replicity.appraisal.requests import Options
from replicity.reports.plan_docx import plan_docx
from replicity.reports.plan_pdf import plan_document

DATE = "2026-11-23"
HOSTILE = '=1+1 @SUM(A1) {HYPERLINK "x"} <w:br/> & "quote" \x00'


def made(city: str = "Santiago, CL", language: str = "en") -> Plan:
    return plan(city, date=DATE, options=Options(draws=200, language=language))


@pytest.fixture(scope="module")
def santiago() -> Plan:
    return made()


@pytest.fixture(scope="module")
def content(santiago: Plan) -> bytes:
    return plan_docx(santiago)


@pytest.fixture(scope="module")
def word(content: bytes) -> Any:
    return Document(io.BytesIO(content))


def spoken(text: str) -> str:
    return text.replace(" %", "\N{NO-BREAK SPACE}%")


def texts(part: Any) -> list[str]:
    """Return the words of a part of the plan as they follow each other; those of charts are elsewhere."""
    if isinstance(part, list):
        return [each for item in part for each in texts(item)]
    if not isinstance(part, dict):
        return [part] if isinstance(part, str) else []
    apart = ("kind", "svg", "alt", "style", "align", "link", "mark")
    held = sorted(part.items(), key=lambda pair: pair[0] not in ("title", "caption"))
    return [each for key, item in held if key not in apart for each in texts(item)]


def words_of(element: Any) -> str:
    return "".join(t.text or "" for t in element.iter(qn("w:t")))


def kinds(blocks: list[Any], kind: str) -> list[Any]:
    found = []
    for block in blocks:
        inner = [*block.get("parts", []), *block.get("left", []), *block.get("right", [])]
        found += [block, *kinds(inner, kind)] if block["kind"] == kind else kinds(inner, kind)
    return found


def test_properties_and_language(word: Any) -> None:
    held = word.core_properties
    assert (held.title, held.author, held.language) == ("Replication plan for Santiago", "Replicity", "en-GB")
    assert held.created == held.modified == datetime.datetime(2026, 11, 23, tzinfo=datetime.UTC)
    assert {e.get(qn("w:val")) for e in word.styles.element.iter(qn("w:lang"))} == {"en-GB"}


def test_headings_are_those_of_the_plan(santiago: Plan, word: Any) -> None:
    sections = plan_document(santiago)["sections"]
    expected = []
    for section in sections:
        expected.append(("heading 1", section["title"]))
        expected += [("heading 2", b["text"]) for b in kinds(section["blocks"], "heading")]
    found = [(p.style.name.lower(), p.text) for p in word.paragraphs if p.style.name.startswith("Heading")]
    assert found == [(style, spoken(text)) for style, text in expected]


def test_everything_that_the_plan_says_stands_there_in_its_order(santiago: Plan, word: Any) -> None:
    held = words_of(word.element.body)
    place = held.index("Executive summary and decision", held.index("Evidence") + 1)
    for section in plan_document(santiago)["sections"]:
        for text in texts(section):
            found = held.find(spoken(text), place)
            assert found >= 0, f"{text} is missing or out of order."
            place = found if len(text) > 40 else place  # short ones stand in many places


def test_tables_have_their_cells_and_a_heading_row_that_repeats(santiago: Plan, word: Any) -> None:
    blocks = [b for s in plan_document(santiago)["sections"] for b in kinds(s["blocks"], "table")]
    tables = [t for t in word.element.body.iter(qn("w:tbl")) if t.tblPr.style == "Figures"]
    assert len(tables) == len(blocks) > 20
    for table, block in zip(tables, blocks, strict=True):
        rows = list(table.iter(qn("w:tr")))
        assert [words_of(c) for c in rows[0].iter(qn("w:tc"))] == [spoken(t) for t in block["titles"]]
        repeated = [r.find(qn("w:trPr")).find(qn("w:tblHeader")) is not None for r in rows]
        assert repeated == [True] + [False] * len(block["rows"])
        for row, cells in zip(rows[1:], block["rows"], strict=True):
            expected = [c if isinstance(c, str) else c["text"] for c in cells]
            assert [words_of(c) for c in row.iter(qn("w:tc"))] == [spoken(t) for t in expected]
        assert table.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))


def test_pictures_have_alternative_texts_and_numbers_of_their_own(santiago: Plan, word: Any) -> None:
    document = plan_document(santiago)
    charts = [b for s in document["sections"] for b in kinds(s["blocks"], "chart")]
    named = list(word.element.body.iter(qn("wp:docPr")))
    assert [e.get("descr") for e in named] == [document["map"]["alt"], *(c["alt"] for c in charts)]
    assert len({e.get("id") for e in named}) == len(named)


def test_captions_have_their_style(santiago: Plan, word: Any) -> None:
    blocks = [b for s in plan_document(santiago)["sections"] for b in s["blocks"] if b.get("caption")]
    shown = [p.text for p in word.paragraphs if p.style.name.lower() == "caption"]
    assert shown == [spoken(b["caption"]) for b in blocks]
    assert shown


def test_same_plan_same_bytes_without_the_time_of_writing(content: bytes) -> None:
    assert plan_docx(made()) == content
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert {i.date_time for i in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_each_numbered_list_begins_with_one(word: Any) -> None:
    used = [e.get(qn("w:val")) for e in word.element.body.iter(qn("w:numId"))]
    starts = {
        n.get(qn("w:numId"))
        for n in word.part.numbering_part.element.iter(qn("w:num"))
        if n.find(qn("w:lvlOverride")) is not None
    }
    assert set(used) == starts != set()


def test_spanish() -> None:
    held = Document(io.BytesIO(plan_docx(made(language="es"))))
    assert held.core_properties.language == "es-ES"
    assert {e.get(qn("w:val")) for e in held.styles.element.iter(qn("w:lang"))} == {"es-ES"}
    assert "23 de noviembre de 2026" in [p.text for p in held.paragraphs]


def test_hostile_names_are_only_words(santiago: Plan) -> None:
    hostile = dataclasses.replace(santiago, city=dataclasses.replace(santiago.city, name=HOSTILE))
    held = Document(io.BytesIO(plan_docx(hostile)))
    shown = HOSTILE.removesuffix("\x00")
    assert held.core_properties.title == f"Replication plan for {shown}"
    assert shown in [p.text for p in held.paragraphs]
    instructions = {(e.text or "").split()[0] for e in held.element.body.iter(qn("w:instrText"))}
    assert instructions == {"TOC"}


def test_nothing_to_recommend_still_makes_a_document(santiago: Plan) -> None:
    blocked = tuple(dataclasses.replace(s, rank=None, status="blocked") for s in santiago.match.solutions)
    empty = dataclasses.replace(santiago, match=dataclasses.replace(santiago.match, solutions=blocked))
    assert "No solution of the catalogue can be built" in words_of(
        Document(io.BytesIO(plan_docx(empty))).element.body
    )
