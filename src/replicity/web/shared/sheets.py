"""Tables for spreadsheets: what people typed is text there, never a formula."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, override

# with these a spreadsheet begins a formula, also after blanks
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def cell(value: object) -> str | int | float:
    """Return a value as a cell: numbers as they are, everything else as harmless text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int | float):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    text = ", ".join(str(part) for part in value) if isinstance(value, list | tuple) else str(value)
    return f"'{text}" if text.lstrip(" \u00a0").startswith(FORMULA) else text


def csv_response(name: str, lines: Iterable[Sequence[object]]) -> StreamingHttpResponse:
    """Return lines as a file to be saved, sent as they are read."""
    # the file begins with a mark by which spreadsheets know UTF-8
    language = get_language() or "en"
    response = StreamingHttpResponse(_text(lines, language), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _text(lines: Iterable[Sequence[object]], language: str) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff"
    with override(language):
        for line in lines:
            yield str(writer.writerow([cell(value) for value in line]))
