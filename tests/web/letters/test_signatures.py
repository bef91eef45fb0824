"""Signing in order, with the password; copies signed elsewhere; and what anybody may check."""

import io
import stat
import subprocess
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from django.urls import reverse
from tests.web.world import letters as made
from tests.web.world.people import PASSWORD

from replicity.reports.authority import Signer, new_authority
from replicity.reports.letter_pdf import signature_picture
from replicity.reports.signature_check import check_signatures
from replicity.reports.signing import signed
from replicity.web.files.models import StoredFile
from replicity.web.home import home_folder
from replicity.web.letters import services
from replicity.web.letters.models import SignatureRecord
from replicity.web.letters.sealing import authority, authority_certificate
from replicity.web.letters.services.verification import verify_code, verify_file
from replicity.web.shared.access import can
from replicity.web.shared.errors import Refused

pytestmark = pytest.mark.django_db


def content_of(letter):
    letter.refresh_from_db()
    return bytes(letter.document.content)


def own_signature(pdf, field):
    """Sign as somebody with a certificate of their own would."""
    now = datetime.now(UTC)
    other = new_authority("Accredited provider", now)
    picture = signature_picture("Jorge", "Manager", "Mapocho", now, ("en",))
    return signed(pdf, field, Signer("Jorge", "", "Mapocho", "CL"), other, now, picture=picture, reason="x")


def test_three_parties_sign_and_others_find_the_signatures_valid(world, tmp_path):
    letter = made.signed(world, languages=("en", "es"))
    check = check_signatures(content_of(letter), authority_certificate())
    assert check.unchanged
    assert [(s.signer, s.vouched) for s in check.signatures] == [
        ("Editor", True),
        ("Buyer", True),
        ("Host", True),
    ]
    path = tmp_path / "letter.pdf"
    path.write_bytes(content_of(letter))
    try:
        found = subprocess.run(["pdfsig", str(path)], capture_output=True, text=True)
    except FileNotFoundError:
        pytest.skip("pdfsig (poppler-utils) is not installed")
    assert found.stdout.count("Signature is Valid") == 3


def test_one_signs_after_the_other(world):
    letter = made.approved(world)
    with pytest.raises(Refused, match="turn of Municipalidad de Santiago"):
        made.sign(world, letter, "buyer")
    made.sign(world, letter, "city")
    with pytest.raises(Refused, match="has signed already"):
        made.sign(world, letter, "city")
    made.sign(world, letter, "buyer")
    assert SignatureRecord.objects.filter(letter=letter).count() == 2


def test_nobody_signs_for_another(world):
    letter = made.approved(world)
    party = made.party(world, letter, "city")
    able = {r for r in world.people if can(world.actor(r), "letters.sign", party)}
    assert able == {"editor"}
    with pytest.raises(Refused):
        services.sign(world.actor("broker"), party, letter.version, proof="password")


def named(world, letter, name, stated):
    """Let a party name its signatory, and all approve the letter."""
    services.change_party(world.actor("broker"), made.party(world, letter, name), {"signatory_name": stated})
    for one, role in made.SIGNERS.items():
        made.approve(world, letter, one, role)
    letter.refresh_from_db()


def test_the_certificate_carries_the_name_of_the_account(world):
    letter = made.sent(world)
    named(world, letter, "city", "  eDITOR ")
    made.sign(world, letter, "city")
    (signature,) = check_signatures(content_of(letter), authority_certificate()).signatures
    assert signature.signer == "Editor"
    assert SignatureRecord.objects.get(letter=letter).signer_name == "Editor"


def test_a_letter_that_names_somebody_else_is_not_signed(world, as_):
    letter = made.sent(world)
    named(world, letter, "city", "The Mayor Herself")
    with pytest.raises(
        Refused, match="names “The Mayor Herself” as signatory, your account is called “Editor”"
    ):
        made.sign(world, letter, "city")
    address = reverse("letter-sign", args=(letter.pk, made.party(world, letter, "city").pk))
    page = as_("editor").get(address).content.decode()
    assert "“The Mayor Herself”" in page
    assert "“Editor”" in page
    assert "Sign now" not in page
    given = {"seen_version": letter.version, "consent": "on", "password": PASSWORD}
    assert as_("editor").post(address, given).status_code == 409
    assert not SignatureRecord.objects.filter(letter=letter).exists()
    world.people["editor"].name = "The Mayor  herself"
    world.people["editor"].save()
    assert "Sign now" in as_("editor").get(address).content.decode()
    assert as_("editor").post(address, given).status_code == 302


