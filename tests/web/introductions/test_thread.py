"""Messages and documents: told to the others, never changed, hostile text stays text."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from replicity.web.introductions import services
from replicity.web.introductions.models import Document, Introduction, Message
from replicity.web.notices.models import Mail, Notice
from replicity.web.shared.editing import EditedMeanwhile
from replicity.web.shared.errors import Refused

HOSTILE = "<script>alert(1)</script> {{ 7|add:7 }} =HYPERLINK(1)"


@pytest.fixture
def introduction(world):
    """Return the accepted introduction of the world."""
    return Introduction.objects.get(pk=world.ids["introduction"])


@pytest.fixture
def document(world):
    """Return the document of the host with its two versions."""
    return Document.objects.get(pk=world.ids["introduction_document"])


def test_a_message_reaches_the_others_and_not_its_writer(world, introduction):
    Notice.objects.all().delete()
    services.write(world.actor("editor"), introduction, "When may we call?")
    told = Notice.objects.filter(kind="introductions.message")
    assert [n.person for n in told] == [world.people["host"]]
    assert "When may we call?" in Mail.objects.filter(address="host@example.org").first().body


def test_a_message_is_told_in_the_language_of_its_reader(world, introduction):
    person = world.people["host"]
    person.language = "es"
    person.save()
    services.write(world.actor("editor"), introduction, "Hola")
    assert "escribió sobre" in Mail.objects.filter(address="host@example.org").first().body


def test_hostile_text_stays_text(world, introduction, as_):
    as_("editor").post(f"/introductions/{introduction.pk}/messages/", {"text": HOSTILE})
    for client, address in ((as_("host"), f"/introductions/{introduction.pk}/"), (as_("host"), "/desk/")):
        text = client.get(address).content.decode()
        assert "<script>alert(1)</script>" not in text
        assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7|add:7 }}" in text


def test_a_message_cannot_break_the_head_of_an_email(world, introduction):
    world.organisations["city"].name = "Santiago\r\nBcc: all@example.org"
    world.organisations["city"].save()
    services.write(world.actor("editor"), introduction, "Hello")
    assert "\n" not in Mail.objects.filter(address="host@example.org").first().subject


def test_a_correction_is_a_message_of_its_own(world, introduction, as_):
    first = services.write(world.actor("editor"), introduction, "On 3 May")
    as_("editor").post(
        f"/introductions/{introduction.pk}/messages/", {"text": "On 4 May", "corrects": first.pk}
    )
    second = Message.objects.first()
    assert (second.text, second.corrects, Message.objects.get(pk=first.pk).text) == (
        "On 4 May",
        first,
        "On 3 May",
    )
    with pytest.raises(Refused, match="your own organisation"):
        services.write(world.actor("host"), introduction, "No", first)


def test_nothing_is_added_when_it_is_over(world, introduction, as_):
    services.close(world.actor("host"), introduction, "learned")
    answer = as_("editor").post(f"/introductions/{introduction.pk}/messages/", {"text": "One thing more"})
    assert answer.status_code == 409
    assert "One thing more" in answer.content.decode()
    with pytest.raises(Refused, match="is over"):
        services.share(world.actor("host"), introduction, "Late", b"text", name="late.txt")


def test_versions_are_kept_and_handed_out_as_files(world, document, as_):
    address = f"/introductions/{document.introduction_id}/documents/{document.pk}/"
    first = as_("editor").get(f"{address}versions/1/")
    second = as_("reader").get(f"{address}versions/2/")
    assert first.content == b"Parking policy of the city, in short."
    assert second.content == first.content + b" Signed."
    assert first["Content-Disposition"] == 'attachment; filename="agreements.txt"'
    assert first["X-Content-Type-Options"] == "nosniff"
    assert as_("editor").get(f"{address}versions/3/").status_code == 404


def test_a_document_is_found_under_its_own_introduction_alone(world, document, as_):
    other = world.ids["introduction_waiting"]
    assert as_("editor").get(f"/introductions/{other}/documents/{document.pk}/").status_code == 404


def test_who_was_slower_is_told_and_keeps_the_note(world, document, as_):
    address = f"/introductions/{document.introduction_id}/documents/{document.pk}/versions/"
    sent = {"revision": 1, "note": "With the annex", "file": SimpleUploadedFile("a.txt", b"Annex")}
    answer = as_("host").post(address, sent)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody else saved this meanwhile" in text
    assert "With the annex" in text
    # the form now stands on the newest version, so sending again adds to it
    assert f'name="revision" value="{document.revision}"' in text
    assert document.versions.count() == 2
    again = {
        "revision": document.revision,
        "note": "With the annex",
        "file": SimpleUploadedFile("a.txt", b"An"),
    }
    assert as_("host").post(address, again).status_code == 302
    assert document.versions.first().number == 3


def test_the_same_file_again_is_not_a_version(world, document):
    latest = bytes(document.versions.first().file.content)
    with pytest.raises(Refused, match="latest version already"):
        services.add_version(world.actor("host"), document, document.revision, latest, name="again.txt")
    document.refresh_from_db()
    assert document.versions.count() == 2


def test_an_old_revision_is_refused_by_the_service(world, document):
    with pytest.raises(EditedMeanwhile):
        services.add_version(world.actor("host"), document, 1, b"other", name="other.txt")


def test_a_hostile_file_is_refused_and_the_title_kept(world, introduction, as_):
    given = SimpleUploadedFile("plan.pdf", b"MZ\x90\x00 a program")
    answer = as_("host").post(
        f"/introductions/{introduction.pk}/documents/", {"title": "Our plan", "file": given}
    )
    assert answer.status_code == 415
    assert "Our plan" in answer.content.decode()
    assert Document.objects.filter(title="Our plan").count() == 0
