"""Signatures: in order, each covering what stood before; one changed byte is found; others read them too."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from tests.letters import CODE, PARTIES, letter_content, letter_terms

from replicity.reports.authority import Signer, UnusableAuthority, new_authority, read_authority
from replicity.reports.letter_pdf import LetterSheet, SigningPlace, letter_pdf, signature_picture
from replicity.reports.signature_check import UnreadablePdf, check_signatures
from replicity.reports.signing import UnsignablePdf, signed, signed_fields

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
AUTHORITY = new_authority("Replicity of a test", NOW)
ROOT = AUTHORITY.certificate.public_bytes(Encoding.DER)
PLACES = tuple(
    SigningPlace(f"party-{n}", p.name, p.signatory, p.office) for n, p in enumerate(PARTIES, start=1)
)


def sheet(languages=("en",), places=PLACES):
    standing = dict.fromkeys(languages, "Approved, version 1.")
    return LetterSheet(letter_content(languages), standing, places, (), letter_terms().day)


def sign(pdf, number, authority=AUTHORITY):
    party = PARTIES[number - 1]
    return signed(
        pdf,
        f"party-{number}",
        Signer(party.signatory, party.office, party.legal_name, party.country),
        authority,
        datetime.now(UTC),
        picture=signature_picture(party.signatory, party.office, party.name, NOW, ("en",)),
        reason=f"Letter of intent {CODE}",
    )


@pytest.fixture(scope="module")
def unsigned():
    return letter_pdf(sheet())


@pytest.fixture(scope="module")
def signed_by_all(unsigned):
    return sign(sign(sign(unsigned, 1), 2), 3)


def test_all_fields_wait_before_the_first_signature(unsigned):
    check = check_signatures(unsigned, ROOT)
    assert check.signatures == ()
    assert check.waiting == ("party-1", "party-2", "party-3")
    assert not check.unchanged


def test_three_signatures_hold_and_each_covers_its_own_revision(signed_by_all):
    check = check_signatures(signed_by_all, ROOT)
    assert check.unchanged
    assert [s.field for s in check.signatures] == ["party-1", "party-2", "party-3"]
    assert [s.signer for s in check.signatures] == [p.signatory for p in PARTIES]
    assert [s.revision for s in check.signatures] == [1, 2, 3]
    assert [s.covers_file for s in check.signatures] == [False, False, True]
    assert all(s.holds and s.vouched for s in check.signatures)


def test_a_signature_is_only_ever_added(unsigned, signed_by_all):
    assert signed_by_all.startswith(unsigned)


def test_an_independent_program_finds_the_signatures_valid(signed_by_all, tmp_path):
    path = tmp_path / "letter.pdf"
    path.write_bytes(signed_by_all)
    try:
        found = subprocess.run(["pdfsig", str(path)], capture_output=True, text=True)
    except FileNotFoundError:
        pytest.skip("pdfsig (poppler-utils) is not installed")
    assert found.stdout.count("Signature is Valid") == 3
    assert found.stdout.count("ETSI.CAdES.detached") == 3
    assert "Total document signed" in found.stdout


@pytest.mark.parametrize("share", [0.02, 0.2, 0.5, 0.6])
def test_one_changed_byte_is_found(signed_by_all, unsigned, share):
    changed = bytearray(signed_by_all)
    changed[int(share * len(unsigned))] ^= 1
    try:
        check = check_signatures(bytes(changed), ROOT)
    except UnreadablePdf:
        return
    assert not check.unchanged
    assert not any(s.intact for s in check.signatures)


def test_a_change_after_the_last_signature_is_found(signed_by_all):
    import io

    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(io.BytesIO(signed_by_all))
    page, _resources = writer.find_page_for_modification(0)
    page.get_object()[generic.pdf_name("/Rotate")] = generic.NumberObject(180)
    writer.mark_update(page)
    out = io.BytesIO()
    writer.write(out)
    check = check_signatures(out.getvalue(), ROOT)
    assert all(s.intact for s in check.signatures)
    assert not check.signatures[0].holds
    assert not check.unchanged


def test_bytes_behind_the_last_signature_are_found(signed_by_all):
    assert not check_signatures(signed_by_all + b"\n%more\n", ROOT).unchanged


def test_a_certificate_of_somebody_else_is_not_vouched_for(unsigned):
    other = new_authority("Somebody else", NOW)
    check = check_signatures(sign(unsigned, 1, other), ROOT)
    assert check.signatures[0].holds
    assert not check.signatures[0].vouched


def test_nobody_signs_twice_or_in_a_field_that_is_not_there(unsigned):
    once = sign(unsigned, 1)
    with pytest.raises(UnsignablePdf, match="signed already"):
        sign(once, 1)
    with pytest.raises(UnsignablePdf, match="takes no signature"):
        sign(letter_pdf(sheet(places=PLACES[:1])), 2)
    assert signed_fields(once) == ("party-1",)


@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.7\n%%EOF", b"PK\x03\x04" * 100])
def test_what_is_no_pdf_is_said_so(content):
    with pytest.raises(UnreadablePdf):
        check_signatures(content, ROOT)


def test_the_authority_can_be_kept_and_read(unsigned):
    again = read_authority(AUTHORITY.key_pem, AUTHORITY.certificate_pem)
    assert check_signatures(sign(unsigned, 1, again), ROOT).signatures[0].vouched
    with pytest.raises(UnusableAuthority, match="do not belong together"):
        read_authority(AUTHORITY.key_pem, new_authority("x", NOW).certificate_pem)
    with pytest.raises(UnusableAuthority, match="cannot be read"):
        read_authority(b"nothing", AUTHORITY.certificate_pem)


def test_many_parties_sign_on_more_pages():
    places = tuple(SigningPlace(f"party-{n}", f"Party {n}", "Somebody", "") for n in range(1, 11))
    pdf = letter_pdf(sheet(places=places))
    assert len(check_signatures(pdf, ROOT).waiting) == 10


@pytest.mark.parametrize("languages", [("en",), ("es",), ("en", "es")])
def test_the_letter_says_what_its_certificate_is_and_is_not(languages, tmp_path):
    from pypdf import PdfReader

    path = Path(tmp_path / "letter.pdf")
    path.write_bytes(letter_pdf(sheet(languages)))
    reader = PdfReader(path)
    text = "".join(p.extract_text() for p in reader.pages)
    said = {"en": "not a qualified electronic signature", "es": "no es una firma electrónica cualificada"}
    for language in languages:
        assert bare(said[language]) in bare(text)
    assert bare(CODE) in bare(text)


def bare(words):
    """Return words without what breaking a line adds."""
    return "".join(c for c in words if c.isalnum())
