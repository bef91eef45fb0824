"""A visit to several hosts: one leads, each confirms for itself, all see and are told."""

import io
import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connections
from django.http import Http404
from ical.calendar_stream import IcsCalendarStream
from pypdf import PdfReader
from tests.web.access.visits import ROWS
from tests.web.test_access import _status
from tests.web.world.people import GOTHENBURG, PASSWORD
from tests.web.world.visits import at, details, monday, slot_times

from replicity.web.accounts.actors import actor_for
from replicity.web.accounts.models import Membership, Organisation, Person
from replicity.web.audit.models import Entry
from replicity.web.notices.models import Mail, Notice
from replicity.web.shared.errors import Refused
from replicity.web.visits import services
from replicity.web.visits.jobs import remind_of_follow_ups
from replicity.web.visits.models import Booking, Slot, Visit

pytestmark = pytest.mark.django_db
LIMA = "geonames:3936456"


def organisation(name, kind="demonstration_owner", city_id=GOTHENBURG, country="SE"):
    """Return an approved organisation with one editor of its own, as (organisation, actor, person)."""
    made = Organisation.objects.create(
        kind=kind, name=name, country=country, city_id=city_id, standing="approved"
    )
    address = f"{name.lower().replace(' ', '.')}@example.org"
    person = Person.objects.create_user(address, PASSWORD, name=name)
    Membership.objects.create(person=person, organisation=made, role="editor")
    return made, actor_for(person), person


@pytest.fixture
def hero(world):
    """Return the visit of Santiago to the city of Gothenburg, HSB and Riksbyggen, each with its people."""
    hsb, hsb_actor, hsb_person = organisation("HSB")
    # in the world one person acts for Gothenburg and Riksbyggen: here each has its own
    riks, riks_actor, riks_person = organisation("Riksbyggen Living")
    visit = services.propose_visit(
        world.actor("editor"),
        world.organisations["city"],
        world.organisations["host"],
        details(title="Three hosts", first_day=monday(14)),
        (hsb, riks),
    )
    world.actors = {"hsb": hsb_actor, "riks": riks_actor, "host": world.actor("host")}
    world.owners = {"hsb": hsb, "riks": riks}
    world.receivers = {"hsb": hsb_person, "riks": riks_person}
    return visit


def fresh(visit) -> Visit:
    return Visit.objects.get(pk=visit.pk)


def told(person, kind) -> list[dict]:
    return [n.facts for n in Notice.objects.filter(person=person, kind=kind).order_by("pk")]


def calendars_of(address) -> list:
    return [
        (m.calendar_method, IcsCalendarStream.calendar_from_ics(bytes(m.calendar).decode()).events[0])
        for m in Mail.objects.filter(address=address).exclude(calendar=None).order_by("pk")
    ]


def all_confirm(world, visit) -> Visit:
    for name in ("host", "hsb", "riks"):
        services.confirm_visit(world.actors[name], visit)
    return fresh(visit)


def test_each_host_is_asked_and_stands_in_the_trail(world, hero):
    assert [h.name for h in hero.hosts] == ["City of Gothenburg", "HSB", "Riksbyggen Living"]
    for person in world.receivers.values():
        assert [f["visit"] for f in told(person, "visits.proposed")] == ["Three hosts"]
    added = Entry.objects.filter(action="visits.add_host", thing_id=str(hero.pk))
    assert [e.facts for e in added.order_by("pk")] == [{"host": o.pk} for o in world.owners.values()]


