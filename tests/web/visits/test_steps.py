"""From proposal to report: invitations that update and cancel, answers, what follows."""

import threading
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone
from ical.calendar_stream import IcsCalendarStream
from tests.web.world.visits import at, let_begin, monday

from replicity.web.audit.models import Entry
from replicity.web.notices.models import Mail, Notice
from replicity.web.notices.periodic import RETURNING
from replicity.web.programmes.models import Event
from replicity.web.shared.editing import EditedMeanwhile
from replicity.web.shared.errors import Refused
from replicity.web.visits import services
from replicity.web.visits.jobs import remind_of_follow_ups
from replicity.web.visits.models import Booking, Visit

pytestmark = pytest.mark.django_db


def read(content: bytes):
    return IcsCalendarStream.calendar_from_ics(bytes(content).decode())


def invitation_to(address: str):
    """Return the last calendar file that an address got."""
    mail = Mail.objects.filter(address=address).exclude(calendar=None).order_by("pk").last()
    return mail, read(mail.calendar)


def confirmed(world) -> Visit:
    return services.take_step(world.actor("host"), world.things["visit"], "confirm")


def test_the_programme_of_the_delegation_is_read_by_another_library(as_, world):
    response = as_("editor").get(f"/visits/{world.ids['visit']}/calendar.ics")
    assert response.headers["Content-Type"].startswith("text/calendar")
    assert response.headers["Content-Disposition"].startswith("attachment")
    found = read(response.content)
    visit = world.things["visit"]
    kept = [e for e in found.events if e.status != "CANCELLED"]
    assert len(kept) == visit.items.filter(removed=False).count()
    by_uid = {e.uid: e for e in found.events}
    for item in visit.items.all():
        parsed = by_uid[f"visit-entry-{item.uid}@localhost"]
        assert parsed.dtstart == item.begins_at
        assert parsed.dtend == item.ends_at
        assert (parsed.status == "CANCELLED") == item.removed
    places = {e.location for e in kept}
    assert {"HSB Living Lab", "Brf Viva"} <= places
    assert all(e.dtstart.tzinfo is not None for e in found.events)


def test_confirming_invites_delegates_and_hosts_each_once(world):
    visit = confirmed(world)
    mail, calendar = invitation_to("ana.soto@example.org")
    assert (mail.calendar_method, calendar.method) == ("REQUEST", "REQUEST")
    (event,) = calendar.events
    assert event.uid == f"visit-{visit.uid}@localhost"
    assert event.dtstart == visit.items.filter(removed=False).first().begins_at
    assert event.organizer.uri == f"mailto:{world.people['editor'].email}"
    assert [a.uri for a in event.attendees] == ["mailto:ana.soto@example.org"]
    assert "Brf Viva" in event.description
    assert (
        Mail.objects.filter(address="host@example.org").exclude(calendar=None).count() == 1 + 1
    )  # two visits


def test_a_change_is_marked_sent_on_and_takes_the_place_of_the_first(as_, world):
    visit = confirmed(world)
    _mail, first = invitation_to("ana.soto@example.org")
    item = visit.items.get(pk=world.ids["visit_item"])
    services.change_item(world.actor("host"), item, {"begins_at": item.begins_at - timedelta(hours=1)})
    visit.refresh_from_db()
    assert visit.changes_unsent
    assert (
        "The programme changed since the invitations went out"
        in as_("host").get(f"/visits/{visit.pk}/").content.decode()
    )
    services.send_changes(world.actor("host"), visit)
    _mail, second = invitation_to("ana.soto@example.org")
    assert second.events[0].uid == first.events[0].uid
    assert second.events[0].sequence > first.events[0].sequence
    assert second.events[0].dtstart == first.events[0].dtstart - timedelta(hours=1)
    visit.refresh_from_db()
    assert not visit.changes_unsent
    assert Notice.objects.filter(person=world.people["editor"], kind="visits.changed").count() == 1


