"""Slots: no double booking, whoever is faster."""

import threading

import pytest
from django.db import connection, connections
from django.http import Http404
from tests.web.world.visits import details, monday, slot_times

from replicity.web.accounts.models import Membership, Organisation, Person
from replicity.web.shared.errors import Refused
from replicity.web.visits import services
from replicity.web.visits.models import Booking, Slot

DAY = monday(12)


def second_city(world):
    """Return an actor of another city, with a visit that wants the same."""
    from replicity.web.accounts.actors import actor_for

    city = Organisation.objects.create(
        kind="city", name="Lima", country="PE", city_id="geonames:3936456", standing="approved"
    )
    person = Person.objects.create_user("lima@example.org", "correct-horse-battery", name="L")
    Membership.objects.create(person=person, organisation=city, role="editor")
    actor = actor_for(person)
    visit = services.propose_visit(actor, city, world.organisations["host"], details(title="Lima visits"))
    return actor, visit


@pytest.mark.django_db(transaction=True)
def test_two_visits_want_one_slot_at_once_and_exactly_one_gets_it(world):
    slot = world.things["slot"]
    rivals = [(world.actor("editor"), world.things["visit"]), second_city(world)]
    barrier, outcomes = threading.Barrier(len(rivals)), []

    def take(actor, visit):
        try:
            barrier.wait(timeout=20)
            outcomes.append(services.book_slot(actor, visit, slot))
        except Refused as refusal:
            outcomes.append(refusal)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=take, args=rival) for rival in rivals]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    booked = [o for o in outcomes if isinstance(o, Booking)]
    refused = [o for o in outcomes if isinstance(o, Refused)]
    assert (len(booked), len(refused)) == (1, 1), outcomes
    assert refused[0].status == 409
    assert refused[0].sentence == ("Another delegation has just taken this slot: choose one of the others.")
    assert Booking.objects.filter(slot=slot).count() == 1
    winner = booked[0].visit
    loser = next(v for _a, v in rivals if v.pk != winner.pk)
    assert winner.items.filter(booking=booked[0]).count() == 1
    assert not loser.items.filter(booking__slot=slot).exists()


@pytest.mark.django_db
def test_the_database_itself_keeps_a_slot_to_one_booking(world):
    from django.db import IntegrityError, transaction

    taken = Booking.objects.get(pk=world.ids["visit_booking"])
    with pytest.raises(IntegrityError), transaction.atomic():
        Booking.objects.create(slot=taken.slot, visit=world.things["held_visit"])
    assert connection.is_usable()


@pytest.mark.django_db
def test_the_loser_reads_a_clear_sentence_on_the_page(as_, world):
    actor, visit = second_city(world)
    services.book_slot(actor, visit, world.things["slot"])
    response = as_("editor").post(
        f"/visits/{world.ids['visit']}/slots/{world.ids['visit_slot']}/", follow=True
    )
    assert response.status_code == 200
    assert "Another delegation has just taken this slot" in response.content.decode()


@pytest.mark.django_db
def test_a_slot_takes_the_place_of_the_visit_that_was_proposed_for_its_site(world):
    visit = world.things["visit"]
    here = visit.items.filter(place="Brf Viva", removed=False)
    assert here.count() == 1
    assert here.get().booking_id == world.ids["visit_booking"]
    assert visit.items.filter(place="Brf Viva", removed=True).count() == 1


@pytest.mark.django_db
def test_letting_go_opens_the_slot_again(world):
    visit, actor = world.things["visit"], world.actor("editor")
    booking = Booking.objects.get(pk=world.ids["visit_booking"])
    slot = booking.slot
    services.release_booking(actor, booking)
    assert not visit.items.filter(place="Brf Viva", removed=False).exists()
    other, theirs = second_city(world)
    assert services.book_slot(other, theirs, slot).visit == theirs


@pytest.mark.django_db
def test_what_does_not_fit_is_refused(world):
    visit, actor, host = world.things["visit"], world.actor("editor"), world.organisations["host"]
    receiver = world.actor("host")
    small = services.offer_slot(receiver, host, {**slot_times(DAY, 16), "capacity": 2})
    with pytest.raises(Refused, match="takes 2 people at most"):
        services.book_slot(actor, visit, small)
    same_time = services.offer_slot(receiver, host, slot_times(monday(12).replace(), 9, "Chalmers"))
    taken = Booking.objects.get(pk=world.ids["visit_booking"]).slot
    Slot.objects.filter(pk=same_time.pk).update(begins_at=taken.begins_at, ends_at=taken.ends_at)
    with pytest.raises(Refused, match="Your delegation is elsewhere at that time"):
        services.book_slot(actor, visit, same_time)
    services.withdraw_slot(receiver, small)
    with pytest.raises(Refused, match="not offered any more"):
        services.book_slot(actor, visit, small)


@pytest.mark.django_db
def test_offers_do_not_meet_and_lie_ahead(world):
    receiver, host = world.actor("host"), world.organisations["host"]
    with pytest.raises(Refused, match="You offer Brf Viva already"):
        services.offer_slot(receiver, host, slot_times(monday(12).fromordinal(DAY.toordinal() + 1), 10))
    services.offer_slot(receiver, host, slot_times(monday(12).fromordinal(DAY.toordinal() + 1), 10, "Other"))
    with pytest.raises(Refused, match="lies in the past"):
        services.offer_slot(receiver, host, slot_times(monday(-2), 10))
    backward = slot_times(DAY, 10)
    with pytest.raises(Refused, match="ends before it begins"):
        services.offer_slot(receiver, host, {**backward, "ends_at": backward["begins_at"]})
    with pytest.raises(Http404):
        services.offer_slot(world.actor("editor"), host, slot_times(DAY, 18))


@pytest.mark.django_db
def test_a_slot_that_is_taken_cannot_be_taken_back(world):
    taken = Booking.objects.get(pk=world.ids["visit_booking"]).slot
    with pytest.raises(Refused, match="A delegation has this slot"):
        services.withdraw_slot(world.actor("host"), taken)


@pytest.mark.django_db
def test_the_host_offers_on_its_page_in_its_own_time(as_, world):
    response = as_("host").post(
        f"/visits/hosts/{world.ids['host']}/slots/",
        {
            "site": "Brf Viva",
            "begins_at": "2031-07-14T09:00",
            "ends_at": "2031-07-14T10:30",
            "capacity": "8",
            "meets": "",
        },
    )
    assert response.status_code == 302
    made = Slot.objects.latest("pk")
    assert made.begins_at.isoformat() == "2031-07-14T07:00:00+00:00"
    assert (made.begins.hour, made.time_zone) == (9, "Europe/Stockholm")


@pytest.mark.django_db
def test_a_time_that_the_clock_skips_is_refused(as_, world):
    response = as_("host").post(
        f"/visits/hosts/{world.ids['host']}/slots/",
        {"site": "X", "begins_at": "2031-03-30T02:30", "ends_at": "2031-03-30T04:00", "capacity": "8"},
    )
    assert response.status_code == 400
    assert "couldn’t be interpreted in time zone" in response.content.decode()


@pytest.mark.django_db
def test_another_hosts_slot_cannot_be_booked(as_, world):
    other = services.offer_slot(world.actor("host"), world.organisations["owner"], slot_times(DAY, 11))
    assert as_("editor").post(f"/visits/{world.ids['visit']}/slots/{other.pk}/").status_code == 404
