"""Elements of a Word document; all words enter as text, so nothing in them is read as markup."""

from typing import Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from replicity.reports.charts.drawing import legible

Element = BaseOxmlElement
# twentieths of a point: the line between the margins of the template
LINE_TWIPS: Final = 9524
# English Metric Units, in which Word measures pictures
EMU_PER_TWIP: Final = 635


def element(tag: str, *children: Element, **attributes: str | int) -> Element:
    """Return an element of Word's namespace with attributes of the same."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def run(text: str, style: str = "") -> Element:
    """Return words in a character style; a line end in them is a line break."""
    made = element("r")
    if style:
        made.append(element("rPr", element("rStyle", val=style)))
    # a number and its per cent sign stay on one line
    lines = legible(text).replace(" %", "\N{NO-BREAK SPACE}%").split("\n")
    for position, line in enumerate(lines):
        if position:
            made.append(element("br"))
        for place, piece in enumerate(line.split("\t")):
            if place:
                made.append(element("tab"))
            words = element("t")
            words.text = piece
            words.set(qn("xml:space"), "preserve")
            made.append(words)
    return made


def paragraph(style: str, *content: Element | str, right: bool = False, list_id: int = 0) -> Element:
    """Return a paragraph of a style; a text in it is plain words."""
    properties = element("pPr", element("pStyle", val=style))
    if list_id:
        properties.append(element("numPr", element("ilvl", val=0), element("numId", val=list_id)))
    if right:
        properties.append(element("jc", val="right"))
    parts = [run(part) if isinstance(part, str) else part for part in content]
    return element("p", properties, *parts)


def keep_with_next(found: Element) -> None:
    """Keep every paragraph of a part on the page of what follows it."""
    for properties in found.iter(qn("w:pPr")):
        if properties.find(qn("w:keepNext")) is None:
            # Word wants the properties in its own order: this one stands right after the style
            properties.insert(1, element("keepNext"))


def start_page(found: Element) -> None:
    """Begin a new page with a paragraph."""
    properties = found[0]
    place = 1 + (properties.find(qn("w:keepNext")) is not None)
    properties.insert(place, element("pageBreakBefore"))
    properties.append(element("spacing", before=0))


def field(instruction: str, shown: str = "1") -> list[Element]:
    """Return a field that Word works out, with what stands there until then."""
    words = element("instrText")
    words.text = f" {instruction} "
    words.set(qn("xml:space"), "preserve")
    return [
        element("r", element("fldChar", fldCharType="begin")),
        element("r", words),
        element("r", element("fldChar", fldCharType="separate")),
        run(shown),
        element("r", element("fldChar", fldCharType="end")),
    ]


def marked(found: Element, name: str, number: int) -> Element:
    """Return a paragraph to which links may lead."""
    found[0].addnext(element("bookmarkStart", id=number, name=name))
    found.append(element("bookmarkEnd", id=number))
    return found
