"""Ways in and out: requests, invitations, roles, erasure."""

import json
import re

import pytest
from django.core import mail

from replicity.web.accounts import services
from replicity.web.accounts.models import Invitation, JoinRequest, Membership, Organisation, Person
from replicity.web.accounts.personal import export_of
from replicity.web.audit.models import Entry
from replicity.web.notices.models import Mail, Notice
from replicity.web.shared.errors import Refused

pytestmark = pytest.mark.django_db
ASKED = {
    "organisation_name": "Municipalidad de Lima",
    "kind": "city",
    "country": "PE",
    "city_id": "Lima, PE",
    "name": "Ana",
    "email": "Ana@Example.org",
    "message": "We want better lamps.",
}
SECRET = re.compile(r"/invitations/([\w-]+)/")


def secret_in(message):
    return SECRET.search(message.body)[1]


def test_a_request_is_answered_and_becomes_an_administrator(client, as_, world):
    assert client.post("/join/", ASKED).status_code == 302
    asked = JoinRequest.objects.get(organisation_name="Municipalidad de Lima")
    assert (asked.city_id, asked.email) == ("geonames:3936456", "ana@example.org")
    assert Notice.objects.filter(person=world.people["broker"], kind="accounts.join_asked").exists()
    page = as_("broker").get("/join/requests/").content.decode()
    assert "Municipalidad de Lima" in page
    as_("broker").post(f"/join/requests/{asked.pk}/", {"accept": "1"})
    link = f"/invitations/{secret_in(Mail.objects.get(address='ana@example.org'))}/"
    assert "Municipalidad de Lima" in client.get(link).content.decode()
    answer = client.post(link, {"name": "Ana", "password": "lamparas-nuevas-2026"})
    assert answer.status_code == 302
    assert "Municipalidad de Lima" in client.get("/desk/").content.decode()
    ana = Person.objects.get(email="ana@example.org")
    assert ana.memberships.get().role == "administrator"
    # the link holds once
    assert client.get(link).status_code == 410


def test_a_request_is_declined_with_a_reason(as_, world):
    address = f"/join/requests/{world.ids['join_request']}/"
    assert as_("broker").post(address, {"decline": "1"}).status_code == 400
    assert as_("broker").post(address, {"decline": "1", "reason": "Not a city."}).status_code == 302
    assert "Not a city." in Mail.objects.get(address="a@example.org").body
    again = as_("broker").post(address, {"accept": "1"})
    assert again.status_code == 409
    assert "answered meanwhile" in again.content.decode()


def test_an_invitation_belongs_to_one_address(as_, world):
    link = f"/invitations/{world.ids['invitation_secret']}/"
    answer = as_("outsider").post(link)
    assert answer.status_code == 403
    assert "another address" in answer.content.decode()
    assert not Membership.objects.filter(
        person=world.people["outsider"], organisation=world.organisations["city"]
    )


def test_the_database_does_not_hold_the_secret_of_an_invitation(world):
    assert not Invitation.objects.filter(secret_hash=world.ids["invitation_secret"]).exists()


@pytest.mark.parametrize("password", ["short", "123456789012345", "new.person@example.org"])
def test_weak_passwords_are_refused(client, world, password):
    link = f"/invitations/{world.ids['invitation_secret']}/"
    answer = client.post(link, {"name": "New", "password": password})
    assert answer.status_code == 400
    assert not Person.objects.filter(email="new.person@example.org").exists()


def test_an_organisation_keeps_an_administrator(world):
    only = Membership.objects.get(organisation=world.organisations["city"], role="administrator")
    for role in ("reader", ""):
        with pytest.raises(Refused, match="needs an administrator"):
            services.change_member(world.actor("editor"), only, role)


def test_a_blocked_organisation_may_not_act_as_broker(world):
    services.set_standing(world.actor("broker"), world.organisations["broker"], "blocked")
    assert not world.actor("broker").broker


def test_details_that_cannot_be_used_are_named_beside_their_field(as_, world):
    answer = as_("editor").post(
        f"/organisations/{world.ids['city']}/change/",
        {"name": "Santiago", "country": "CL", "city_id": "Xqzxqz", "website": "javascript:alert(1)"},
    )
    text = answer.content.decode()
    assert answer.status_code == 400
    assert "No city is called “Xqzxqz”" in text
    assert 'href="#id_website"' in text
    assert Organisation.objects.get(pk=world.ids["city"]).name == "Municipalidad de Santiago"


