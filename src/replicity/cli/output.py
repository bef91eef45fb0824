"""What commands print: tables for people, one JSON document for programs, messages on standard error."""

import json
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, Final

from replicity.version import VERSION

ORIGIN: Final = ("version", "base_year", "evidence_hash")


def print_json(document: Mapping[str, Any]) -> None:
    """Print one JSON document."""
    sys.stdout.write(document_text(document))


def document_text(document: Mapping[str, Any]) -> str:
    """Return one JSON document that begins with its origin; NaN and infinity are a bug, not a number."""
    whole = document if set(ORIGIN) <= set(document) else {**_origin(), **document}
    return json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def _origin() -> dict[str, Any]:
    """Return what the results rest on, for those that do not tell of evidence of their own."""
    # late: a table for people does not need the evidence, which takes time to read
    from replicity.catalogue.evidence import evidence_hash
    from replicity.catalogue.tables import DataError
    from replicity.quantities.money import BASE_YEAR

    try:
        found = evidence_hash()
    except DataError:
        found = None  # 'data check' tells what is wrong with it
    return dict(zip(ORIGIN, (VERSION, BASE_YEAR, found), strict=True))


def say(message: str) -> None:
    """Print a message for people on standard error."""
    print(message, file=sys.stderr)


def table(headings: Sequence[str], rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> str:
    """Return a plain table; the columns in `right` are aligned to the right."""
    widths = [max(_width(r[i]) for r in (headings, *rows)) for i in range(len(headings))]
    lines = [_line(headings, widths, right), "  ".join("-" * width for width in widths)]
    lines.extend(_line(row, widths, right) for row in rows)
    return "\n".join(line.rstrip() for line in lines)


def _width(text: str) -> int:
    """Return the columns that a text takes in a terminal; wide scripts take two each."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


def _line(cells: Sequence[str], widths: Sequence[int], right: frozenset[int]) -> str:
    padded = [
        " " * (width - _width(cell)) + cell if i in right else cell + " " * (width - _width(cell))
        for i, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return "  ".join(padded)