def test_the_visit_is_confirmed_when_all_hosts_have(world, hero):
    before = Mail.objects.exclude(calendar=None).count()
    services.confirm_visit(world.actors["hsb"], hero)
    assert fresh(hero).state == "proposed"
    (facts,) = told(world.people["editor"], "visits.host_confirmed")
    assert (facts["host"], facts["waiting"]) == ("HSB", "City of Gothenburg, Riksbyggen Living")
    services.confirm_visit(world.actors["host"], hero)
    assert Mail.objects.exclude(calendar=None).count() == before
    with pytest.raises(Refused, match="HSB has confirmed already"):
        services.confirm_visit(world.actors["hsb"], hero)
    services.confirm_visit(world.actors["riks"], hero)
    assert fresh(hero).state == "confirmed"
    for name in ("host", "hsb.", "riksbyggen.living"):
        address = f"{name.rstrip('.')}@example.org"
        method, event = calendars_of(address)[-1]
        assert method == "REQUEST"
        assert event.location == "City of Gothenburg, HSB, Riksbyggen Living"
    trail = Entry.objects.filter(action="visits.confirm", thing_id=str(hero.pk)).order_by("pk")
    assert [e.facts["host"] for e in trail] == [
        world.owners["hsb"].pk,
        world.organisations["host"].pk,
        world.owners["riks"].pk,
    ]


def test_nobody_answers_for_another_host(world, hero):
    with pytest.raises(Refused, match="You may see this"):
        services.confirm_visit(world.actors["hsb"], hero, world.owners["riks"])
    with pytest.raises(Refused, match="You may see this"):
        services.decline_visit(world.actors["host"], hero, "No", world.owners["riks"])
    with pytest.raises(Refused, match="You may see this"):
        services.confirm_visit(world.actor("editor"), hero)
    with pytest.raises(Http404):
        services.confirm_visit(world.actor("outsider"), hero, world.owners["hsb"])
    with pytest.raises(Refused, match="no host of the visit any more"):
        services.confirm_visit(world.actors["hsb"], hero, world.organisations["owner"])
    with pytest.raises(Refused, match="You may see this"):
        services.take_step(world.actors["hsb"], hero, "cancel", "The whole visit")
    assert not fresh(hero).hostings.filter(confirmed=True).exists()


def test_who_acts_for_two_hosts_says_for_which(world, as_):
    visit, actor = world.things["wide_visit"], world.actor("host")
    with pytest.raises(Refused, match="say for which of them you answer"):
        services.confirm_visit(actor, visit)
    page = as_("host").get(f"/visits/{visit.pk}/").content.decode()
    assert "Confirm for City of Gothenburg" in page
    assert "Confirm for Riksbyggen" in page
    assert "Decline for City of Gothenburg" not in page
    for name in ("host", "owner"):
        data = {"step": "confirm", "host": world.ids[name]}
        assert as_("host").post(f"/visits/{visit.pk}/step/", data).status_code == 302
    assert fresh(visit).state == "confirmed"


def test_a_host_declines_for_itself_with_a_reason_and_frees_its_slots(world, hero):
    owner = world.owners["riks"]
    slot = services.offer_slot(world.actors["riks"], owner, slot_times(monday(14), 16))
    services.book_slot(world.actor("editor"), hero, slot)
    services.confirm_visit(world.actors["host"], hero)
    services.confirm_visit(world.actors["hsb"], hero)
    with pytest.raises(Refused, match="Say why you cannot receive the visit"):
        services.decline_visit(world.actors["riks"], hero, " ")
    with pytest.raises(Refused, match="The leading host cannot leave a visit"):
        services.decline_visit(world.actors["host"], hero, "Holidays")
    services.decline_visit(world.actors["riks"], hero, "The house is being painted")
    visit = fresh(hero)
    assert [h.name for h in visit.hosts] == ["City of Gothenburg", "HSB"]
    assert visit.state == "confirmed"  # all who are left have confirmed
    assert not Booking.objects.filter(slot=slot).exists()
    assert not visit.items.filter(place=slot.site, removed=False, begins_at=slot.begins_at).exists()
    for person in (world.people["editor"], world.receivers["hsb"]):
        (facts,) = told(person, "visits.host_declined")
        assert (facts["host"], facts["reason"]) == ("Riksbyggen Living", "The house is being painted")
    assert not calendars_of("riksbyggen.living@example.org")
    entry = Entry.objects.get(action="visits.decline", thing_id=str(hero.pk))
    assert entry.facts == {"host": owner.pk}
    with pytest.raises(Http404):
        services.confirm_visit(world.actors["riks"], visit)


