"""Lists: a fixed number of queries, the right rows, and the ways that lead to them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.web.planner import analyse

from replicity.web.accounts.models import Organisation
from replicity.web.introductions import services
from replicity.web.introductions.models import Answer, Introduction, KnowHow, Message, Question

LISTS = ("/introductions/", "/questions/", "/know-how/", "/desk/", "/introductions/{introduction}/")


def queries_of(client, address):
    """Return how many queries a page takes."""
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def fill(world, count):
    """Add introductions, messages, questions and know-how."""
    city, host = world.organisations["city"], world.organisations["host"]
    person, first = world.people["host"], world.ids["introduction"]
    others = Organisation.objects.bulk_create(
        Organisation(kind="city", name=f"City {n}", country="SE", standing="approved") for n in range(count)
    )
    Introduction.objects.bulk_create(
        Introduction(asking=o, asked=host, solution="mobility_hub", purpose="?") for o in others
    )
    Message.objects.bulk_create(
        Message(introduction_id=first, organisation=host, author=person, text=f"m{n}") for n in range(count)
    )
    asked = Question.objects.bulk_create(
        Question(organisation=city, solution="mobility_hub", text=f"q{n}", introduction_id=first)
        for n in range(count)
    )
    said = Answer.objects.bulk_create(Answer(question=q, organisation=host, text="a") for q in asked)
    KnowHow.objects.bulk_create(
        KnowHow(answer=a, solution="mobility_hub", heading=f"h{a.pk}", given_at=timezone.now()) for a in said
    )
    analyse()


@pytest.mark.parametrize("address", LISTS)
def test_a_list_takes_the_same_queries_however_long_it_is(world, as_, address):
    client, where = as_("host"), address.format(**world.ids)
    fill(world, 3)
    client.get(where)
    few = queries_of(client, where)
    fill(world, 150)
    assert queries_of(client, where) == few


def test_the_parts_of_the_list(world, as_):
    client = as_("editor")
    waiting = client.get("/introductions/?part=waiting").content.decode()
    going = client.get("/introductions/?part=going").content.decode()
    assert f'href="/introductions/{world.ids["introduction_waiting"]}/"' in waiting
    assert f'href="/introductions/{world.ids["introduction"]}/"' not in waiting
    assert f'href="/introductions/{world.ids["introduction"]}/"' in going


def test_the_desk_shows_whose_turn_it_is(world, as_):
    link = f'href="/introductions/{world.ids["introduction_waiting"]}/"'
    part = "Introductions that wait for you"
    assert link in as_("host").get("/desk/").content.decode().partition(part)[2]
    assert link not in as_("editor").get("/desk/").content.decode().partition(part)[2]


def test_an_outsider_sees_empty_lists(world, as_):
    client = as_("outsider")
    assert "None here." in client.get("/introductions/").content.decode()
    assert "No question here." in client.get("/questions/").content.decode()


def test_members_find_the_way_from_a_solution(world, as_, read):
    link = 'href="/introductions/ask/?solution=mobility-hub"'
    assert link in as_("editor").get("/solutions/mobility-hub/").content.decode()
    assert link not in read("/solutions/mobility-hub/")[1]
    assert link not in as_("reader").get("/solutions/mobility-hub/").content.decode()


def test_choosing_a_solution_of_a_host(as_):
    text = as_("editor").get("/introductions/ask/?city=2711537").content.decode()
    assert "solution=mobility-hub&amp;city=2711537" in text
    assert "solution=city-data-platform&amp;" not in text


def test_the_host_list_of_a_city_leads_to_asking(world, as_):
    response = as_("editor").get("/cities/3871336/")
    text = (b"".join(response.streaming_content) if response.streaming else response.content).decode()
    hosts = text.partition('id="hosts"')[2]
    assert 'href="/introductions/ask/?city=' in hosts


def test_pages_speak_spanish(world, as_):
    services.write(world.actor("host"), Introduction.objects.get(pk=world.ids["introduction"]), "Nos vemos.")
    text = (
        as_("editor")
        .get(f"/introductions/{world.ids['introduction']}/", headers={"accept-language": "es"})
        .content.decode()
    )
    assert "Conversación" in text
    assert "Fijar un seguimiento" in text