def test_who_joins_is_invited_with_the_next_programme_and_who_leaves_is_cleared(world):
    visit, actor = confirmed(world), world.actor("editor")
    ana = visit.delegates.get()
    luis = {"name": "Luis", "email": "luis@example.org", "field": "finance", "objective": "x"}
    services.add_delegate(actor, visit, luis)
    visit.refresh_from_db()
    assert visit.changes_unsent
    services.send_changes(actor, visit)
    assert invitation_to("luis@example.org")[1].method == "REQUEST"
    services.remove_delegate(actor, ana)
    mail, calendar = invitation_to("ana.soto@example.org")
    assert (calendar.method, calendar.events[0].status) == ("CANCEL", "CANCELLED")
    assert "You are not in the delegation any more." in mail.body
    assert invitation_to("luis@example.org")[1].method == "REQUEST"


def test_cancelling_takes_the_visit_out_of_calendars_and_frees_the_slots(world):
    visit = confirmed(world)
    _mail, first = invitation_to("ana.soto@example.org")
    services.take_step(world.actor("host"), visit, "cancel", "A strike at the airport")
    mail, calendar = invitation_to("ana.soto@example.org")
    assert (mail.calendar_method, calendar.method) == ("CANCEL", "CANCEL")
    assert calendar.events[0].uid == first.events[0].uid
    assert calendar.events[0].status == "CANCELLED"
    assert calendar.events[0].sequence > first.events[0].sequence
    assert "A strike at the airport" in mail.body
    assert not Booking.objects.filter(visit=visit).exists()
    told = Notice.objects.get(person=world.people["editor"], kind="visits.cancelled")
    assert told.facts["reason"] == "A strike at the airport"


def test_a_visit_whose_programme_fell_away_still_leaves_the_calendars(world):
    visit = confirmed(world)
    _mail, first = invitation_to("ana.soto@example.org")
    visit.items.update(removed=True)
    services.take_step(world.actor("host"), visit, "cancel", "A strike at the airport")
    mail, calendar = invitation_to("ana.soto@example.org")
    assert (mail.calendar_method, calendar.events[0].uid) == ("CANCEL", first.events[0].uid)


def test_a_proposal_that_nobody_was_invited_to_is_cancelled_without_mail_to_calendars(world):
    before = Mail.objects.exclude(calendar=None).count()
    services.take_step(world.actor("editor"), world.things["visit"], "cancel", "Elections")
    assert Mail.objects.exclude(calendar=None).count() == before


def test_a_visit_that_took_place_counts_in_its_programme_once(world):
    visit = confirmed(world)
    assert not Event.objects.filter(kind="visit_done").exists()
    with pytest.raises(Refused, match="The visit begins on"):
        services.take_step(world.actor("editor"), visit, "hold")
    let_begin(visit)
    services.take_step(world.actor("editor"), visit, "hold")
    event = Event.objects.get(kind="visit_done")
    assert event.application == world.things["application"]
    assert (event.thing_id, event.solutions) == (str(visit.pk), ["mobility_hub"])
    with pytest.raises(Refused):
        services.take_step(world.actor("host"), visit, "hold")
    assert Event.objects.filter(kind="visit_done").count() == 1


def test_steps_out_of_order_are_refused(world):
    visit = world.things["visit"]
    let_begin(visit)
    with pytest.raises(Refused, match="not possible any more"):
        services.take_step(world.actor("editor"), visit, "hold")
    with pytest.raises(Refused, match="You may see this"):
        services.take_step(world.actor("editor"), visit, "confirm")
    with pytest.raises(Refused, match="Say why the visit is cancelled"):
        services.take_step(world.actor("editor"), visit, "cancel", "  ")
    confirmed(world)
    with pytest.raises(Refused, match="not possible any more"):
        services.take_step(world.actor("host"), visit, "confirm")
    with pytest.raises(Refused, match="There is no such step"):
        services.take_step(world.actor("host"), visit, "report")


