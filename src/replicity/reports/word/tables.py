"""Tables of a Word document: of figures with a heading row that repeats, of key figures, and of cards."""

from collections.abc import Sequence
from typing import Any

from docx.oxml.ns import qn

from replicity.reports.charts.drawing import legible
from replicity.reports.word.markup import LINE_TWIPS, Element, element, paragraph, run

CARDS_IN_A_ROW = 4
NARROWEST_TWIPS = 500
MARKED = {"+": "Strong", "\N{MINUS SIGN}": "Muted"}


def grid(
    style: str, rows: Sequence[Sequence[Element]], widths: Sequence[float], description: str, *, head: bool
) -> Element:
    """Return a table of cells; widths are shares of the line, a head is repeated on every page."""
    twips = columns_of(widths)
    properties = element(
        "tblPr",
        element("tblStyle", val=style),
        element("tblW", w=sum(twips), type="dxa"),
        element("tblLayout", type="fixed"),
        element(
            "tblLook", val="0020" if head else "0000", firstRow=int(head), lastRow=0, firstColumn=0,
            lastColumn=0, noHBand=1, noVBand=1,
        ),
        element("tblCaption", val=legible(description)),
    )  # fmt: skip
    columns = element("tblGrid", *(element("gridCol", w=width) for width in twips))
    made = element("tbl", properties, columns)
    for position, cells in enumerate(rows):
        kept = element("trPr", element("cantSplit"))
        if head and position == 0:
            kept.append(element("tblHeader"))
        for cell, width in zip(cells, twips, strict=True):
            cell.insert(0, element("tcPr", element("tcW", w=width, type="dxa")))
        made.append(element("tr", kept, *cells))
    return made


def columns_of(widths: Sequence[float]) -> list[int]:
    """Return widths of columns that fill the line, none too narrow for a short word."""
    whole = sum(widths)
    wide = [max(LINE_TWIPS * width / whole, NARROWEST_TWIPS) for width in widths]
    return [round(LINE_TWIPS * width / sum(wide)) for width in wide]


def cell(*paragraphs: Element) -> Element:
    """Return a cell, which Word wants to hold one paragraph at least."""
    return element("tc", *(paragraphs or (paragraph("TableText"),)))


def tiles(items: Sequence[dict[str, str]], description: str) -> Element:
    """Return key figures in one row: what, value, remark."""
    cells = [
        cell(
            paragraph("TileLabel", item["label"]),
            paragraph("TileValue", item["value"]),
            paragraph("TileNote", item["note"]),
        )
        for item in items
    ]
    made = grid("Tiles", [cells], [1.0] * len(cells), description, head=False)
    for held in made.iter(qn("w:tcPr")):
        held.append(element("shd", val="clear", color="auto", fill="F1F5F4"))
    return made


def cards(items: Sequence[dict[str, Any]], description: str) -> Element:
    """Return a grid of titled cards; what came stands out, what fell away steps back."""
    cells = [_card(item) for item in items]
    while len(cells) % CARDS_IN_A_ROW:
        cells.append(cell())
    rows = [cells[i : i + CARDS_IN_A_ROW] for i in range(0, len(cells), CARDS_IN_A_ROW)]
    return grid("Cards", rows, [1.0] * CARDS_IN_A_ROW, description, head=False)


def _card(item: dict[str, Any]) -> Element:
    lines = [
        paragraph("CardLine", run(f"{line['mark']} {line['text']}".strip(), MARKED.get(line["mark"], "")))
        for line in item["lines"]
    ]
    return cell(paragraph("CardTitle", item["title"]), *lines)
