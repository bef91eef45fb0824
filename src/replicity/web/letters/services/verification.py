"""What anybody may know of a letter by its code or file: whether it holds, and when it was signed."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from replicity.reports.signature_check import UnreadablePdf, check_signatures
from replicity.web.letters.models import Letter, Method, SignatureRecord, State
from replicity.web.letters.sealing import vouching_certificates

_CODE = re.compile(rb"RL-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer: `verdict` is valid, earlier (before later signatures), unvouched, changed or unknown.

    Unvouched is an unchanged file whose certificates were not issued by an authority of this platform, or
    whose authority this installation has lost (`authority_lost`).

    `signed_count` counts the signatures that hold in what was checked, `parties_count` those that the letter
    asks for; `days` are the moments of signing in their order.
    """

    verdict: str
    state: str = ""
    signed_count: int = 0
    parties_count: int = 0
    moments: tuple[datetime, ...] = ()
    authority_lost: bool = False


UNKNOWN = Finding("unknown")


def verify_code(code: str) -> Finding:
    """Return the finding on the letter with a code; one that nobody has signed is unknown."""
    signs = "".join(c for c in code.upper() if c.isascii() and c.isalnum()).removeprefix("RL")
    letter = Letter.objects.filter(code=f"RL-{signs[:4]}-{signs[4:8]}-{signs[8:]}").first()
    if letter is None or letter.document is None:
        return UNKNOWN
    return _of_document(letter, bytes(letter.document.content))


def verify_file(content: bytes) -> Finding:
    """Return the finding on a file: the document of a letter, an earlier state of it, or a signed copy."""
    fingerprint = sha256(content).hexdigest()
    records = SignatureRecord.objects.filter(sha256=fingerprint).select_related("letter__document")
    known = records.first()
    if known is not None and known.method == Method.COPY:
        return _finding("valid", known.letter, (known.signed_at,))
    if known is not None:
        return _of_document(known.letter, content)
    found = _CODE.search(content)
    letter = Letter.objects.filter(code=found.group().decode()).first() if found else None
    if letter is None or not SignatureRecord.objects.filter(letter=letter).exists():
        return UNKNOWN
    return _finding("changed", letter, ())


def _of_document(letter: Letter, content: bytes) -> Finding:
    """Check the signatures of a document that we know, rather than trust that it is as we left it."""
    records = list(
        SignatureRecord.objects.filter(letter=letter).select_related("party").order_by("signed_at", "pk")
    )
    if not records:
        return UNKNOWN
    in_file = [r for r in records if r.method != Method.COPY]
    roots = vouching_certificates()
    try:
        check = check_signatures(content, *roots)
    except UnreadablePdf:
        return _finding("changed", letter, ())
    if in_file and not check.unchanged:
        return _finding("changed", letter, ())
    copies = tuple(r.signed_at for r in records if r.method == Method.COPY)
    moments = (*(r.signed_at for r in in_file[: len(check.signatures)]), *copies)
    earlier = len(check.signatures) < len(in_file)
    ours = {r.party.field for r in in_file if r.method == Method.PLATFORM}
    if any(s.field in ours and not s.vouched for s in check.signatures):
        return replace(_finding("unvouched", letter, tuple(sorted(moments))), authority_lost=not roots)
    return _finding("earlier" if earlier else "valid", letter, tuple(sorted(moments)))


def _finding(verdict: str, letter: Letter, moments: tuple[datetime, ...]) -> Finding:
    in_force = letter.state in (State.ACTIVE, State.FULFILLED, State.EXPIRED, State.WITHDRAWN)
    state = str(letter.get_state_display()) if in_force else ""
    return Finding(verdict, state, len(moments), letter.parties.count(), moments)