def test_nobody_signs_before_all_approved_or_another_text(world):
    letter = made.sent(world)
    with pytest.raises(Refused, match="not ready to be signed"):
        made.sign(world, letter, "city")
    ready = made.approved(world)
    with pytest.raises(Refused, match="changed meanwhile"):
        services.sign(
            world.actor("editor"), made.party(world, ready, "city"), ready.version - 1, proof="password"
        )


def test_the_page_asks_for_consent_and_the_password(world, as_):
    letter = made.approved(world)
    party = made.party(world, letter, "city")
    address, client = reverse("letter-sign", args=(letter.pk, party.pk)), as_("editor")
    given = {"seen_version": letter.version, "consent": "on", "password": PASSWORD}
    wrong = client.post(address, {**given, "password": "not-my-password"})
    assert wrong.status_code == 400
    assert "This is not your password" in wrong.content.decode()
    assert client.post(address, {**given, "consent": ""}).status_code == 400
    assert not SignatureRecord.objects.filter(letter=letter).exists()
    assert client.post(address, given).status_code == 302
    assert SignatureRecord.objects.get(letter=letter).person == world.people["editor"]
    assert client.post(address, given).status_code == 409


def test_a_person_without_a_password_has_to_show_the_passkey_again(world, as_):
    from allauth.mfa.models import Authenticator

    letter = made.approved(world)
    person = world.people["editor"]
    person.set_unusable_password()
    person.save()
    address = reverse("letter-sign", args=(letter.pk, made.party(world, letter, "city").pk))
    given = {"seen_version": letter.version, "consent": "on"}
    assert as_("editor").post(address, given).status_code == 403
    Authenticator.objects.create(user=person, type="webauthn", data={})
    answer = as_("editor").post(address, given)
    assert (answer.status_code, answer.url.partition("?")[0]) == (302, "/account/mfa/reauthenticate/")
    assert not SignatureRecord.objects.filter(letter=letter).exists()


def test_a_scan_is_kept_with_its_fingerprint(world):
    letter = made.approved(world)
    made.sign(world, letter, "city")
    scan = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + b"\x00" * 40
    record = services.hand_in_copy(world.actor("buyer"), made.party(world, letter, "buyer"), scan, "page.png")
    assert (record.method, record.document.sha256) == ("copy", record.sha256)
    made.sign(world, letter, "host")
    letter.refresh_from_db()
    assert letter.state == "active"
    found = verify_file(scan)
    assert (found.verdict, found.signed_count) == ("valid", 1)
    assert verify_code(letter.code).signed_count == 3


def test_a_signature_with_an_own_certificate_becomes_part_of_the_document(world):
    letter = made.approved(world)
    made.sign(world, letter, "city")
    party = made.party(world, letter, "buyer")
    pdf = own_signature(content_of(letter), party.field)
    record = services.hand_in_copy(world.actor("buyer"), party, pdf, "signed.pdf")
    assert record.method == "own"
    made.sign(world, letter, "host")
    check = check_signatures(content_of(letter), authority_certificate())
    assert check.unchanged
    assert [s.vouched for s in check.signatures] == [True, False, True]


def test_nothing_else_is_slipped_in_with_an_own_signature(world):
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    letter = made.approved(world)
    party = made.party(world, letter, "city")
    writer = IncrementalPdfFileWriter(io.BytesIO(content_of(letter)))
    page, _resources = writer.find_page_for_modification(0)
    page.get_object()[generic.pdf_name("/Rotate")] = generic.NumberObject(90)
    writer.mark_update(page)
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(Refused, match="more than one new signature"):
        services.hand_in_copy(
            world.actor("editor"), party, own_signature(out.getvalue(), party.field), "signed.pdf"
        )
    with pytest.raises(Refused, match="more than one new signature"):
        services.hand_in_copy(
            world.actor("editor"), party, own_signature(content_of(letter), "party-2"), "signed.pdf"
        )
    with pytest.raises(Refused, match="unsigned document"):
        services.hand_in_copy(world.actor("editor"), party, content_of(letter), "letter.pdf")
    assert not SignatureRecord.objects.filter(letter=letter).exists()


