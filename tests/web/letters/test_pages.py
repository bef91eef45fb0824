"""The pages of a letter: forms keep what was typed, both texts are shown, hostile text stays text."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.web.world import letters as made
from tests.web.world.people import PASSWORD

from replicity.web.letters.models import Letter, SignatureRecord
from replicity.web.letters.queries import content_now

pytestmark = pytest.mark.django_db


def fields_of(page):
    """Return what the form of a page would send."""
    inputs = [dict(re.findall(r'(\w+)="([^"]*)"', tag)) for tag in re.findall(r"<input[^>]*>", page)]
    areas = re.findall(r'<textarea name="([^"]+)"[^>]*>\n?(.*?)</textarea>', page, re.DOTALL)
    given = {i["name"]: i.get("value", "") for i in inputs if "name" in i and i.get("type") != "checkbox"}
    return {name: unescape(text) for name, text in {**given, **dict(areas)}.items()}


def test_a_group_is_changed_as_a_person_does(world, as_):
    letter = world.things["letter"]
    address = reverse("letter-group", args=(letter.pk, "work_plan"))
    given = fields_of(as_("buyer").get(address).content.decode())
    rows = int(given["milestones.count"])
    last = f"milestones.{rows - 1}"
    given |= {f"{last}.milestone.en": "Board", f"{last}.decides": "Mapocho", "milestones.0.remove": "on"}
    assert as_("buyer").post(address, given).status_code == 302
    before, now = content_now(letter), content_now(Letter.objects.get(pk=letter.pk))
    old, new = before.rows("work_plan", "milestones"), now.rows("work_plan", "milestones")
    assert len(new) == len(old)
    assert [dict(r) for r in new[:-1]] == [dict(r) for r in old[1:]]
    assert new[-1]["milestone"]["en"] == "Board"


def test_saving_an_untouched_form_changes_nothing(world, as_):
    letter = world.things["letter"]
    for group in ("scope", "evidence", "results", "preconditions", "work_plan", "contacts", "duration"):
        address = reverse("letter-group", args=(letter.pk, group))
        given = fields_of(as_("buyer").get(address).content.decode())
        assert as_("buyer").post(address, given).status_code == 302, group
        assert Letter.objects.get(pk=letter.pk).version == letter.version, group


def test_the_second_person_sees_both_texts_and_decides(world, as_):
    letter = world.things["letter"]
    address = reverse("letter-group", args=(letter.pk, "visit"))
    buyer, host = as_("buyer"), as_("host")
    first = fields_of(buyer.get(address).content.decode())
    second = fields_of(host.get(address).content.decode())
    buyer.post(address, {**first, "dates": "May 2027"})
    answer = host.post(address, {**second, "dates": "June 2027"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody else saved this meanwhile" in page
    assert "<ins>May 2027</ins>" in page
    again = fields_of(page)
    assert again["dates"] == "June 2027"
    assert host.post(address, again).status_code == 302
    now = Letter.objects.get(pk=letter.pk)
    assert content_now(now).line("visit", "dates") == "June 2027"
    assert now.version == letter.version + 2


def test_what_was_typed_is_kept_when_it_cannot_be_saved(world, as_):
    letter = world.things["letter"]
    address = reverse("letter-group", args=(letter.pk, "visit"))
    given = fields_of(as_("buyer").get(address).content.decode())
    answer = as_("buyer").post(address, {**given, "dates": "x" * 301, "delegation": "eight people"})
    assert answer.status_code == 400
    assert "eight people" in answer.content.decode()


@pytest.mark.parametrize("count", ["-1", "nonsense", "999999999"])
def test_a_forged_number_of_rows_does_no_harm(world, as_, count):
    letter = world.things["letter"]
    address = reverse("letter-group", args=(letter.pk, "work_plan"))
    answer = as_("buyer").post(address, {"milestones.count": count, "seen_version": letter.version})
    assert answer.status_code in (302, 400)


def test_hostile_text_stays_text(world, as_):
    letter = world.things["letter"]
    address = reverse("letter-group", args=(letter.pk, "visit"))
    given = fields_of(as_("buyer").get(address).content.decode())
    hostile = "<script>alert(1)</script> #set page(width: 1cm) =1+1"
    as_("buyer").post(address, {**given, "dates": hostile})
    page = as_("host").get(reverse("letter", args=(letter.pk,))).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    pdf = as_("host").get(reverse("letter-pdf", args=(letter.pk,)))
    assert pdf.content.startswith(b"%PDF")


def test_a_letter_is_drafted_from_the_match(world, as_):
    city = world.organisations["city"]
    address = reverse("letter-new")
    start = as_("editor").get(f"{address}?place=3871336&solution=led_street_lighting").content.decode()
    assert re.search(r'value="led_street_lighting"[^>]*checked', start)
    query = f"{address}?city={city.pk}&solution=led_street_lighting&solution=city_data_platform"
    given = {
        "buyer": world.organisations["buyer"].pk,
        "host": world.organisations["host"].pk,
        "languages": "en es",
        "valid_until": (timezone.localdate() + timedelta(days=300)).isoformat(),
        "scale.led_street_lighting": "5000",
        "model.led_street_lighting": "shared_savings",
        "site.led_street_lighting": "Barrio Yungay",
    }
    answer = as_("editor").post(query, given)
    assert answer.status_code == 302, answer.content.decode()
    letter = Letter.objects.order_by("-pk")[0]
    content = content_now(letter)
    rows = content.rows("scope", "solutions")
    assert rows[0]["scale"]["en"] == "5,000 luminaires"
    assert rows[0]["site"] == "Barrio Yungay"
    models = [r["model"]["es"] for r in content.rows("business_model", "models")]
    assert models[0] == "Contrato de ahorros compartidos"
    assert [p.role for p in letter.parties.all()] == ["facilitator", "buyer", "host"]


@pytest.mark.parametrize(
    ("query", "given"),
    [
        ("?city=999999&solution=led_street_lighting", {}),
        ("?city={city}&solution=nonsense", {}),
        ("?city={city}&solution=led_street_lighting", {"languages": "fr", "valid_until": "2020-01-01"}),
        ("?city={city}&solution=led_street_lighting", {"model.led_street_lighting": "nonsense"}),
    ],
)
def test_a_draft_that_cannot_be_made_says_why(world, as_, query, given):
    address = reverse("letter-new") + query.format(city=world.organisations["city"].pk)
    answer = as_("editor").post(address, given)
    assert answer.status_code == 400
    assert "Nothing was saved" in answer.content.decode()
    assert Letter.objects.count() == 2


def test_a_city_does_not_draft_for_another(world, as_):
    address = f"{reverse('letter-new')}?city={world.organisations['host'].pk}&solution=led_street_lighting"
    assert as_("editor").post(address, {}).status_code == 400


def test_the_pages_speak_spanish(world, as_):
    letter = made.signed(world, languages=("en", "es"))
    client = as_("editor")
    for address, words in (
        ("/letters/", "Cartas de intención"),
        (f"/letters/{letter.pk}/", "Partes, en el orden de firma"),
        (f"/letters/{letter.pk}/versions/", "Todas las versiones"),
        ("/verify/", "Verificar una carta de intención"),
    ):
        page = client.get(address, headers={"accept-language": "es"}).content.decode()
        assert words in page
    page = client.get(f"/letters/{letter.pk}/", headers={"accept-language": "es"}).content.decode()
    assert "Alumbrado público LED" in page
    both = client.get(f"/letters/{letter.pk}/?both=1", headers={"accept-language": "es"}).content.decode()
    assert '<p lang="en">' in both
    assert '<p lang="en">' not in page


def test_lists_ask_the_database_a_fixed_number_of_times(world, as_, django_assert_max_num_queries):
    made.sent(world)
    client = as_("broker")
    with django_assert_max_num_queries(14):
        client.get("/letters/")
    with django_assert_max_num_queries(30):
        client.get(f"/letters/{world.ids['letter']}/")


def test_a_copy_is_handed_in_and_out_as_a_file(world, as_, tmp_path):
    letter = world.things["letter_approved"]
    party = world.ids["letter_approved_buyer"]
    scan = tmp_path / "scan.png"
    scan.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + b"\x01" * 40)
    with scan.open("rb") as file:
        answer = as_("buyer").post(reverse("letter-hand-in", args=(letter.pk, party)), {"file": file})
    assert answer.status_code == 302
    assert SignatureRecord.objects.get(party_id=party).method == "copy"
    given = as_("reader").get(reverse("letter-copy", args=(letter.pk, party)))
    assert given.content == scan.read_bytes()
    assert given["Content-Disposition"].startswith("attachment")
    assert given["X-Content-Type-Options"] == "nosniff"


def test_checking_a_letter_asks_for_the_token_of_this_site(world):
    client = Client(enforce_csrf_checks=True)
    assert client.post("/verify/", {"code": "x"}).status_code == 403


def test_the_whole_way_by_its_pages(world, as_):
    """Draft, name the signatories, negotiate, approve, sign in order, check: as three people do."""
    editor, city = as_("editor"), world.organisations["city"]
    given = {
        "buyer": world.organisations["buyer"].pk,
        "host": world.organisations["host"].pk,
        "application": world.things["application"].pk,
        "languages": "en",
        "valid_until": (timezone.localdate() + timedelta(days=300)).isoformat(),
    }
    editor.post(f"{reverse('letter-new')}?city={city.pk}&solution=led_street_lighting", given)
    letter = Letter.objects.order_by("-pk")[0]
    editor.post(reverse("letter-send", args=(letter.pk,)))
    parties = {name: made.party(world, letter, name) for name in made.SIGNERS}
    for name, role in made.SIGNERS.items():
        person = world.people[role]
        data = {"role": made.ROLES[name], "signatory": person.pk, "signatory_name": person.name}
        answer = as_(role).post(reverse("letter-party", args=(letter.pk, parties[name].pk)), data)
        assert answer.status_code == 302, answer.content.decode()
    letter.refresh_from_db()
    for name, role in made.SIGNERS.items():
        data = {"body": "Board", "reference": "7", "approved_on": timezone.localdate().isoformat()}
        data["seen_version"] = letter.version
        address = reverse("letter-approve", args=(letter.pk, parties[name].pk))
        assert as_(role).post(address, data).status_code == 302
    for name, role in made.SIGNERS.items():
        data = {"consent": "on", "password": PASSWORD, "seen_version": letter.version}
        address = reverse("letter-sign", args=(letter.pk, parties[name].pk))
        assert as_(role).post(address, data).status_code == 302
    page = editor.get(reverse("letter", args=(letter.pk,))).content.decode()
    assert "In force since" in page
    assert "3 of 3" in Client().post("/verify/", {"code": letter.code}).content.decode()


def test_an_accepted_application_leads_to_its_letter(world, as_):
    page = as_("editor").get(reverse("application", args=(world.ids["application"],))).content.decode()
    address = unescape(re.search(r'href="(/letters/new/[^"]+)"', page).group(1))
    form = as_("editor").get(address).content.decode()
    for solution in world.things["application"].solutions:
        assert re.search(rf'value="{solution}"[^>]*checked', form)
    # a host reads the application, but drafts no letter for the city
    other = as_("host").get(reverse("application", args=(world.ids["application"],))).content.decode()
    assert "/letters/new/" not in other


def test_others_are_not_asked_who_signs_for_a_party(world, as_):
    letter = world.things["letter"]
    address = reverse("letter-party", args=(letter.pk, world.ids["letter_host"]))
    page = as_("buyer").get(address).content.decode()
    assert "is named by its own people or by the broker" in page
    assert 'name="office"' not in page
    as_("buyer").post(address, {"role": "observer", "office": "Mayor", "signatory_name": "Somebody"})
    party = made.party(world, letter, "host")
    assert (party.role, party.office, party.signatory_name) == ("observer", "Director", "Host")
    assert 'name="office"' in as_("host").get(address).content.decode()
