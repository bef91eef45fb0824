"""From blocks to a PDF: one template, fonts of our own, no network, the same bytes for the same document."""

import json
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import typst

# enough for print at the size at which a picture stands on paper
DOTS_PER_INCH: Final = 200.0
HERE: Final = Path(__file__).resolve().parent
FONTS: Final = (
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Devanagari",
    "Noto Sans Bengali",
    "Noto Sans Thai",
    "Noto Sans Georgian",
    "Noto Sans Armenian",
    "Noto Sans Ethiopic",
)


def pdf_of(document: Mapping[str, Any], day: date, template: str = "document") -> bytes:
    """Return a document as a tagged PDF that screen readers can follow (PDF/UA-1)."""
    whole = {
        **document,
        "fonts": FONTS,
        "date": {"year": day.year, "month": day.month, "day": day.day},
    }
    written = json.dumps(whole, ensure_ascii=False, allow_nan=False)
    # a number and its per cent sign stay on one line
    sent = {"data": written.replace(" %", "\N{NO-BREAK SPACE}%")}
    try:
        return _compiled(template, sent, day, ["ua-1"])
    except typst.TypstError as error:
        # a letter that no font of ours has: the standard forbids it, but the reader still gets a document
        if "PDF/UA-1 error" not in str(error):
            raise
        return _compiled(template, sent, day, [])


def png_of(svg: str, width_points: float) -> bytes:
    """Return a picture as dots for documents that hold no SVG; the width is that on paper."""
    return bytes(
        typst.compile(
            str(HERE / "typst" / "picture.typ"),
            root=str(HERE / "typst"),
            font_paths=_fonts(),
            format="png",
            ppi=DOTS_PER_INCH,
            ignore_system_fonts=True,
            sys_inputs={"svg": svg, "width": f"{width_points:.2f}"},
        )
    )


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """Return our fonts, read once; those of the machine would change the bytes."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(HERE / "fonts")]
    )


def _compiled(template: str, sent: Mapping[str, str], day: date, standards: list[Any]) -> bytes:
    return bytes(
        typst.compile(
            str(HERE / "typst" / f"{template}.typ"),
            root=str(HERE / "typst"),
            font_paths=_fonts(),
            format="pdf",
            ignore_system_fonts=True,
            sys_inputs=dict(sent),
            pdf_standards=standards,
            timestamp=int((day - date(1970, 1, 1)).total_seconds()),
        )
    )