def test_what_is_held_of_a_person_can_be_taken_away_as_a_file(as_, world):
    answer = as_("editor").get("/profile/export/")
    held = json.loads(answer.content)
    assert held["person"]["email"] == "editor@example.org"
    assert held["memberships"][0]["organisation"] == "Municipalidad de Santiago"
    assert "attachment" in answer["Content-Disposition"]


def test_erasure_leaves_no_personal_data_and_the_audit_trail_whole(as_, world):
    from replicity.web.audit.queries import verify

    person = world.people["reader"]
    client = as_("reader")
    assert client.post("/profile/erase/", {"password": "wrong"}).status_code == 403
    assert client.post("/profile/erase/", {"password": "correct-horse-battery"}).status_code == 302
    person.refresh_from_db()
    held = json.dumps(export_of(person))
    assert "reader@example.org" not in held
    assert "Reader" not in held
    assert not person.is_active
    assert Entry.objects.filter(action="accounts.erase", actor=str(person.pseudonym)).exists()
    assert verify().fault == ""


def test_erasure_takes_the_address_out_of_invitations_and_requests(world):
    admin, city = world.actor("editor"), world.organisations["city"]
    asked = {"name": "Nina Sol", "email": "nina@example.org", "message": "I am Nina.", "kind": "city"}
    services.ask_to_join({**asked, "organisation_name": "Lima Sur", "country": "PE"})
    secret = services.invite(admin, city, "nina@example.org", "reader")
    person = services.accept(secret, None, "Nina Sol", "correct-horse-battery")
    services.invite(admin, city, "Nina@Example.org", "editor")
    services.invite(admin, city, "other@example.org", "editor")
    person.email = "sol@example.org"  # changed since: the invitation bears the former one
    person.save()
    services.erase(person)
    taken_up = Invitation.objects.exclude(accepted_at=None).get(organisation=city)
    assert taken_up.email == f"{person.pseudonym}@erased.invalid"
    assert Invitation.objects.filter(email="other@example.org").exists()
    request = JoinRequest.objects.get(organisation_name="Lima Sur")
    assert (request.name, request.message) == ("", "")
    for model in (Invitation, JoinRequest):
        assert not model.objects.filter(email__iexact="nina@example.org").exists()


def test_the_last_administrator_is_not_erased_while_others_remain(world):
    with pytest.raises(Refused, match="would have no administrator"):
        services.erase(world.people["editor"])


def test_the_audit_trail_holds_no_personal_data(world):
    written = json.dumps(list(Entry.objects.values("actor", "thing_id", "facts")), default=str)
    for person in Person.objects.all():
        assert person.email not in written
        assert person.name not in written


def test_login_and_wrong_password(client, world):
    wrong = client.post("/account/login/", {"login": "editor@example.org", "password": "no"})
    assert "not correct" in wrong.content.decode()
    right = client.post(
        "/account/login/", {"login": "EDITOR@example.org", "password": "correct-horse-battery"}
    )
    assert (right.status_code, right["Location"]) == (302, "/desk/")


def test_a_forgotten_password_is_set_anew_by_mail(client, world):
    client.post("/account/password/reset/", {"email": "editor@example.org"})
    link = re.search(r"http://testserver(/account/password/reset/key/\S+)", mail.outbox[0].body)[1]
    page = client.get(link, follow=True)
    client.post(
        page.request["PATH_INFO"], {"password1": "a-new-long-secret", "password2": "a-new-long-secret"}
    )
    assert client.login(
        username="editor@example.org", email="editor@example.org", password="a-new-long-secret"
    )


def test_nobody_learns_whether_an_address_has_a_login(client, world):
    known = client.post("/account/password/reset/", {"email": "editor@example.org"}, follow=True)
    unknown = client.post("/account/password/reset/", {"email": "nobody@example.org"}, follow=True)
    strip = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
    assert strip.sub("", known.content.decode()) == strip.sub("", unknown.content.decode())
