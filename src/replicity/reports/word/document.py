"""A whole Word document of blocks: cover with contents, running lines, numbered sections."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from docx.document import Document as WordDocument

from replicity.reports.word.composer import Composer
from replicity.reports.word.markup import (
    Element,
    element,
    field,
    marked,
    paragraph,
    run,
    start_page,
)
from replicity.reports.word.package import blank_document, bytes_of, describe


def docx_of(content: Mapping[str, Any], day: date) -> bytes:
    """Return a document as a Word file; it takes the same content as the PDF does."""
    made = blank_document(content["language"])
    composer = Composer(made)
    _running_lines(made, content)
    parts = [*_cover(composer, content), *_sections(composer, content)]
    page_form = made.element.body[-1]  # stands after all content
    for part in parts:
        page_form.addprevious(part)
    describe(made, content, day)
    return bytes_of(made)


def _running_lines(made: WordDocument, content: Mapping[str, Any]) -> None:
    """Set what stands above and below the pages; the cover has neither."""
    section = made.sections[0]
    for part, style, left, right in (
        (section.header, "Header", content["running"], [run(content["city"])]),
        (section.footer, "Footer", content["footer"], [*field("PAGE"), run(" / "), *field("NUMPAGES")]),
    ):
        part.is_linked_to_previous = False
        held = part._element
        for old in list(held):
            held.remove(old)
        held.append(paragraph(style, f"{left}\t", *right))


def _cover(composer: Composer, content: Mapping[str, Any]) -> list[Element]:
    picture = composer.picture(content["map"]["svg"], content["map"]["alt"])
    facts = [paragraph("Fact", run(f"{f['label']}  ", "Muted"), f["value"]) for f in content["facts"]]
    return [
        paragraph("CoverLine", content["running"]),
        paragraph("Title", content["city"]),
        paragraph("Subtitle", content["country"]),
        paragraph("Lead", content["subtitle"]),
        paragraph("CoverLine", content["shown_date"]),
        paragraph("Picture", picture),
        paragraph("CoverHeading", content["contents"]),
        *_contents([section["title"] for section in content["sections"]]),
        paragraph("AfterTable"),
        *facts,
    ]


def _contents(titles: list[str]) -> list[Element]:
    """Return the contents: a field that Word can bring up to date, its links standing there already."""
    begin, instruction, separate, _shown, end = field(r"TOC \o 1-1 \n \h \z \u")
    lines = []
    for number, title in enumerate(titles, start=1):
        link = element("hyperlink", run(f"{number}\t{title}"), anchor=_mark(number), history=1)
        lines.append(paragraph("TOC1", link))
    for position, part in enumerate((begin, instruction, separate), start=1):
        lines[0].insert(position, part)
    lines[-1].append(end)
    return lines


def _sections(composer: Composer, content: Mapping[str, Any]) -> list[Element]:
    found = []
    for number, section in enumerate(content["sections"], start=1):
        composer.title = section["title"]
        head = marked(paragraph("Heading1", section["title"]), _mark(number), number)
        if section["new_page"] or number == 1:
            start_page(head)
        found += [head, *composer.elements(section["blocks"])]
    return found


def _mark(number: int) -> str:
    return f"_Toc{number:03d}"