@pytest.mark.django_db(transaction=True)
def test_two_steps_at_once_are_one_step(world):
    visit, actor = world.things["visit"], world.actor("host")
    barrier, outcomes = threading.Barrier(2), []

    def confirm():
        try:
            barrier.wait(timeout=20)
            outcomes.append(services.take_step(actor, visit, "confirm").state)
        except Refused as refusal:
            outcomes.append(refusal.status)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=confirm) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(map(str, outcomes)) == ["409", "confirmed"]
    assert Entry.objects.filter(action="visits.confirm", thing_id=str(visit.pk)).count() == 1


def test_what_is_over_cannot_be_planned_any_more(world):
    past = world.things["held_visit"]
    with pytest.raises(Refused, match="over or cancelled"):
        services.add_item(
            world.actor("host"),
            past,
            {"kind": "talk", "title": "x", "begins_at": at(monday(1), 9), "ends_at": at(monday(1), 10)},
        )
    with pytest.raises(Refused, match="over or cancelled"):
        services.book_slot(world.actor("editor"), past, world.things["slot"])


def test_an_entry_that_is_a_slot_keeps_the_hosts_time(world):
    item = world.things["visit"].items.get(booking=world.ids["visit_booking"])
    changed = services.change_item(
        world.actor("host"), item, {"title": "Brf Viva with lunch", "begins_at": at(monday(20), 9)}
    )
    assert (changed.title, changed.begins_at) == ("Brf Viva with lunch", item.begins_at)
    with pytest.raises(Refused, match="let go of the slot instead"):
        services.remove_item(world.actor("host"), item)


def test_the_report_tells_answers_and_decisions_and_calls_are_due(as_, world):
    visit = world.things["held_visit"]
    first, second = visit.questions.all()
    client = as_("editor")
    form = {
        "revision": "2",
        "succeeded": "yes",
        "decisions": "We draft a letter of intent.",
        "lessons": "Ask the caretaker first.",
        f"outcome_{first.pk}": "answered",
        f"answer_{first.pk}": "By a mobility agreement of ten years.",
        f"outcome_{second.pk}": "",
        "what": "Ask the council",
        "who": "Ana Soto",
        "due_on": "2031-01-15",
    }
    unfinished = client.post(f"/visits/{visit.pk}/report/", {**form, "finish": "1"})
    assert unfinished.status_code == 400
    text = unfinished.content.decode()
    assert "Say of each question whether it was answered" in text
    assert "By a mobility agreement of ten years." in text
    form |= {"revision": "3", f"outcome_{second.pk}": "unanswered", "what": "", "finish": "1"}
    assert client.post(f"/visits/{visit.pk}/report/", form).status_code == 302
    visit.refresh_from_db()
    assert visit.state == "reported"
    last = visit.items.last().ends_at.astimezone(visit.zone).date()
    due = [f.due_on - last for f in visit.follow_ups.filter(what__startswith="Call after")]
    assert due == [timedelta(days=30), timedelta(days=90), timedelta(days=180)]
    page = as_("host").get(f"/visits/{visit.pk}/").content.decode()
    for words in ("mobility agreement of ten years", "We draft a letter of intent", "Ask the council"):
        assert words in page
    assert Notice.objects.filter(person=world.people["host"], kind="visits.reported").exists()
    assert Entry.objects.get(action="visits.report").facts == {"answered": 1, "questions": 2}


def test_two_people_write_the_report_and_nothing_is_lost(as_, world):
    visit = world.things["held_visit"]
    question = visit.questions.first()
    client = as_("editor")
    mine = {"revision": "2", "decisions": "Mine", f"answer_{question.pk}": "My answer"}
    assert client.post(f"/visits/{visit.pk}/report/", {**mine, "decisions": "Theirs"}).status_code == 302
    Visit.objects.get(pk=visit.pk).questions.filter(pk=question.pk).update(answer="Their answer")
    clash = client.post(f"/visits/{visit.pk}/report/", mine)
    text = clash.content.decode()
    assert clash.status_code == 409
    for words in ("Somebody else saved this meanwhile", "Mine", "My answer", "Their answer"):
        assert words in text, words
    assert visit.report.decisions == "Theirs"
    with pytest.raises(EditedMeanwhile):
        services.save_report(world.actor("editor"), visit, 2, {"decisions": "x"}, {})


