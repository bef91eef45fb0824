"""A letter of intent as a PDF, in one language or two, with a place for each signature."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any, Final

from babel.dates import format_date, format_datetime
from pyhanko.pdf_utils.reader import PdfFileReader

from replicity.appraisal.letter_content import LetterContent, Row
from replicity.catalogue.letters import Field, letter_groups
from replicity.catalogue.wording import sentence as _
from replicity.catalogue.wording import translator
from replicity.reports.signing import SignatureField, with_fields
from replicity.reports.typesetting import pdf_of
from replicity.version import VERSION

# the boxes for signatures, in mm from the top left of the page
BOX_WIDTH, BOX_HEIGHT = 80.0, 30.0
_LEFTS, _TOP, _PITCH, _ROWS = (21.0, 109.0), 58.0, 52.0, 4
_MOST_COLUMNS: Final = 7


@dataclass(frozen=True, slots=True)
class SigningPlace:
    """Who signs in which field."""

    field: str
    party: str
    signatory: str
    office: str


@dataclass(frozen=True, slots=True)
class LetterSheet:
    """A letter as it is to be typeset; `standing` is a sentence on its status in each of its languages."""

    content: LetterContent
    standing: Mapping[str, str]
    places: tuple[SigningPlace, ...]
    approvals: tuple[Row, ...]
    day: date


def letter_pdf(sheet: LetterSheet) -> bytes:
    """Return the letter with an empty field for each signature."""
    pdf = pdf_of(_document(sheet), sheet.day, "letter")
    pages = int(PdfFileReader(BytesIO(pdf)).root["/Pages"]["/Count"])
    first = pages - len(_sheets(sheet.places))
    fields = [
        SignatureField(place.field, first + number, left, top, BOX_WIDTH, BOX_HEIGHT)
        for number, boxes in enumerate(_sheets(sheet.places))
        for place, left, top in boxes
    ]
    return with_fields(pdf, fields)


def signature_picture(
    name: str, office: str, organisation: str, signed_at: datetime, languages: Sequence[str]
) -> bytes:
    """Return what is shown in a field after it was signed."""
    shown = []
    for language in languages:
        moment = format_datetime(signed_at, "d MMM y HH:mm:ss", locale=language)
        words = translator(language)(_("Signed electronically on {moment} UTC; see clause 22."))
        shown.append(words.format(moment=moment))
    return pdf_of(
        {
            "name": name,
            "office": office,
            "organisation": organisation,
            "signed": " ".join(shown),
            "width": BOX_WIDTH,
            "height": BOX_HEIGHT,
        },
        signed_at.date(),
        "signature",
    )


def _document(sheet: LetterSheet) -> dict[str, Any]:
    content, languages = sheet.content, sheet.content.languages
    return {
        "languages": list(languages),
        "brand": "Replicity",
        "author": "Replicity",
        "title": _in_each(languages, _("Letter of intent")),
        "subtitle": " · ".join(str(row["name"]) for row in content.rows("parties", "parties")),
        "code": content.line("identification", "code"),
        "footer": f"Replicity {VERSION} · {content.line('identification', 'code')}",
        "none": _in_each(languages, _("None")),
        "facts": _facts(content),
        "standing": dict(sheet.standing),
        "groups": [
            _group(group.id, content, sheet.approvals)
            for group in letter_groups().values()
            if group.id != "identification"
        ],
        "signatures": _in_each(languages, _("Signatures")),
        "signature_note": _in_each(
            languages,
            _("Each party signs in its own field, in the order of the numbers; clause 22 says how."),
        ),
        "signature_pages": _signature_pages(sheet),
    }


def _facts(content: LetterContent) -> list[dict[str, Any]]:
    """Return what stands in the head of the letter."""
    fields = letter_groups()["identification"].fields
    return [
        {"title": _texts(f, content), "value": _cell(f.kind, content.value("identification", f.id), content)}
        for f in fields
    ]


def _group(group_id: str, content: LetterContent, approvals: tuple[Row, ...]) -> dict[str, Any]:
    group = letter_groups()[group_id]
    shown = content.with_fields("status", {"approvals": approvals}) if group_id == "status" else content
    fields = [_field(f, group_id, shown, len(group.fields) > 1) for f in group.fields]
    return {
        "number": group.number,
        "title": {c: group.title.of(c) for c in content.languages},
        "fields": fields,
    }


def _field(field: Field, group_id: str, content: LetterContent, titled: bool) -> dict[str, Any]:
    base = {"kind": field.kind, "title": _texts(field, content), "titled": titled}
    if field.kind != "rows":
        value = _cell(field.kind, content.value(group_id, field.id), content)
        if value == "–":
            value = _in_each(content.languages, _("to be agreed"))
        return {**base, "kind": "words" if isinstance(value, dict) else "line", "value": value}
    columns = [
        {"title": {c: column.title.of(c) for c in content.languages}, "share": column.share}
        for column in field.columns
    ]
    rows = [
        [_cell(column.kind, row[column.id], content) for column in field.columns]
        for row in content.rows(group_id, field.id)
    ]
    return {**base, "columns": columns, "rows": rows, "cards": len(columns) > _MOST_COLUMNS}


def _cell(kind: str, value: Any, content: LetterContent) -> Any:
    """Return a value as it is printed; what is empty is to be agreed."""
    if kind == "words":
        return {c: value[c] or translator(c)(_("to be agreed")) for c in content.languages}
    if kind == "date" and value:
        if len(content.languages) > 1:
            return value  # written alike in all languages
        day = date.fromisoformat(value)
        return {c: format_date(day, "d MMM y", locale=c) for c in content.languages}
    return value or "–"


def _texts(field: Field, content: LetterContent) -> dict[str, str]:
    return {c: field.title.of(c) for c in content.languages}


def _in_each(languages: Sequence[str], message: str) -> dict[str, str]:
    return {c: translator(c)(message) for c in languages}


def _sheets(places: Sequence[SigningPlace]) -> list[list[tuple[SigningPlace, float, float]]]:
    """Return the places of each page with their left and top."""
    on_page = _ROWS * len(_LEFTS)
    return [
        [
            (place, _LEFTS[i % len(_LEFTS)], _TOP + _PITCH * (i // len(_LEFTS)))
            for i, place in enumerate(places[start : start + on_page])
        ]
        for start in range(0, len(places), on_page)
    ]


def _signature_pages(sheet: LetterSheet) -> list[list[dict[str, Any]]]:
    number = 0
    pages = []
    for boxes in _sheets(sheet.places):
        page = []
        for place, left, top in boxes:
            number += 1
            page.append(
                {
                    "number": number,
                    "party": place.party,
                    "signatory": place.signatory or "–",
                    "office": place.office or "–",
                    "left": left,
                    "top": top,
                    "width": BOX_WIDTH,
                    "height": BOX_HEIGHT,
                }
            )
        pages.append(page)
    return pages
