"""A visit to several hosts: one leads, each confirms for itself, all see and are told."""

import threading
from dataclasses import replace

import pytest
from django.db import connections
from django.http import Http404
from tests.web.access.visits import ROWS
from tests.web.test_access import _status
from tests.web.visits.hosting import all_confirm, calendars_of, fresh, organisation, told
from tests.web.world.visits import details, monday, slot_times

from replicity.web.audit.models import Entry
from replicity.web.notices.models import Mail
from replicity.web.shared.errors import Refused
from replicity.web.visits import services
from replicity.web.visits.models import Booking, Slot, Visit

pytestmark = pytest.mark.django_db


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
