"""Planning a visit: from the open questions, by the city, to a host in the network."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.http import Http404
from tests.web.world.visits import details, monday

from replicity.web.audit.models import Entry
from replicity.web.notices.models import Mail, Notice
from replicity.web.programmes.services import answer_application
from replicity.web.shared.editing import EditedMeanwhile
from replicity.web.shared.errors import Refused
from replicity.web.visits import services
from replicity.web.visits.models import Delegate, Hosting, Visit

pytestmark = pytest.mark.django_db
START = "/visits/plan/?city={city}&host={host}&solution=mobility_hub"


def plan_data(world, **changed):
    given = {
        "city": world.organisations["city"].pk,
        "host": world.organisations["host"].pk,
        "solution": "mobility_hub",
        "title": "Santiago learns in Gothenburg",
        "first_day": monday(10).isoformat(),
        "days": "2.0",
        "party_size": "5",
        "travel": "plane",
        "interpreter": "on",
        "success": "",
        "questions": ["precondition:parking_norm", "contract:model"],
        "sites": ["HSB Living Lab resident energy visualisation (ERO)", "Brf Viva"],
    }
    return {**given, **changed}


def test_the_page_shows_what_the_city_has_not_settled(as_, world):
    text = as_("editor").get(START.format(**world.ids)).content.decode()
    assert "How did you settle this?" in text
    assert "What failed or cost more than planned" in text
    assert "HSB Living Lab" in text
    assert "Brf Viva" in text
    assert 3 <= len(re.findall(r'name="questions"[^>]*checked', text)) <= 5
    assert re.search(r'name="interpreter"[^>]*checked', text)  # no language in common
    assert '<option value="plane" selected>' in text


def test_a_value_that_the_city_gave_is_no_open_question(as_, world):
    client = as_("editor")
    client.post("/cities/3871336/values/", {"parking_norm": "1"})
    text = client.get(START.format(**world.ids)).content.decode()
    assert "precondition:parking_norm" not in text


def test_what_the_city_answered_in_its_programme_is_no_open_question(as_, world):
    application = world.things["application"]
    answer_application(world.actor("editor"), application, {"parking_norm": 1.0}, {}, application.revision)
    text = as_("editor").get(START.format(**world.ids)).content.decode()
    assert "precondition:parking_norm" not in text
    assert "precondition:buyer_exists" in text


def test_a_delegation_to_gothenburg_is_planned(as_, world):
    response = as_("editor").post("/visits/plan/", plan_data(world))
    visit = Visit.objects.get(title="Santiago learns in Gothenburg")
    assert response.headers["Location"] == f"/visits/{visit.pk}/"
    assert visit.time_zone == "Europe/Stockholm"
    assert {q.key for q in visit.questions.all()} == {"precondition:parking_norm", "contract:model"}
    items = list(visit.items.all())
    assert [i.place for i in items if i.kind == "site_visit"] == plan_data(world)["sites"]
    first = items[0].begins_at.astimezone(visit.zone)
    assert (first.date(), first.hour) == (monday(10), 9)
    told = Notice.objects.filter(person=world.people["host"], kind="visits.proposed")
    assert told.latest("pk").link == f"/visits/{visit.pk}/"
    entry = Entry.objects.get(action="visits.plan", thing_id=str(visit.pk))
    assert entry.facts == {
        "city": world.organisations["city"].pk,
        "host": world.organisations["host"].pk,
        "solution": "mobility_hub",
    }


def test_a_visit_belongs_to_a_programme_of_the_city_alone(as_, world):
    application = world.things["application"]
    page = as_("editor").get(START.format(**world.ids)).content.decode()
    assert f'<option value="{application.pk}" selected>IRIS worldwide</option>' in page
    as_("editor").post("/visits/plan/", plan_data(world, application=application.pk))
    visit = Visit.objects.get(title="Santiago learns in Gothenburg")
    assert visit.application == application
    for role, seen in (("editor", True), ("host", True)):
        text = as_(role).get(f"/visits/{visit.pk}/").content.decode()
        assert ("IRIS worldwide" in text) == seen
    other = details(application=application)
    with pytest.raises(Refused, match="in which your city takes part"):
        services.propose_visit(
            world.actor("host"), world.organisations["host"], world.organisations["owner"], other
        )


def test_the_profile_of_a_host_leads_to_a_plan(as_, world):
    text = as_("editor").get(f"/visits/plan/?host={world.ids['host']}").content.decode()
    assert f'<option value="{world.ids["host"]}" selected>' in text


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"first_day": "2020-01-06"}, "This day is over"),
        ({"party_size": "0"}, "greater than or equal to 1"),
        ({"travel": "rocket"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_lost(as_, world, changed, words):
    before = Visit.objects.count()
    response = as_("editor").post("/visits/plan/", plan_data(world, **changed))
    text = response.content.decode()
    assert response.status_code == 400
    assert words in text
    assert 'value="Santiago learns in Gothenburg"' in text
    assert len(re.findall(r'name="questions"[^>]*checked', text)) == 2
    assert Visit.objects.count() == before


def test_nobody_visits_oneself_or_a_body_that_is_no_host(world):
    actor, city = world.actor("editor"), world.organisations["city"]
    for host in (city, world.organisations["provider"], world.organisations["lender"]):
        with pytest.raises(Refused, match="Choose another city"):
            services.propose_visit(actor, city, host, details())
    with pytest.raises(Http404):
        services.propose_visit(world.actor("outsider"), city, world.organisations["host"], details())


def test_a_host_without_a_place_is_refused_with_what_to_do(world):
    with pytest.raises(Refused, match="has not said in which city it is"):
        services.propose_visit(
            world.actor("editor"), world.organisations["city"], world.organisations["elsewhere"], details()
        )


def test_two_people_change_one_visit_and_the_second_sees_both_texts(as_, world):
    visit = world.things["visit"]
    client = as_("editor")
    page = client.get(f"/visits/{visit.pk}/change/").content.decode()
    seen = re.search(r'name="revision" value="(\d+)"', page)[1]
    form = {"title": "First", "success": "x", "party_size": "6", "travel": "plane", "revision": seen}
    form |= {"first_day": visit.first_day.isoformat(), "days": "2.0"}
    assert client.post(f"/visits/{visit.pk}/change/", form).status_code == 302
    second = client.post(f"/visits/{visit.pk}/change/", {**form, "title": "Second", "cost_split": "half"})
    text = second.content.decode()
    assert second.status_code == 409
    assert "Somebody else saved this meanwhile" in text
    assert 'value="Second"' in text
    assert "First" in text
    assert Visit.objects.get(pk=visit.pk).title == "First"
    # having seen it, the second one saves
    seen = re.search(r'name="revision" value="(\d+)"', text)[1]
    again = client.post(f"/visits/{visit.pk}/change/", {**form, "title": "Second", "revision": seen})
    assert again.status_code == 302
    assert Visit.objects.get(pk=visit.pk).title == "Second"


def test_another_first_day_takes_the_programme_with_it(as_, world):
    visit, client = world.things["visit"], as_("editor")
    saturday = monday(20) + timedelta(days=5)
    form = {
        "title": visit.title,
        "success": "",
        "party_size": "6",
        "travel": "plane",
        "days": "2.0",
        "first_day": saturday.isoformat(),
    }
    refused = client.post(f"/visits/{visit.pk}/change/", form)
    assert refused.status_code == 409
    assert "Let go of the hosts’ slots first" in refused.content.decode().replace("&#x27;", "’")
    for booking in visit.bookings.all():
        services.release_booking(world.actor("editor"), booking)
    hours = [i.begins_at.astimezone(visit.zone).time() for i in visit.items.filter(removed=False)]
    assert client.post(f"/visits/{visit.pk}/change/", form).status_code == 302
    moved = [i.begins_at.astimezone(visit.zone) for i in visit.items.filter(removed=False)]
    assert [m.time() for m in moved] == hours
    assert sorted({m.date() for m in moved}) == [monday(21), monday(21) + timedelta(days=1)]
    assert Visit.objects.get(pk=visit.pk).first_day == saturday


def test_a_stale_revision_is_refused_by_the_service(world):
    visit, actor = world.things["visit"], world.actor("editor")
    seen = Visit.objects.get(pk=visit.pk).revision
    services.change_visit(actor, visit, seen, {"title": "A"})
    with pytest.raises(EditedMeanwhile):
        services.change_visit(actor, visit, seen, {"title": "B"})


def test_questions_are_chosen_and_added_and_answers_stay(as_, world):
    visit = world.things["held_visit"]
    first = visit.questions.first()
    client = as_("editor")
    visit.state = "confirmed"
    visit.save()
    first.answer, first.outcome = "By an agreement.", "answered"
    first.save()
    response = client.post(
        f"/visits/{visit.pk}/questions/",
        {"questions": [first.key], "theme": "citizens", "words": "Who said no, and why?"},
    )
    assert response.status_code == 302
    kept = {q.words: q.answer for q in visit.questions.all()}
    assert kept == {first.words: "By an agreement.", "Who said no, and why?": ""}


def test_delegates_are_personal_and_stay_out_of_the_trail(as_, world):
    visit = world.things["visit"]
    response = as_("editor").post(
        f"/visits/{visit.pk}/delegates/",
        {
            "name": "Luis Pérez",
            "field": "finance",
            "email": "luis@example.org",
            "languages": "ES , en",
            "objective": "Who pays",
        },
    )
    assert response.status_code == 302
    made = Delegate.objects.get(name="Luis Pérez")
    assert made.languages == "es, en"
    trail = " ".join(str(e.facts) for e in Entry.objects.filter(action__startswith="visits."))
    assert "Luis" not in trail
    assert "luis@" not in trail
    as_("editor").post(f"/visits/{visit.pk}/delegates/{made.pk}/", {"remove": "1"})
    assert not Delegate.objects.filter(pk=made.pk).exists()


def test_a_name_can_be_taken_out_after_the_visit_too(as_, world):
    visit = world.things["held_visit"]
    late = Delegate.objects.create(visit=visit, name="Eva", field="other", objective="x")
    page = as_("editor").get(f"/visits/{visit.pk}/delegates/{late.pk}/").content.decode()
    assert 'name="remove"' in page
    assert ">Save<" not in page
    refused = as_("editor").post(
        f"/visits/{visit.pk}/delegates/{late.pk}/", {"name": "E", "field": "other", "objective": "x"}
    )
    assert refused.status_code == 409
    assert as_("editor").post(f"/visits/{visit.pk}/delegates/{late.pk}/", {"remove": "1"}).status_code == 302
    assert not Delegate.objects.filter(pk=late.pk).exists()


def test_a_delegate_of_another_visit_is_not_found(as_, world):
    address = f"/visits/{world.things['held_visit'].pk}/delegates/{world.ids['delegate']}/"
    assert as_("editor").get(address).status_code == 404


def test_erasing_a_person_takes_the_name_out_of_delegations(world):
    from replicity.web.visits.personal import delegations_of, forget

    person = world.people["editor"]
    mine = services.add_delegate(
        world.actor("editor"),
        world.things["visit"],
        {"name": "Editor", "email": person.email.upper(), "field": "other", "objective": "x"},
    )
    assert [d["name"] for d in delegations_of(person)] == ["Editor"]
    forget(person)
    mine.refresh_from_db()
    assert (mine.name, mine.email) == ("–", "")
    assert Delegate.objects.get(pk=world.ids["delegate"]).name == "Ana Soto"


def test_the_list_holds_own_visits_alone_and_asks_the_same_number_of_times(as_, world):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = as_("editor")
    assert "Santiago visits Gothenburg" in client.get("/visits/").content.decode()
    assert "Santiago visits Gothenburg" not in as_("outsider").get("/visits/").content.decode()
    with CaptureQueriesContext(connection) as few:
        client.get("/visits/")
    pattern = Visit.objects.get(pk=world.things["visit"].pk)
    Visit.objects.bulk_create(
        Visit(
            city=pattern.city,
            host=pattern.host,
            title=f"Visit {n}",
            solution="mobility_hub",
            first_day=monday(1) + timedelta(days=n),
            days=2,
            time_zone="Europe/Stockholm",
            party_size=3,
            travel="train",
        )
        for n in range(200)
    )
    made = Visit.objects.filter(hostings=None)
    Hosting.objects.bulk_create(Hosting(visit=v, organisation=pattern.host) for v in made)
    with CaptureQueriesContext(connection) as many:
        client.get("/visits/")
    assert len(many) == len(few)


def test_no_word_of_a_visit_is_read_as_markup(as_, world):
    wild = "<script>alert(1)</script>\"'{{ 7|add:7 }}"
    made = services.propose_visit(
        world.actor("editor"),
        world.organisations["city"],
        world.organisations["host"],
        replace(details(), title=wild, success=wild, sites=(wild,)),
    )
    text = as_("host").get(f"/visits/{made.pk}/").content.decode()
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)" in text
    assert Mail.objects.filter(subject__contains="A delegation would like to visit you").exists()
