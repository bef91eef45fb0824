"""Checks the signatures of a PDF: what each covers, whether it holds, and whether we vouch for the signer."""

import logging
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Final

from asn1crypto import x509 as asn1_x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, DiffResult, ModificationLevel
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator import ValidationContext

# a certificate of another authority is an answer here, not a fault worth a trace in the log
logging.getLogger("pyhanko.sign.validation.generic_cms").setLevel(logging.CRITICAL)

SIGNED_ONLY: Final = (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING)


class UnreadablePdf(ValueError):
    """A file in which no signatures can be looked for."""


@dataclass(frozen=True, slots=True)
class CheckedSignature:
    """One signature.

    `intact`: not a byte of what it covers was changed. `only_signatures_follow`: what was added behind it are
    signatures and nothing else. `vouched`: the certificate was issued by our authority. `revision` counts
    from 1; `covers_file` is true for a signature behind which nothing was added.
    """

    field: str
    signer: str
    organisation: str
    signed_at: datetime | None
    revision: int
    intact: bool
    only_signatures_follow: bool
    covers_file: bool
    vouched: bool

    @property
    def holds(self) -> bool:
        """Tell whether the signature stands for the document as it is now."""
        return self.intact and self.only_signatures_follow


@dataclass(frozen=True, slots=True)
class SignatureCheck:
    """All signatures of a PDF in their order, and the fields that wait for one."""

    signatures: tuple[CheckedSignature, ...]
    waiting: tuple[str, ...]

    @property
    def unchanged(self) -> bool:
        """Tell whether every signature holds and nothing stands behind the last one."""
        return (
            bool(self.signatures)
            and all(s.holds for s in self.signatures)
            and any(s.covers_file for s in self.signatures)
        )


def check_signatures(pdf: bytes, *authority_certificates: bytes) -> SignatureCheck:
    """Return the check of a PDF against the certificates (DER) of our authorities.

    Raises
    ------
    UnreadablePdf
        Where the file is no PDF or its signatures cannot be read.
    """
    roots = [asn1_x509.Certificate.load(der) for der in authority_certificates]
    try:
        reader = PdfFileReader(BytesIO(pdf))
        embedded = list(reader.embedded_regular_signatures)
        waiting = tuple(name for name, value in _fields(reader) if value is None)
        found = tuple(
            _checked(signature, number, roots) for number, signature in enumerate(embedded, start=1)
        )
    except Exception as error:  # whatever a hostile file makes the reader raise
        raise UnreadablePdf(f"The signatures of this file cannot be read ({type(error).__name__}).") from None
    return SignatureCheck(found, waiting)


def _fields(reader: PdfFileReader) -> list[tuple[str, object]]:
    return [(name, value) for name, value, _field in enumerate_sig_fields(reader)]


def _checked(
    signature: EmbeddedPdfSignature, number: int, roots: list[asn1_x509.Certificate]
) -> CheckedSignature:
    context = ValidationContext(trust_roots=roots, allow_fetching=False, revocation_mode="soft-fail")
    status = validate_pdf_signature(signature, context)
    names = status.signing_cert.subject.native
    return CheckedSignature(
        field=signature.field_name,
        signer=str(names.get("common_name", "")),
        organisation=str(names.get("organization_name", "")),
        signed_at=status.signer_reported_dt,
        revision=number,
        intact=bool(status.intact and status.valid),
        only_signatures_follow=status.modification_level in SIGNED_ONLY,
        covers_file=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        vouched=bool(status.trusted),
    )


def authority_in(pdf: bytes, field: str) -> bytes | None:
    """Return the certificate (DER) of the authority that a signature brings along, None where it brings none.

    Raises
    ------
    UnreadablePdf
        Where the file is no PDF or its signatures cannot be read.
    """
    try:
        for signature in PdfFileReader(BytesIO(pdf)).embedded_regular_signatures:
            if signature.field_name != field:
                continue
            held = [signature.signer_cert, *signature.other_embedded_certs]
            roots = [c for c in held if c.ca and c.self_issued]
            return roots[0].dump() if roots else None
    except Exception as error:  # as above
        raise UnreadablePdf(f"The signatures of this file cannot be read ({type(error).__name__}).") from None
    return None


def only_signed_since(before: bytes, after: bytes) -> bool:
    """Tell whether a PDF is an earlier state of it with nothing added but filled signature fields.

    Raises
    ------
    UnreadablePdf
        Where they cannot be compared.
    """
    if not after.startswith(before):
        return False
    try:
        earlier = PdfFileReader(BytesIO(before)).xrefs.total_revisions
        reader = PdfFileReader(BytesIO(after))
        found = DEFAULT_DIFF_POLICY.review_file(reader, earlier - 1)
    except Exception as error:
        raise UnreadablePdf(f"The files cannot be compared ({type(error).__name__}).") from None
    return isinstance(found, DiffResult) and found.modification_level in SIGNED_ONLY
