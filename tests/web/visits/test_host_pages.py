"""A visit to several hosts on its pages, in its slots and in its documents."""

import io
from datetime import timedelta

import pytest
from ical.calendar_stream import IcsCalendarStream
from pypdf import PdfReader
from tests.web.visits.hosting import LIMA, all_confirm, fresh, organisation, told
from tests.web.world.visits import at, let_begin, monday, slot_times

from replicity.web.shared.errors import Refused
from replicity.web.visits import services
from replicity.web.visits.jobs import remind_of_follow_ups
from replicity.web.visits.models import Visit

pytestmark = pytest.mark.django_db


def test_the_page_shows_who_has_confirmed_and_the_list_holds_the_visit(world, hero, client):
    services.confirm_visit(world.actors["host"], hero)
    client.force_login(world.receivers["hsb"])
    assert "Three hosts" in client.get("/visits/").content.decode()
    text = client.get(f"/visits/{hero.pk}/").content.decode()
    assert text.count(">has confirmed<") == 1
    assert text.count(">has not confirmed yet<") == 2
    assert "Confirm for HSB" in text
    assert "Confirm for Riksbyggen" not in text
    response = client.post(f"/visits/{hero.pk}/step/", {"step": "decline", "reason": "Flooded"}, follow=True)
    assert response.redirect_chain == [("/visits/", 302)]
    assert client.get(f"/visits/{hero.pk}/").status_code == 404
    assert "Three hosts" not in client.get("/visits/").content.decode()


def test_slots_of_each_host_can_be_taken_and_those_of_others_not(world, hero, as_):
    slots = [
        services.offer_slot(world.actors[name], world.owners[name], slot_times(monday(14), hour, site))
        for name, hour, site in (("hsb", 9, "HSB Living Lab"), ("riks", 13, "Brf Viva"))
    ]
    page = as_("editor").get(f"/visits/{hero.pk}/").content.decode()
    for slot in slots:
        assert f"/visits/{hero.pk}/slots/{slot.pk}/" in page
        assert as_("editor").post(f"/visits/{hero.pk}/slots/{slot.pk}/").status_code == 302
    assert {b.slot_id for b in hero.bookings.all()} == {s.pk for s in slots}
    stranger, actor, _person = organisation("Chalmers House")
    other = services.offer_slot(actor, stranger, slot_times(monday(14), 17))
    assert as_("editor").post(f"/visits/{hero.pk}/slots/{other.pk}/").status_code == 404
    with pytest.raises(Refused, match="not in the visit"):
        services.book_slot(world.actor("editor"), hero, other)


def test_a_slot_in_another_zone_is_shown_in_the_visits_and_in_its_own_time(world, hero, as_):
    lima, actor, _person = organisation("Lima Homes", city_id=LIMA, country="PE")
    services.add_host(world.actor("editor"), hero, lima)
    noon = at(monday(14), 21)  # Stockholm; afternoon in Lima
    slot = services.offer_slot(actor, lima, {**slot_times(monday(14), 21, "Quinta"), "begins_at": noon})
    assert slot.time_zone == "America/Lima"
    there = f"{slot.begins:%H:%M}"
    assert there in ("14:00", "15:00")
    page = as_("editor").get(f"/visits/{hero.pk}/").content.decode()
    assert "21:00–22:30 <strong>Quinta" in page
    assert f"{there} at the site (America/Lima)" in page
    services.book_slot(world.actor("editor"), hero, slot)
    item = hero.items.get(booking__slot=slot)
    assert item.begins_at == noon
    page = as_("editor").get(f"/visits/{hero.pk}/").content.decode()
    assert page.count(f"{there} at the site (America/Lima)") == 2  # the programme and the list of slots
    feed = as_("editor").get(f"/visits/{hero.pk}/calendar.ics").content.decode()
    events = IcsCalendarStream.calendar_from_ics(feed).events
    assert next(e for e in events if e.location == "Quinta").dtstart == noon
    sheet = as_("editor").get(f"/visits/{hero.pk}/programme.pdf").content
    text = " ".join(" ".join(p.extract_text() for p in PdfReader(io.BytesIO(sheet)).pages).split())
    assert f"{there} at the site" in text
    assert "not in the sum: Lima" in " ".join(page.split())


