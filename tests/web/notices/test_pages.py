"""The pages of notices, choices and e-mails in the folder."""

import pytest
from django.core.mail import EmailMessage

from replicity.web.accounts.notices import JOIN_ASKED
from replicity.web.accounts.personal import export_of
from replicity.web.accounts.services import erase
from replicity.web.notices.models import Mail, Notice
from replicity.web.notices.services import notify

pytestmark = pytest.mark.django_db


def told(world, role="editor", **facts):
    notify(JOIN_ASKED, [world.people[role]], link="/desk/", organisation="Quito", **facts)


def test_a_notice_is_read_in_the_language_of_its_reader(as_, world):
    told(world)
    client = as_("editor")
    assert "Quito asks to join the network." in client.get("/notices/").content.decode()
    spanish = client.get("/notices/", headers={"accept-language": "es"}).content.decode()
    assert "Quito pide" in spanish


def test_opening_a_notice_marks_it_and_leads_to_the_thing(as_, world):
    told(world)
    notice = Notice.objects.filter(person=world.people["editor"]).first()
    response = as_("editor").post(f"/notices/{notice.pk}/read/", {"open": "1"})
    assert response["location"] == "/desk/"
    notice.refresh_from_db()
    assert notice.read_at is not None


def test_a_link_out_of_the_site_is_not_followed(as_, world):
    told(world)
    notice = Notice.objects.filter(person=world.people["editor"]).first()
    Notice.objects.filter(pk=notice.pk).update(link="//evil.example/")
    response = as_("editor").post(f"/notices/{notice.pk}/read/", {"open": "1"})
    assert response["location"] == "/notices/"


def test_all_are_read_at_once_but_only_ones_own(as_, world):
    told(world)
    told(world, "host")
    others = Notice.objects.filter(person=world.people["host"], read_at=None).count()
    as_("editor").post("/notices/read/")
    assert not Notice.objects.filter(person=world.people["editor"], read_at=None).exists()
    assert Notice.objects.filter(person=world.people["host"], read_at=None).count() == others > 0


def test_who_wants_no_mail_gets_the_notice_alone(as_, world):
    Mail.objects.all().delete()
    client = as_("editor")
    assert "checked" in client.get("/notices/choices/").content.decode()
    client.post("/notices/choices/", {})
    assert "checked" not in client.get("/notices/choices/").content.decode()
    before = Notice.objects.count()
    told(world)
    assert (Notice.objects.count(), Mail.objects.count()) == (before + 1, 0)
    client.post("/notices/choices/", {"mail": [JOIN_ASKED.id, "unknown"]})
    told(world)
    assert "/notices/choices/" in Mail.objects.get().body


def test_brokers_read_the_folder_of_mails(as_, world, settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    link = "http://localhost:8000/invitations/abc/"
    from django.core.mail import get_connection

    mails = [EmailMessage(f"Señal {n}", f"<b>Hola</b>\n{link}", to=["ana@example.org"]) for n in (1, 2)]
    assert get_connection().send_messages(mails) == 2
    page = as_("broker").get("/mail/").content.decode()
    assert "Señal 1" in page
    assert "Señal 2" in page
    assert f'href="{link}"' in page
    assert "<b>Hola" not in page
    assert as_("editor").get("/mail/").status_code == 404


def test_personal_data_are_handed_out_and_erased(world):
    person = world.people["reader"]
    told(world, "reader")
    assert {"organisation": "Quito"} in [n["facts"] for n in export_of(person)["notices"]]
    address = person.email
    erase(person)
    assert not Notice.objects.filter(person=person).exists()
    assert not Mail.objects.filter(address=address).exists()


def test_files_in_the_mail_folder_are_removed_after_their_time(settings, tmp_path, db):
    import os
    import time

    from replicity.web.notices.jobs import MAIL_DAYS, sweep

    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    for name, days in (("old.log", MAIL_DAYS + 1), ("new.log", MAIL_DAYS - 1)):
        (tmp_path / name).write_text("x")
        when = time.time() - days * 86_400
        os.utime(tmp_path / name, (when, when))
    sweep.call()
    assert [p.name for p in tmp_path.iterdir()] == ["new.log"]
