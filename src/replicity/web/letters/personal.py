"""What letters hold of a person, and what of it can be let go."""

from typing import Any

from replicity.web.accounts.models import Person
from replicity.web.accounts.personal import holds_personal_data
from replicity.web.letters.models import Comment, LetterVersion, Party, SignatureRecord
from replicity.web.letters.services.erasing import forget_person


def export(person: Person) -> dict[str, Any]:
    """Return where a person signs, signed, wrote and remarked."""
    return {
        "signatory_of": [
            {"letter": p.letter.code, "name": p.signatory_name, "office": p.office, "mandate": p.mandate}
            for p in Party.objects.filter(signatory=person).select_related("letter")
        ],
        "signatures": [
            {"letter": s.letter.code, "at": s.signed_at.isoformat(), "method": s.method, "sha256": s.sha256}
            for s in SignatureRecord.objects.filter(person=person).select_related("letter")
        ],
        "versions": [
            {"letter": v.letter.code, "version": v.number, "at": v.saved_at.isoformat()}
            for v in LetterVersion.objects.filter(author=person).select_related("letter")
        ],
        "comments": [
            {"letter": c.letter.code, "at": c.written_at.isoformat(), "text": c.text}
            for c in Comment.objects.filter(author=person).select_related("letter")
        ],
    }


holds_personal_data("letters", export, forget_person)
