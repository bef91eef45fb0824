"""Asking, answering, following up, closing: who may, what is told, and what happens when two are at it."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.http import Http404
from django.utils import timezone
from tests.web.world import build

from replicity.web.accounts.models import Standing
from replicity.web.audit.models import Entry
from replicity.web.audit.queries import verify
from replicity.web.introductions import queries, services
from replicity.web.introductions.models import Introduction, State
from replicity.web.notices.models import Mail, Notice
from replicity.web.shared.errors import Refused

SOLUTION = "electric_buses"


@pytest.fixture
def asked(world):
    """Return a request of Santiago to Gothenburg that waits."""
    return services.ask(
        world.actor("editor"),
        world.organisations["city"],
        world.organisations["host"],
        SOLUTION,
        "How do you charge in winter?",
    )


def test_a_request_tells_the_host_by_notice_and_mail(world, asked):
    notice = Notice.objects.filter(kind="introductions.asked", person=world.people["host"]).first()
    assert notice.facts["solution"] == "Electric city buses" or "bus" in notice.facts["solution"].lower()
    assert notice.link == f"/introductions/{asked.pk}/"
    mail = Mail.objects.filter(address="host@example.org").first()
    assert "Municipalidad de Santiago" in mail.subject
    assert f"/introductions/{asked.pk}/" in mail.body


def test_the_way_from_request_to_outcome(world, asked):
    editor, host = world.actor("editor"), world.actor("host")
    assert services.accept(host, asked).state == State.ACCEPTED
    day = timezone.now().date() + timedelta(days=30)
    assert services.follow_up(editor, asked, day).state == State.FOLLOWING_UP
    closed = services.close(host, asked, "visit", "In May.")
    assert (closed.state, closed.outcome, closed.follow_up_on) == (State.CLOSED, "visit", day)
    done = [
        e.action for e in Entry.objects.filter(thing_kind="introductions.introduction", thing_id=asked.pk)
    ]
    assert done == [f"introductions.{a}" for a in ("ask", "accept", "follow_up", "close")]
    assert verify().fault == ""


def test_the_trail_holds_no_text_and_no_name(world, asked):
    services.decline(world.actor("host"), asked, "Ask Ada Lovelace in spring.")
    facts = " ".join(str(e.facts) for e in Entry.objects.all())
    assert "winter" not in facts
    assert "Lovelace" not in facts


def test_declining_needs_a_reason_that_who_asked_reads(world, asked, as_):
    host = as_("host")
    answer = host.post(f"/introductions/{asked.pk}/decline/", {"reason": "  "})
    assert answer.status_code == 400
    assert Introduction.objects.get(pk=asked.pk).state == State.REQUESTED
    host.post(f"/introductions/{asked.pk}/decline/", {"reason": "We are full until autumn."})
    assert "We are full until autumn." in as_("editor").get(f"/introductions/{asked.pk}/").content.decode()


def test_the_second_answer_is_told_and_its_text_kept(world, asked, as_):
    services.accept(world.actor("host"), asked)
    answer = as_("host").post(f"/introductions/{asked.pk}/decline/", {"reason": "No time for this."})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody was faster: the introduction is “accepted” now." in text
    assert "No time for this." in text
    assert Introduction.objects.get(pk=asked.pk).state == State.ACCEPTED


def test_one_open_introduction_at_a_time(world, asked):
    again = (world.actor("editor"), world.organisations["city"], world.organisations["host"], SOLUTION, "?")
    with pytest.raises(Refused, match="open introduction between the two"):
        services.ask(*again)
    services.withdraw(world.actor("editor"), asked)
    assert services.ask(*again).pk != asked.pk


def test_the_form_keeps_what_was_written_when_it_is_refused(world, asked, as_):
    host = world.organisations["host"].pk
    answer = as_("editor").post(
        "/introductions/ask/?solution=electric-buses",
        {"asking": world.organisations["city"].pk, "asked": host, "purpose": "A long text of mine."},
    )
    assert answer.status_code == 409
    assert "A long text of mine." in answer.content.decode()


def test_asking_in_the_browser_form(world, as_):
    page = as_("editor").get("/introductions/ask/?solution=electric-buses&city=2711537").content.decode()
    assert "City of Gothenburg (SE)" in page
    answer = as_("editor").post(
        "/introductions/ask/?solution=electric-buses&city=2711537",
        {
            "asking": world.organisations["city"].pk,
            "asked": world.organisations["host"].pk,
            "purpose": "Charging in winter",
        },
    )
    made = Introduction.objects.get(solution=SOLUTION)
    assert answer["Location"] == f"/introductions/{made.pk}/"
    assert made.broker is None


def test_a_broker_asks_on_behalf_of_a_city(world, as_):
    answer = as_("broker").post(
        "/introductions/ask/?solution=electric-buses",
        {"asking": "municipalidad de santiago", "asked": world.organisations["host"].pk, "purpose": "Please"},
    )
    made = Introduction.objects.get(solution=SOLUTION)
    assert answer.status_code == 302
    assert (made.asking, made.broker) == (world.organisations["city"], world.organisations["broker"])
    told = {n.person_id for n in Notice.objects.filter(link=f"/introductions/{made.pk}/")}
    assert told == {world.people["host"].pk, world.people["editor"].pk}
    services.withdraw(world.actor("broker"), made)


def test_a_name_that_means_no_single_city_is_said(world, as_):
    answer = as_("broker").post(
        "/introductions/ask/?solution=electric-buses",
        {"asking": "city of", "asked": world.organisations["host"].pk, "purpose": "Please"},
    )
    assert answer.status_code == 400
    assert "Near it: City of Gothenburg, City of Nowhere" in answer.content.decode()


def test_who_has_no_part_learns_nothing(world, asked):
    for role in ("outsider", "provider", "buyer", "lender", "evaluator"):
        with pytest.raises(Http404):
            services.write(world.actor(role), asked, "Hello?")
        with pytest.raises(Http404):
            services.accept(world.actor(role), asked)
    assert list(queries.visible(world.actor("outsider"))) == []


def test_a_blocked_organisation_cannot_act(world, asked):
    host = world.organisations["host"]
    host.standing = Standing.BLOCKED
    host.save()
    with pytest.raises(Refused):
        services.accept(world.actor("host"), asked)


def test_an_organisation_that_is_no_host_cannot_be_asked(world):
    with pytest.raises(Refused, match="cannot be asked"):
        services.ask(
            world.actor("editor"), world.organisations["city"], world.organisations["lender"], SOLUTION, "?"
        )


def test_a_follow_up_in_the_past_is_refused(world, asked):
    services.accept(world.actor("host"), asked)
    with pytest.raises(Refused, match="lies in the past"):
        services.follow_up(world.actor("host"), asked, timezone.now().date() - timedelta(days=1))
    assert Introduction.objects.get(pk=asked.pk).state == State.ACCEPTED


@pytest.mark.django_db(transaction=True)
def test_two_people_answer_at_once_and_one_counts():
    world = build("introductions")
    waiting = Introduction.objects.get(pk=world.ids["introduction_waiting"])
    actor, start, found = world.actor("host"), Barrier(2), {}

    def answer(name, step):
        try:
            start.wait(10)
            found[name] = step().state
        except Refused as refused:
            found[name] = refused
        finally:
            connection.close()

    steps = {
        "accept": lambda: services.accept(actor, waiting),
        "decline": lambda: services.decline(actor, waiting, "Not this year."),
    }
    threads = [Thread(target=answer, args=pair) for pair in steps.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    refused = [f for f in found.values() if isinstance(f, Refused)]
    assert len(refused) == 1
    assert refused[0].status == 409
    assert "Somebody was faster" in refused[0].sentence
    kept = Introduction.objects.get(pk=waiting.pk)
    assert kept.state in [f for f in found.values() if isinstance(f, str)]
    assert (kept.reason == "") == (kept.state == State.ACCEPTED)
    assert (
        Entry.objects.filter(thing_id=str(waiting.pk), thing_kind="introductions.introduction").count() == 2
    )