@pytest.mark.parametrize("content", [b"MZ\x90\x00", b"<html></html>", b""])
def test_what_is_no_document_is_not_taken(world, content):
    letter = made.approved(world)
    with pytest.raises(Refused, match="cannot be taken"):
        services.hand_in_copy(world.actor("editor"), made.party(world, letter, "city"), content, "a.pdf")


def test_anybody_checks_a_letter_by_code_and_file(world):
    letter = made.signed(world)
    pdf = content_of(letter)
    for found in (
        verify_code(letter.code),
        verify_code(letter.code.lower().replace("-", " ")),
        verify_file(pdf),
    ):
        assert (found.verdict, found.signed_count, found.parties_count) == ("valid", 3, 3)
        assert len(found.moments) == 3


def test_an_earlier_state_is_told_from_the_newest(world):
    letter = made.approved(world)
    made.sign(world, letter, "city")
    first = content_of(letter)
    made.sign(world, letter, "buyer")
    found = verify_file(first)
    assert (found.verdict, found.signed_count) == ("earlier", 1)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.95])
def test_one_changed_byte_in_a_file_is_told(world, share):
    letter = made.signed(world)
    pdf = bytearray(content_of(letter))
    pdf[int(share * len(pdf))] ^= 1
    assert verify_file(bytes(pdf)).verdict == "changed"


def test_a_changed_byte_in_our_own_store_is_told(world):
    letter = made.signed(world)
    pdf = bytearray(content_of(letter))
    pdf[4000] ^= 1
    StoredFile.objects.filter(pk=letter.document_id).update(content=bytes(pdf))
    assert verify_code(letter.code).verdict == "changed"


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"%PDF-1.7 no letter", b"RL-AAAA-BBBB-CCCC", b"\xff" * 1000]
)
def test_what_is_not_ours_is_unknown(world, content):
    assert verify_file(content).verdict == "unknown"


def test_a_letter_that_nobody_signed_is_unknown_to_outsiders(world):
    letter = made.approved(world)
    assert verify_code(letter.code).verdict == "unknown"
    assert verify_file(content_of(letter)).verdict == "unknown"


def test_the_page_shows_nothing_of_the_content(world, client):
    letter = made.signed(world)
    by_code = client.post("/verify/", {"code": letter.code}).content.decode()
    file = io.BytesIO(content_of(letter))
    file.name = "letter.pdf"
    by_file = client.post("/verify/", {"file": file}).content.decode()
    for text in (by_code, by_file):
        assert "not a byte of it was changed" in text
        for secret in (letter.title, "Mapocho", "Gothenburg", "Municipalidad", "Director"):
            assert secret not in text
    assert "No signed letter" in client.post("/verify/", {"code": "x"}).content.decode()
    assert client.post("/verify/", {}).status_code == 400


def test_an_ended_letter_says_so(world, client):
    letter = made.signed(world)
    services.withdraw(world.actor("editor"), letter, "A secret reason.")
    text = client.post("/verify/", {"code": letter.code}).content.decode()
    assert "withdrawn" in text
    assert "secret" not in text


def test_the_key_is_kept_for_its_owner_alone_and_stays_the_same(tmp_path, monkeypatch):
    monkeypatch.setenv("REPLICITY_HOME", str(tmp_path / "home"))
    first = authority()
    path = home_folder() / "signing_authority.pem"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert authority().certificate == first.certificate
    assert [p.name for p in home_folder().iterdir()] == ["signing_authority.pem"]
    other = new_authority("Given from outside", datetime.now(UTC))
    monkeypatch.setenv("REPLICITY_SIGNING_KEY", other.key_pem.decode())
    monkeypatch.setenv("REPLICITY_SIGNING_CERTIFICATE", other.certificate_pem.decode())
    assert authority_certificate() == other.certificate.public_bytes(Encoding.DER)
    monkeypatch.setenv("REPLICITY_SIGNING_KEY", "nonsense")
    with pytest.raises(Refused, match="Nothing can be signed"):
        authority()
