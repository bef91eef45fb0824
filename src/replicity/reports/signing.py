"""Signatures in a PDF (PAdES baseline B): fields first, then one signature after the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Final

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives import serialization
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, append_signature_field
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_cms import SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from replicity.reports.authority import Authority, Signer, certified

POINTS_PER_MM: Final = 72 / 25.4
# room for the signature itself, in bytes: certificate of the signer and of the authority
_ROOM: Final = 16_384


class UnsignablePdf(ValueError):
    """A PDF that cannot take the signature."""


@dataclass(frozen=True, slots=True)
class SignatureField:
    """A place for a signature: its name, its page (counted from 0) and its box in mm from the top left."""

    name: str
    page: int
    left_mm: float
    top_mm: float
    width_mm: float
    height_mm: float

    def box(self, page_height_points: float) -> tuple[int, int, int, int]:
        """Return the corners in points from the bottom left, as a PDF counts."""
        left, top = self.left_mm * POINTS_PER_MM, page_height_points - self.top_mm * POINTS_PER_MM
        right, bottom = left + self.width_mm * POINTS_PER_MM, top - self.height_mm * POINTS_PER_MM
        return round(left), round(bottom), round(right), round(top)


def with_fields(pdf: bytes, fields: Sequence[SignatureField]) -> bytes:
    """Return the PDF with all signature fields empty: a field added later would change what was signed."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    height = _page_height(writer.prev)
    for field in fields:
        append_signature_field(
            writer,
            SigFieldSpec(field.name, on_page=field.page, box=field.box(height)),
        )
    out = BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]
    return out.getvalue()


def signed(
    pdf: bytes,
    field: str,
    signer: Signer,
    authority: Authority,
    now: datetime,
    *,
    picture: bytes,
    reason: str,
) -> bytes:
    """Return the PDF with one more signature, added behind what is there.

    `picture` is a PDF of one page that is shown in the field.

    Raises
    ------
    UnsignablePdf
        Where the field does not exist or is signed already.
    """
    if field in signed_fields(pdf):
        raise UnsignablePdf(f"The field '{field}' is signed already.")
    key, certificate = certified(authority, signer, now)
    der = serialization.Encoding.DER
    own = asn1_x509.Certificate.load(certificate.public_bytes(der))
    root = asn1_x509.Certificate.load(authority.certificate.public_bytes(der))
    store = SimpleCertificateStore.from_certs([own, root])  # type: ignore[no-untyped-call]
    raw = key.private_bytes(der, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    cms_signer = SimpleSigner(own, asn1_keys.PrivateKeyInfo.load(raw), store)
    style = StaticStampStyle(
        background=_Picture(picture),
        background_layout=SimpleBoxLayoutRule(
            AxisAlignment.ALIGN_MID, AxisAlignment.ALIGN_MID, margins=Margins()
        ),
        border_width=0,
    )
    metadata = PdfSignatureMetadata(
        field_name=field,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        name=signer.name,
        reason=reason,
    )
    machine = PdfSigner(metadata, cms_signer, stamp_style=style)
    try:
        out = machine.sign_pdf(
            IncrementalPdfFileWriter(BytesIO(pdf)), existing_fields_only=True, bytes_reserved=_ROOM
        )
    except (PdfError, SigningError) as error:
        raise UnsignablePdf(f"The PDF takes no signature in the field '{field}': {error}") from None
    return bytes(out.getbuffer())


def signed_fields(pdf: bytes) -> tuple[str, ...]:
    """Return the names of the fields that are signed, in the order of signing."""
    return tuple(s.field_name for s in PdfFileReader(BytesIO(pdf)).embedded_regular_signatures)


def _page_height(reader: PdfFileReader) -> float:
    page, _resources = reader.find_page_for_modification(0)  # type: ignore[no-untyped-call]
    box = page.get_object()["/MediaBox"]
    return float(box[3]) - float(box[1])


class _Picture(PdfContent):
    """A page of another PDF, shown in a signature field."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__()
        self.pdf = pdf

    def render(self) -> bytes:
        """Return the drawing order for the page, which becomes a resource of its own."""
        form = self._ensure_writer.import_page_as_xobject(PdfFileReader(BytesIO(self.pdf)))
        name = "/ReplicityPicture"
        self.resources.xobject[name] = form
        left, low, right, high = (float(x) for x in form.get_object()["/BBox"])
        self.box = BoxConstraints(width=right - left, height=high - low)
        return name.encode("ascii") + b" Do"
