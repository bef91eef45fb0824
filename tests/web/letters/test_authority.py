"""The signing authority: known once it has signed, never replaced in silence, and asked for each verdict."""

import io
import logging
from datetime import UTC, datetime

import pytest
from tests.web.world import letters as made

from replicity.reports.authority import new_authority
from replicity.reports.signature_check import authority_in
from replicity.web.files.models import StoredFile
from replicity.web.home import home_folder
from replicity.web.letters.models import SignatureRecord, SigningAuthority
from replicity.web.letters.sealing import authority, authority_certificate
from replicity.web.letters.services.verification import verify_code, verify_file
from replicity.web.shared.errors import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed(world, tmp_path, monkeypatch):
    """Return a signed letter of an installation whose home a test may change."""
    here, there = key_file(), tmp_path / "signing_authority.pem"
    there.write_bytes(here.read_bytes())
    monkeypatch.setenv("REPLICITY_HOME", str(tmp_path))
    return made.signed(world)


def key_file():
    return home_folder() / "signing_authority.pem"


def give_from_outside(monkeypatch, other):
    monkeypatch.setenv("REPLICITY_SIGNING_KEY", other.key_pem.decode())
    monkeypatch.setenv("REPLICITY_SIGNING_CERTIFICATE", other.certificate_pem.decode())


def test_what_signed_is_known_by_its_certificate(signed):
    assert SigningAuthority.objects.get().sha256 == authority().fingerprint
    assert authority_in(bytes(signed.document.content), "party-1") == authority_certificate()
    assert verify_code(signed.code).verdict == "valid"


def test_a_lost_authority_is_not_made_anew(world, signed, caplog, client):
    waits = made.approved(world)
    key_file().unlink()
    with caplog.at_level(logging.ERROR, "replicity.letters"), pytest.raises(Refused) as refused:
        made.sign(world, waits, "city")
    assert refused.value.status == 503
    assert "signing authority is missing: put signing_authority.pem" in refused.value.sentence
    assert "signing authority is missing" in caplog.text
    assert not key_file().exists()
    assert not SignatureRecord.objects.filter(letter=waits).exists()
    file = io.BytesIO(bytes(signed.document.content))
    file.name = "letter.pdf"
    for text in (
        client.post("/verify/", {"code": signed.code}).content.decode(),
        client.post("/verify/", {"file": file}).content.decode(),
    ):
        assert "this platform cannot vouch for who signed" in text
        assert "is missing here or was replaced" in text
        assert "not a byte of it was changed" not in text
    assert client.get("/verify/certificate.pem").status_code == 503


def test_another_authority_signs_only_when_it_is_named_as_the_successor(world, signed, monkeypatch):
    waits, other = made.approved(world), new_authority("Another", datetime.now(UTC))
    give_from_outside(monkeypatch, other)
    with pytest.raises(Refused, match="under another signing authority"):
        made.sign(world, waits, "city")
    found = verify_code(signed.code)
    assert (found.verdict, found.authority_lost) == ("unvouched", True)
    monkeypatch.setenv("REPLICITY_SIGNING_SUCCESSOR", other.fingerprint.upper())
    made.sign(world, waits, "city")
    assert SigningAuthority.objects.count() == 2
    # what the predecessor signed is vouched for by the certificate that is kept of it
    assert verify_code(signed.code).verdict == "valid"
    assert verify_code(waits.code).verdict == "valid"
    monkeypatch.delenv("REPLICITY_SIGNING_SUCCESSOR")
    assert authority().fingerprint == other.fingerprint


def test_a_document_that_another_authority_certified_is_not_vouched_for(world, tmp_path, monkeypatch):
    """Somebody put a whole document, well signed by an authority of their own, into the place of ours."""
    ours = SigningAuthority.objects.get()
    SigningAuthority.objects.all().delete()
    with monkeypatch.context() as theirs:
        theirs.setenv("REPLICITY_HOME", str(tmp_path / "theirs"))
        letter = made.signed(world)
    SigningAuthority.objects.all().delete()
    ours.save()
    found = verify_code(letter.code)
    assert (found.verdict, found.authority_lost) == ("unvouched", False)
    content = bytes(StoredFile.objects.get(pk=letter.document_id).content)
    assert verify_file(content).verdict == "unvouched"


def test_what_was_signed_before_is_learned_from_the_documents(signed):
    from importlib import import_module

    from django.apps import apps

    SigningAuthority.objects.all().delete()
    import_module("replicity.web.letters.migrations.0004_signing_authority").learn_from_signatures(apps, None)
    assert SigningAuthority.objects.get().sha256 == authority().fingerprint
