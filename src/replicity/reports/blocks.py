"""The parts that documents are made of, as plain data: the template never reads them as markup."""

from collections.abc import Sequence
from typing import Any

Block = dict[str, Any]
Cell = str | Block


def text(content: str, style: str = "body") -> Block:
    """Return a paragraph; the style is body, lead, small, strong, or above: on the page of what follows."""
    return {"kind": "text", "text": content, "style": style}


def heading(content: str) -> Block:
    """Return a heading inside a section."""
    return {"kind": "heading", "text": content}


def bullets(items: Sequence[str], *, numbered: bool = False) -> Block:
    """Return a list."""
    return {"kind": "bullets", "items": list(items), "numbered": numbered}


def bold(content: str) -> Block:
    """Return a cell in bold."""
    return {"text": content, "bold": True}


def linked(content: str, address: str) -> Block:
    """Return a cell that leads to a web address."""
    return {"text": content, "link": address}


def table(
    titles: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    *,
    widths: Sequence[float],
    right: frozenset[int] = frozenset(),
    caption: str = "",
    small: bool = False,
) -> Block:
    """Return a table; `widths` are shares of the line, the columns in `right` are aligned to the right."""
    return {
        "kind": "table",
        "titles": list(titles),
        "rows": [list(row) for row in rows],
        "widths": list(widths),
        "align": ["right" if i in right else "left" for i in range(len(titles))],
        "caption": caption,
        "small": small,
    }


def chart(svg: str, description: str, *, width: float = 1.0, caption: str = "") -> Block:
    """Return a picture with the words that stand for it; the width is a share of the line."""
    return {"kind": "chart", "svg": svg, "alt": description, "width": width, "caption": caption}


def side_by_side(left: Sequence[Block], right: Sequence[Block]) -> Block:
    """Return two columns."""
    return {"kind": "pair", "left": list(left), "right": list(right)}


def together(parts: Sequence[Block]) -> Block:
    """Return parts that stand on one page."""
    return {"kind": "together", "parts": list(parts)}


def tiles(items: Sequence[tuple[str, str, str]]) -> Block:
    """Return key figures: what, value, remark."""
    return {"kind": "tiles", "items": [{"label": a, "value": b, "note": c} for a, b, c in items]}


def callout(title: str, items: Sequence[str]) -> Block:
    """Return a framed list that catches the eye."""
    return {"kind": "callout", "title": title, "items": list(items)}


def cards(items: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> Block:
    """Return a grid of titled cards; each line has a mark of its own, empty for none."""
    return {
        "kind": "cards",
        "items": [
            {"title": title, "lines": [{"mark": mark, "text": words} for mark, words in lines]}
            for title, lines in items
        ],
    }


def section(title: str, blocks: Sequence[Block], *, new_page: bool = False) -> Block:
    """Return a section of the document."""
    return {"title": title, "blocks": list(blocks), "new_page": new_page}
