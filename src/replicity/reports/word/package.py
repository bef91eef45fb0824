"""The file around the words: a blank document of our own styles, its properties, the same bytes each time."""

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Final

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from replicity.reports.charts.drawing import legible

TEMPLATE: Final = Path(__file__).resolve().parent / "template"
# place in the package -> file of the template
PARTS: Final = {
    "[Content_Types].xml": "content-types.xml",
    "_rels/.rels": "package.rels",
    "word/document.xml": "document.xml",
    "word/_rels/document.xml.rels": "document.rels",
    "word/styles.xml": "styles.xml",
    "word/numbering.xml": "numbering.xml",
    "word/settings.xml": "settings.xml",
}
DIALECTS: Final = {"en": "en-GB", "es": "es-ES"}
# a zip file has a date for each part; the earliest that it can hold
NO_DATE: Final = (1980, 1, 1, 0, 0, 0)
LONGEST_PROPERTY: Final = 255


def blank_document(language: str) -> WordDocument:
    """Return a document without content in a language, with the styles of the template."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        for place, name in PARTS.items():
            package.writestr(place, (TEMPLATE / name).read_bytes())
    held.seek(0)
    made = Document(held)
    dialect = DIALECTS.get(language, language)
    for part, tag, names in (
        (made.styles.element, "w:lang", ("w:val", "w:eastAsia")),
        (made.settings.element, "w:themeFontLang", ("w:val",)),
    ):
        for element in part.iter(qn(tag)):
            for name in names:
                element.set(qn(name), dialect)
    return made


def describe(made: WordDocument, content: Mapping[str, Any], day: date) -> None:
    """Set the properties by which a document is found, dated as the document is."""
    properties = made.core_properties
    moment = datetime.combine(day, time(), UTC)
    properties.title = _property(content["title"])
    properties.author = properties.last_modified_by = _property(content["author"])
    properties.keywords = _property(", ".join(content["keywords"]))
    properties.subject = _property(content["subtitle"])
    properties.language = DIALECTS.get(content["language"], content["language"])
    properties.created = properties.modified = moment


def bytes_of(made: WordDocument) -> bytes:
    """Return the file; its parts bear no time, so that the same document gives the same bytes."""
    raw, fixed = io.BytesIO(), io.BytesIO()
    made.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(fixed, "w") as target:
        for name in source.namelist():
            record = zipfile.ZipInfo(name, NO_DATE)
            record.compress_type = zipfile.ZIP_DEFLATED
            record.create_system = 0  # the same on every machine
            target.writestr(record, source.read(name))
    return fixed.getvalue()


def _property(text: str) -> str:
    return legible(text)[:LONGEST_PROPERTY]