def test_a_report_before_the_visit_is_refused(as_, world):
    response = as_("editor").get(f"/visits/{world.ids['visit']}/report/")
    assert response.status_code == 409
    assert "say first that it took place" in response.content.decode()


def test_a_follow_up_is_recalled_once_a_week_before_while_it_is_open(world):
    actor, visit = world.actor("editor"), world.things["held_visit"]
    today = timezone.localdate()
    given = [("Soon", "x", today + timedelta(days=7)), ("Later", "x", today + timedelta(days=8))]
    services.save_report(actor, visit, 2, {}, {}, [*given, ("Done", "x", today)])
    services.set_follow_up(world.actor("host"), visit.follow_ups.get(what="Done"), "done", "Sent")
    remind_of_follow_ups.func()
    remind_of_follow_ups.func()
    told = Notice.objects.filter(kind="visits.follow_up_due")
    assert {n.person for n in told} == {world.people["editor"], world.people["host"]}
    assert [n.facts["what"] for n in told] == ["Soon", "Soon"]


def test_reminders_return_every_day():
    assert RETURNING["visits.follow_ups"].every == timedelta(days=1)


def test_the_pdf_tells_the_visit(as_, world):
    import io

    from pypdf import PdfReader

    response = as_("host").get(f"/visits/{world.ids['visit']}/programme.pdf")
    assert response.headers["Content-Type"] == "application/pdf"
    text = " ".join(p.extract_text() for p in PdfReader(io.BytesIO(response.content)).pages)
    for words in ("HSB Living Lab", "Brf Viva", "Ana Soto", "parking norm"):
        assert words in text
    spanish = as_("host").get(
        f"/visits/{world.ids['visit']}/programme.pdf", headers={"accept-language": "es"}
    )
    assert "Programa por día" in " ".join(
        p.extract_text() for p in PdfReader(io.BytesIO(spanish.content)).pages
    )


def test_what_was_proposed_is_read_in_the_readers_language_and_what_was_written_stays(as_, world):
    visit = world.things["visit"]
    item = visit.items.get(pk=world.ids["visit_item"])
    address, spanish = f"/visits/{visit.pk}/", {"accept-language": "es"}
    before = as_("host").get(address, headers=spanish).content.decode()
    for words in ("Bienvenida", "Visita en terreno: HSB Living Lab", "El operador y un usuario"):
        assert words in before, words
    calendar = as_("host").get(f"{address}calendar.ics", headers=spanish)
    assert "Visita en terreno: HSB Living Lab" in {e.summary for e in read(calendar.content).events}
    services.change_item(world.actor("host"), item, {"title": "Coffee with the mayor", "led_by": "Ann"})
    after = as_("host").get(address, headers=spanish).content.decode()
    assert "Coffee with the mayor" in after
    assert "Bienvenida" not in after


def test_the_page_asks_the_same_number_of_times_for_a_long_programme(as_, world):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, visit = as_("editor"), world.things["visit"]
    client.get(f"/visits/{visit.pk}/")
    with CaptureQueriesContext(connection) as few:
        client.get(f"/visits/{visit.pk}/")
    for n in range(25):
        services.add_item(
            world.actor("editor"),
            visit,
            {"kind": "talk", "title": f"T{n}", "begins_at": at(monday(13), 9), "ends_at": at(monday(13), 10)},
        )
        services.add_delegate(
            world.actor("editor"), visit, {"name": f"D{n}", "field": "other", "objective": "x"}
        )
    with CaptureQueriesContext(connection) as many:
        text = client.get(f"/visits/{visit.pk}/").content.decode()
    assert len(many) == len(few)
    assert "at the same time as" in text