def test_a_host_that_leaves_a_confirmed_visit_loses_it_from_its_calendar(world, hero):
    visit = all_confirm(world, hero)
    first = calendars_of("hsb@example.org")[-1][1]
    services.decline_visit(world.actors["hsb"], visit, "Flooded")
    method, event = calendars_of("hsb@example.org")[-1]
    assert (method, event.status, event.uid) == ("CANCEL", "CANCELLED", first.uid)
    assert event.sequence > first.sequence
    assert calendars_of("riksbyggen.living@example.org")[-1][0] == "REQUEST"
    assert fresh(visit).changes_unsent
    body = Mail.objects.filter(address="hsb@example.org").latest("pk").body
    assert "HSB is no host of the visit any more" in body


def test_who_works_for_a_host_that_stays_keeps_the_visit_in_the_calendar(world):
    visit, actor = world.things["wide_visit"], world.actor("host")
    for name in ("host", "owner"):
        services.confirm_visit(actor, visit, world.organisations[name])
    services.decline_visit(actor, visit, "Flooded", world.organisations["owner"])
    assert calendars_of("host@example.org")[-1][0] == "REQUEST"


def test_a_host_is_added_later_and_a_confirmed_visit_waits_for_it(world, hero):
    visit = all_confirm(world, hero)
    late, late_actor, late_person = organisation("Chalmers House")
    services.add_host(world.actor("editor"), visit, late)
    assert fresh(visit).state == "proposed"
    assert told(late_person, "visits.proposed")
    with pytest.raises(Refused, match="Chalmers House is a host of this visit already"):
        services.add_host(world.actor("editor"), visit, late)
    # calendars keep the visit, and changes still reach those who have it
    services.send_changes(world.actor("editor"), visit)
    assert calendars_of("hsb@example.org")[-1][0] == "REQUEST"
    assert not calendars_of("chalmers.house@example.org")
    services.confirm_visit(late_actor, visit)
    assert fresh(visit).state == "confirmed"
    before, after = (calendars_of("hsb@example.org")[n][1] for n in (0, -1))
    assert after.uid == before.uid
    assert after.sequence > before.sequence
    assert "Chalmers House" in after.location
    assert calendars_of("chalmers.house@example.org")[-1][0] == "REQUEST"


def test_cancelling_while_a_late_host_has_not_answered_clears_all_calendars(world, hero):
    visit = all_confirm(world, hero)
    late, _actor, _person = organisation("Chalmers House")
    services.add_host(world.actor("editor"), visit, late)
    services.take_step(world.actor("editor"), visit, "cancel", "Elections")
    for address in ("ana.soto@example.org", "chalmers.house@example.org"):
        assert not calendars_of(address)  # Ana is in another delegation
    for address in ("hsb@example.org", "riksbyggen.living@example.org"):
        assert calendars_of(address)[-1][0] == "CANCEL"


def test_the_planner_leaves_a_host_out_and_it_is_told(world, hero, as_):
    row = hero.hostings.get(organisation=world.owners["hsb"])
    with pytest.raises(Refused, match="You may see this"):
        services.remove_host(world.actors["riks"], row)
    assert as_("editor").post(f"/visits/{hero.pk}/hosts/{row.organisation_id}/remove/").status_code == 302
    (facts,) = told(world.receivers["hsb"], "visits.host_left_out")
    assert (facts["city"], facts["host"]) == ("Municipalidad de Santiago", "HSB")
    assert Entry.objects.filter(action="visits.remove_host", thing_id=str(hero.pk)).count() == 1
    lead = hero.hostings.get(organisation=hero.host)
    with pytest.raises(Refused, match="leads the visit"):
        services.remove_host(world.actor("editor"), lead)


def test_hosts_of_a_visit_that_is_over_stay(world):
    past, late = world.things["held_visit"], organisation("Chalmers House")[0]
    with pytest.raises(Refused, match="over or cancelled"):
        services.add_host(world.actor("editor"), past, late)


