"""Each kind of block as elements of a Word document."""

import io
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from replicity.reports.blocks import Block, Cell
from replicity.reports.charts.drawing import legible
from replicity.reports.typesetting import png_of
from replicity.reports.word.markup import (
    EMU_PER_TWIP,
    LINE_TWIPS,
    Element,
    element,
    keep_with_next,
    paragraph,
    run,
)
from replicity.reports.word.tables import cards, cell, grid, tiles

TEXTS: Final = {"body": "Normal", "lead": "Lead", "small": "Small", "strong": "StrongLine", "above": "Normal"}
NUMBERED, CALLED_OUT = 2, 3  # lists of the template
GAP = 0.03  # between two pictures side by side, as a share of the line


class Composer:
    """Turns blocks into elements; knows the document for its pictures, links and lists."""

    def __init__(self, made: WordDocument) -> None:
        self.part = made.part
        self.numbering = made.part.numbering_part.element
        self.pictures_count = 0
        self.title = ""
        self.kinds: Mapping[str, Callable[[Block], list[Element]]] = {
            "text": self._text,
            "heading": self._heading,
            "bullets": self._bullets,
            "table": self._table,
            "chart": self._chart,
            "tiles": lambda b: [tiles(b["items"], self.title), paragraph("AfterTable")],
            "cards": lambda b: [cards(b["items"], self.title), paragraph("AfterTable")],
            "callout": self._callout,
            "pair": self._pair,
            "together": self._together,
        }

    def elements(self, blocks: Iterable[Block]) -> list[Element]:
        """Return the elements of blocks in their order."""
        return [found for block in blocks for found in self.kinds[block["kind"]](block)]

    def picture(self, svg: str, description: str, width: float = 1.0) -> Element:
        """Return a picture in a run, with the words that stand for it; the width is a share of the line."""
        twips = LINE_TWIPS * width
        content = io.BytesIO(png_of(svg, twips / 20))
        inline = self.part.new_pic_inline(content, width=round(twips * EMU_PER_TWIP))
        for side in ("distT", "distB", "distL", "distR"):
            inline.set(side, "0")
        self.pictures_count += 1
        for named in inline.iter(qn("wp:docPr"), qn("pic:cNvPr")):
            named.set("id", str(self.pictures_count))
            named.set("name", f"Picture {self.pictures_count}")
            named.set("descr", legible(description))
        return element("r", element("drawing", inline))

    def _text(self, block: Block) -> list[Element]:
        made = paragraph(TEXTS[block["style"]], block["text"])
        if block["style"] == "above":
            keep_with_next(made)
        return [made]

    def _heading(self, block: Block) -> list[Element]:
        self.title = block["text"]
        return [paragraph("Heading2", block["text"])]

    def _bullets(self, block: Block) -> list[Element]:
        if not block["numbered"]:
            return [paragraph("ListBullet", item) for item in block["items"]]
        number = self._new_list(NUMBERED)
        return [paragraph("ListNumber", item, list_id=number) for item in block["items"]]

    def _callout(self, block: Block) -> list[Element]:
        number = self._new_list(CALLED_OUT)
        items = [paragraph("CalloutItem", item, list_id=number) for item in block["items"]]
        for item in items[:-1]:
            keep_with_next(item)
        return [paragraph("CalloutTitle", block["title"]), *items, paragraph("AfterTable")]

    def _new_list(self, kind: int) -> int:
        """Return the number of a list of its own: without one it would go on from the list before."""
        number = 1 + len(self.numbering.findall(qn("w:num")))
        start = element("lvlOverride", element("startOverride", val=1), ilvl=0)
        self.numbering.append(element("num", element("abstractNumId", val=kind), start, numId=number))
        return number

    def _table(self, block: Block) -> list[Element]:
        small = "Small" if block["small"] else ""
        right = [side == "right" for side in block["align"]]
        head = [
            cell(paragraph(f"TableHeading{small}", title, right=aside))
            for title, aside in zip(block["titles"], right, strict=True)
        ]
        rows = [
            [
                cell(paragraph(f"TableText{small}", *self._cell(content), right=aside))
                for content, aside in zip(row, right, strict=True)
            ]
            for row in block["rows"]
        ]
        made = grid("Figures", [head, *rows], block["widths"], block["caption"] or self.title, head=True)
        return [*_caption(block), made, paragraph("AfterTable")]

    def _cell(self, content: Cell) -> list[Element]:
        if isinstance(content, str):
            return [run(content)] if content else []
        if "link" not in content:
            return [run(content["text"], "Strong" if content.get("bold") else "")]
        target = self.part.relate_to(legible(content["link"]), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = element("hyperlink", run(content["text"], "Hyperlink"))
        link.set(qn("r:id"), target)
        return [link]

    def _chart(self, block: Block) -> list[Element]:
        shown = self.picture(block["svg"], block["alt"], block["width"])
        return [*_caption(block), paragraph("Picture", shown)]

    def _pair(self, block: Block) -> list[Element]:
        """Return two columns: two pictures stand in one line, anything else in a table without lines."""
        both = [*block["left"], *block["right"]]
        if len(both) == 2 and all(b["kind"] == "chart" and not b["caption"] for b in both):
            share = (1 - GAP) / 2
            left, right = (self.picture(b["svg"], b["alt"], share * b["width"]) for b in both)
            return [paragraph("Picture", left, " ", right)]
        cells = [cell(*self.elements(block[side]), paragraph("AfterTable")) for side in ("left", "right")]
        return [grid("TableNormal", [cells], (1.0, 1.0), self.title, head=False), paragraph("AfterTable")]

    def _together(self, block: Block) -> list[Element]:
        *first, last = block["parts"]
        kept, end = self.elements(first), self.elements([last])
        for found in (*kept, *end[:-1]):
            keep_with_next(found)
        return [*kept, *end]


def _caption(block: Mapping[str, Any]) -> list[Element]:
    return [paragraph("Caption", block["caption"])] if block["caption"] else []
