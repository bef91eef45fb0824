"""From a letter to its PDF: as a draft for reading, or with the fields in which the parties sign."""

from collections.abc import Sequence

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from replicity.appraisal.letter_content import LetterContent, Row
from replicity.reports.letter_pdf import LetterSheet, SigningPlace, letter_pdf
from replicity.web.letters.models import Approval, Letter, LetterVersion, Party
from replicity.web.letters.queries import parties_of


def draft_pdf(letter: Letter, version: LetterVersion) -> bytes:
    """Return a version for reading."""
    content = version.letter_content
    standing = {c: _standing(letter, version.number, c, final=False) for c in content.languages}
    return letter_pdf(_sheet(letter, content, standing))


def final_pdf(letter: Letter, version: LetterVersion) -> bytes:
    """Return the approved version, with an empty field for each party."""
    content = version.letter_content
    standing = {c: _standing(letter, version.number, c, final=True) for c in content.languages}
    return letter_pdf(_sheet(letter, content, standing))


def places_of(parties: Sequence[Party]) -> tuple[SigningPlace, ...]:
    """Return where the parties sign, in their order."""
    return tuple(SigningPlace(p.field, p.organisation.name, p.signatory_name, p.office) for p in parties)


def _sheet(letter: Letter, content: LetterContent, standing: dict[str, str]) -> LetterSheet:
    return LetterSheet(
        content=content,
        standing=standing,
        places=places_of(parties_of(letter)),
        approvals=_approvals(letter, int(content.line("identification", "version"))),
        day=timezone.localdate(),
    )


def _approvals(letter: Letter, number: int) -> tuple[Row, ...]:
    found = Approval.objects.filter(letter=letter, version=number).select_related("organisation")
    return tuple(
        {
            "party": a.organisation.name if a.organisation else "",
            "body": a.body,
            "reference": a.reference,
            "approved_on": a.approved_on.isoformat(),
        }
        for a in found
    )


def _standing(letter: Letter, number: int, language: str, *, final: bool) -> str:
    with translation.override(language):
        if final:
            return _("Approved by all parties as version %(version)s, for signature.") % {"version": number}
        return _("Version %(version)s, %(state)s. Not for signature.") % {
            "version": number,
            "state": letter.get_state_display(),
        }
