"""Questions by solution, answers of hosts, and what everybody reads with consent alone."""

import pytest
from django.http import Http404

from replicity.web.accounts.personal import export_of
from replicity.web.accounts.services import erase
from replicity.web.introductions import queries, services
from replicity.web.introductions.models import Answer, KnowHow, Question

SOLUTION_PAGE = "/solutions/mobility-hub/"
HEADING = "Who decides on parking places?"
TEXT = "The building permit, under the parking policy."


@pytest.fixture
def answer(world):
    """Return the answer that everybody reads."""
    return Answer.objects.get(pk=world.ids["answer"])


def public_pages(world, read):
    """Return the texts of all pages on which know-how stands."""
    addresses = ("/know-how/", "/know-how/?q=permit", SOLUTION_PAGE, f"/know-how/{world.ids['know_how']}/")
    return [read(address) for address in addresses]


def test_everybody_reads_what_a_host_agreed_to(world, read):
    found = public_pages(world, read)
    assert [status for status, _text in found] == [200] * 4
    assert all(HEADING in text for _status, text in found)
    entry = found[-1][1]
    assert TEXT in entry
    assert "City of Gothenburg" in entry
    assert "Parking policy 2018" in entry
    # neither who asked nor who answered
    assert not any("Municipalidad de Santiago" in text or "Host" in text for _status, text in found)


def test_consent_taken_back_removes_it_from_every_public_page(world, read, answer, as_):
    response = as_("host").post(f"/answers/{answer.pk}/consent/withdraw/")
    assert response.status_code == 302
    found = public_pages(world, read)
    assert [status for status, _text in found] == [200, 200, 200, 404]
    assert not any(HEADING in text or TEXT in text for _status, text in found)
    assert queries.know_how().count() == 0


def test_consent_may_be_given_again(world, answer):
    services.withdraw_consent(world.actor("host"), answer)
    entry = services.publish(world.actor("host"), answer, "Who decides?")
    assert (entry.public, KnowHow.objects.count()) == (True, 1)


def test_only_the_author_can_be_named_and_erasure_ends_it(world, read, answer, as_):
    as_("host").post(f"/answers/{answer.pk}/consent/", {"heading": HEADING, "name_author": "on"})
    person = world.people["host"]
    person.name = "Hanna Berg"
    person.save()
    address = f"/know-how/{world.ids['know_how']}/"
    assert "Hanna Berg" in read(address)[1]
    assert export_of(person)["introductions"]["named_in_know_how"] == [world.ids["know_how"]]
    answer.author = world.people["editor"]
    answer.save()
    KnowHow.objects.update(named_person=None)
    # a box that another person's browser sends is no consent
    as_("host").post(f"/answers/{answer.pk}/consent/", {"heading": HEADING, "name_author": "on"})
    assert KnowHow.objects.get().named_person is None
    KnowHow.objects.update(named_person=person)
    world.people["host"].memberships.all().delete()
    erase(person)
    assert "Hanna Berg" not in read(address)[1]


def test_the_word_of_another_organisation_cannot_be_published(world, answer):
    with pytest.raises(Http404):
        services.publish(world.actor("outsider"), answer, "Ours?")


def test_search_finds_all_words_and_one_solution(world):
    assert queries.know_how(words="permit decides").count() == 1
    assert queries.know_how(words="permit moon").count() == 0
    assert queries.know_how("electric_buses").count() == 0


def test_hostile_answers_and_sources_stay_text(world, read, answer):
    Answer.objects.filter(pk=answer.pk).update(
        text="<img src=x onerror=alert(1)>", sources='javascript:alert(1)\nhttps://example.org/a?b=1&c="2'
    )
    text = read(f"/know-how/{world.ids['know_how']}/")[1]
    assert "<img src=x" not in text
    assert 'href="javascript' not in text
    assert 'href="https://example.org/a?b=1&amp;c=&quot;2"' in text


