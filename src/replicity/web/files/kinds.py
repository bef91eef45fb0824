"""The kinds of files that are taken, told by their content."""

import io
import zipfile
from typing import Final

# kind: the type that the file is served with
KINDS: Final = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "png": "image/png",
    "jpg": "image/jpeg",
    "csv": "text/csv; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
}
_MARKS: Final = {b"%PDF-": "pdf", b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
_OFFICE: Final = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
_TEXTS: Final = frozenset({"csv", "txt", "ics"})
_MACROS: Final = "vbaProject.bin"


def recognised(content: bytes, name: str) -> str:
    """Return the kind of a file, empty for none that is taken."""
    for mark, kind in _MARKS.items():
        if content.startswith(mark):
            return kind
    if content.startswith(b"PK\x03\x04"):
        return _office(content)
    return _text(content, name)


def _office(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = packed.namelist()
    except (zipfile.BadZipFile, ValueError):
        return ""
    if any(n.endswith(_MACROS) for n in names):
        return ""
    return next((kind for part, kind in _OFFICE.items() if part in names), "")


def _text(content: bytes, name: str) -> str:
    ending = name.rpartition(".")[2].lower()
    if ending not in _TEXTS or b"\x00" in content:
        return ""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return "" if ending == "ics" and not content.lstrip().startswith(b"BEGIN:VCALENDAR") else ending