def test_documents_name_all_hosts(world, hero, as_):
    names = [h.name for h in hero.hosts]
    sheet = as_("editor").get(f"/visits/{hero.pk}/programme.pdf").content
    text = " ".join(" ".join(p.extract_text() for p in PdfReader(io.BytesIO(sheet)).pages).split())
    assert ", ".join(names) in text
    feed = as_("editor").get(f"/visits/{hero.pk}/calendar.ics").content.decode()
    events = IcsCalendarStream.calendar_from_ics(feed).events
    assert events
    assert all(f"Hosts: {', '.join(names)}" in e.description for e in events)


def test_reports_and_what_follows_reach_all_hosts(world, hero):
    visit, actor = all_confirm(world, hero), world.actor("editor")
    let_begin(visit)
    services.take_step(actor, visit, "hold")
    soon = [("Send the contract", "HSB", monday(0) + timedelta(days=7))]
    answers = {q.pk: ("answered", "Yes") for q in visit.questions.all()}
    services.save_report(actor, visit, 1, {}, answers, soon)
    services.finish_report(actor, visit)
    remind_of_follow_ups.func()
    for person in world.receivers.values():
        assert len(told(person, "visits.reported")) == 1
        assert [f["what"] for f in told(person, "visits.follow_up_due")] == ["Send the contract"]
    services.set_follow_up(world.actors["hsb"], visit.follow_ups.get(who="HSB"), "done", "Sent")


def test_cancelling_tells_all_hosts(world, hero):
    services.take_step(world.actor("host"), hero, "cancel", "A strike")
    for person in (*world.receivers.values(), world.people["editor"]):
        assert [f["who"] for f in told(person, "visits.cancelled")] == ["City of Gothenburg"]


def test_a_visit_to_two_owners_is_planned_on_the_page(world, as_):
    client, ids = as_("editor"), world.ids
    hsb = organisation("HSB")[0]
    start = client.get("/visits/plan/").content.decode()
    assert "Riksbyggen · Gothenburg" in start
    address = (
        f"/visits/plan/?city={ids['city']}&host={ids['host']}&solution=mobility_hub"
        f"&further={ids['owner']}&further={hsb.pk}"
    )
    text = client.get(address).content.decode()
    assert f'name="further" value="{ids["owner"]}"' in text
    assert "Riksbyggen Brf Viva EC2B zero-parking housing" in text
    data = {
        "city": ids["city"],
        "host": ids["host"],
        "further": [ids["owner"], hsb.pk],
        "solution": "mobility_hub",
        "title": "To owners",
        "first_day": monday(10).isoformat(),
        "days": "2.0",
        "party_size": "5",
        "travel": "plane",
        "sites": ["Brf Viva"],
    }
    client.post("/visits/plan/", data)
    made = Visit.objects.get(title="To owners")
    assert made.hosts[0].pk == ids["host"]
    assert {h.pk for h in made.hosts[1:]} == {ids["owner"], hsb.pk}
    # who plans for one city is not offered that city, and cannot choose it
    assert "Municipalidad de Santiago · Santiago" not in start
    assert client.get(f"{address}&further={ids['city']}").status_code == 400


def test_sites_in_the_cities_of_all_hosts_can_be_ticked(world, as_):
    ids = world.ids
    abroad = organisation("Eindhoven Homes", city_id="geonames:2756253", country="NL")[0]
    text = (
        as_("editor")
        .get(f"/visits/plan/?city={ids['city']}&host={ids['host']}&solution=mobility_hub&further={abroad.pk}")
        .content.decode()
    )
    assert "Demonstrations in Gothenburg" in text
    assert "Demonstrations in Eindhoven" in text


def test_a_host_is_asked_on_the_page_of_hosts(world, as_):
    visit, client = world.things["visit"], as_("editor")
    address = f"/visits/{visit.pk}/hosts/"
    page = client.get(address).content.decode()
    assert "Riksbyggen · Gothenburg" in page
    assert "City of Gothenburg · Gothenburg" not in page  # it is a host already
    assert client.post(address, {"host": world.ids["city"]}).status_code == 400
    assert client.post(address, {"host": world.ids["owner"]}).status_code == 302
    assert [h.name for h in fresh(visit).hosts] == ["City of Gothenburg", "Riksbyggen"]