def test_a_question_to_all_hosts_reaches_the_cities_that_demonstrated_it(world, as_):
    number = world.ids["question_to_all"]
    assert as_("host").get(f"/questions/{number}/").status_code == 200
    assert as_("outsider").get(f"/questions/{number}/").status_code == 404
    as_("host").post(f"/questions/{number}/answers/", {"text": "About 40 euro."})
    assert Answer.objects.get(question=number).organisation.city_id == "geonames:2711537"
    assert Question.objects.get(pk=number).state == "answered"


def test_what_a_city_asks_is_open_until_it_is_answered(world):
    city, host = world.organisations["city"], world.actor("host")
    open_now = queries.open_questions(city)
    assert [(q.number, q.theme, q.asked_organisation_id) for q in open_now] == [
        (world.ids["question_to_all"], "cost", None)
    ]
    services.answer_question(host, Question.objects.get(pk=open_now[0].number), "40 euro")
    assert queries.open_questions(city) == ()
    services.reopen_question(world.actor("editor"), Question.objects.get(pk=open_now[0].number))
    (again,) = queries.open_questions(city, "mobility_hub")
    assert (again.number, open_now[0].reopened, again.reopened) == (open_now[0].number, False, True)
    assert queries.open_questions(city, "electric_buses") == ()


def test_an_open_precondition_becomes_a_question_once(world, as_):
    city = world.organisations["city"]
    editor = as_("editor")
    page = editor.get("/questions/open/").content.decode()
    assert 'name="about" value="lead_named"' in page
    sent = {"solution": "mobility_hub", "about": "lead_named", "introduction": world.ids["introduction"]}
    for _twice in range(2):
        response = editor.post(f"/questions/open/{city.pk}/", sent)
        assert response["Location"] == f"/introductions/{world.ids['introduction']}/"
    made = Question.objects.get(about="lead_named")
    assert (made.theme, made.introduction_id) == ("preconditions", world.ids["introduction"])
    assert "lead" in made.text
    page = editor.get(f"/introductions/{world.ids['introduction']}/").content.decode()
    assert 'name="about" value="lead_named"' not in page


def test_what_the_city_answered_is_not_open(world, as_):
    editor = as_("editor")
    editor.post("/cities/3871336/values/", {"lead_named": "1"})
    assert 'name="about" value="lead_named"' not in editor.get("/questions/open/").content.decode()


def test_a_question_about_nothing_that_the_catalogue_knows(world, as_):
    city = world.organisations["city"].pk
    sent = {"solution": "mobility_hub", "about": "<b>moon</b>"}
    assert as_("editor").post(f"/questions/open/{city}/", sent).status_code == 404


def test_the_form_asks_about_an_input(world, as_):
    form = {"asking": world.organisations["city"].pk, "theme": "cost", "text": "What did it cost?"}
    page = as_("editor").get("/questions/ask/?solution=electric-buses").content.decode()
    about = page.partition('<select name="about"')[2].partition("</select>")[0]
    assert "<optgroup" in about
    response = as_("editor").post(
        "/questions/ask/?solution=electric-buses", {**form, "about": "lead_named", "introduction": ""}
    )
    assert response.status_code == 302
    bad = as_("editor").post("/questions/ask/?solution=electric-buses", {**form, "about": "moon"})
    assert bad.status_code == 400
    assert "What did it cost?" in bad.content.decode()


def test_documents_of_another_introduction_do_not_go_with_an_answer(world, as_):
    number, document = world.ids["question_to_all"], world.ids["introduction_document"]
    as_("host").post(f"/questions/{number}/answers/", {"text": "See there.", "documents": [document]})
    assert Answer.objects.get(question=number).documents.count() == 0


def test_an_own_city_is_not_asked_its_own_question(world):
    host = world.actor("host")
    asked = services.ask_question(host, world.organisations["host"], "mobility_hub", "Who else?")
    made = services.answer_question(host, asked, "Riksbyggen does.")
    # the owner of the demonstration may answer the city
    assert made.organisation == world.organisations["owner"]