def test_who_cannot_be_a_host_is_refused_and_nothing_is_planned(world):
    count = Visit.objects.count()
    orgs = world.organisations
    for further, words in (
        ((orgs["provider"],), "Choose another city"),
        ((orgs["elsewhere"],), "has not said in which city"),
        ((orgs["host"],), "is a host of this visit already"),
        ((orgs["city"],), "Choose another city"),
        (tuple(organisation(f"Owner {n}")[0] for n in range(8)), "at most 8 hosts"),
    ):
        with pytest.raises(Refused, match=words):
            services.propose_visit(world.actor("editor"), orgs["city"], orgs["host"], details(), further)
    assert Visit.objects.count() == count


def test_the_access_table_holds_for_people_of_a_further_host(world, as_):
    """Each row for a visit, once more where the host of the table is no leading but a further host."""
    lead, lead_actor, _person = organisation("HSB")
    visit, past = (
        services.propose_visit(
            world.actor("editor"),
            world.organisations["city"],
            lead,
            details(title=title, first_day=day, application=world.things["application"]),
            (world.organisations["owner"],),
        )
        for title, day in (("Further", monday(15)), ("Further, past", monday(-4)))
    )
    editor = world.actor("editor")
    slots = [
        services.offer_slot(lead_actor, lead, slot_times(monday(15), hour, "Brf Viva")) for hour in (9, 13)
    ]
    booking = services.book_slot(editor, visit, slots[0])
    person = services.add_delegate(editor, visit, {"name": "A", "field": "other", "objective": "x"})
    for actor in (lead_actor, world.actor("host")):
        services.confirm_visit(actor, past)
    services.take_step(editor, past, "hold")
    services.save_report(editor, past, 1, {}, {}, [("Send it", "x", monday(2))])
    ids = world.ids | {
        "visit": visit.pk,
        "held_visit": past.pk,
        "wide_visit": visit.pk,
        "delegate": person.pk,
        "visit_item": visit.items.filter(booking=None, removed=False).first().pk,
        "visit_slot": slots[1].pk,
        "visit_booking": booking.pk,
        "visit_follow_up": past.follow_ups.first().pk,
    }
    # slots stand for their owner, whoever visits
    rows = {n: r for n, r in ROWS.items() if "visit}/" in r.address}
    found = {
        (name, role): _status(as_(role), row, row.address.format(**ids))
        for name, row in rows.items()
        for role in ("anonymous", "outsider", "reader", "editor", "host", "provider", "broker")
    }
    wanted = {(name, role): rows[name].status(role) for name, role in found}
    assert len(rows) > 15
    assert {k: (v, wanted[k]) for k, v in found.items() if v != wanted[k]} == {}


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


@pytest.mark.django_db(transaction=True)
def test_the_last_two_hosts_confirm_at_once_and_the_invitation_goes_out_once(world, hero):
    services.confirm_visit(world.actors["host"], hero)
    barrier, outcomes = threading.Barrier(2), []

    def confirm(name):
        try:
            barrier.wait(timeout=20)
            outcomes.append(services.confirm_visit(world.actors[name], hero).state)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=confirm, args=(name,)) for name in ("hsb", "riks")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(outcomes) == ["confirmed", "proposed"]
    assert len(calendars_of("hsb@example.org")) == 1


@pytest.mark.django_db(transaction=True)
def test_two_visits_of_several_hosts_want_one_slot_and_one_gets_it(world, hero):
    slot = services.offer_slot(world.actors["riks"], world.owners["riks"], slot_times(monday(14), 16))
    actor, rivals = world.actor("editor"), [hero]
    rivals.append(
        services.propose_visit(
            actor,
            world.organisations["city"],
            world.owners["hsb"],
            replace(details(), title="Rival"),
            (world.owners["riks"],),
        )
    )
    barrier, outcomes = threading.Barrier(2), []

    def take(visit):
        try:
            barrier.wait(timeout=20)
            outcomes.append(services.book_slot(actor, visit, slot))
        except Refused as refusal:
            outcomes.append(refusal)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=take, args=(visit,)) for visit in rivals]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(type(o).__name__ for o in outcomes) == ["Booking", "Refused"]
    assert Slot.objects.get(pk=slot.pk).booking.visit in rivals
