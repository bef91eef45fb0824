"""What a city asked hosts before flows into its visits, and what a visit answered back to the question."""

import re
from dataclasses import replace

import pytest
from tests.web.visits.hosting import organisation
from tests.web.visits.test_planning import START, plan_data
from tests.web.world.visits import details, monday

from replicity.web.audit.models import Entry
from replicity.web.introductions import services as introductions
from replicity.web.introductions.models import Question as LogQuestion
from replicity.web.notices.models import Notice
from replicity.web.shared.errors import Refused
from replicity.web.visits import services
from replicity.web.visits.models import Visit
from replicity.web.visits.open_questions import questions_for

pytestmark = pytest.mark.django_db
WORDS = "What do residents pay a month?"


def asked(world, text, **more):
    """Return a question of the city in the log."""
    return introductions.ask_question(
        world.actor("editor"), world.organisations["city"], "mobility_hub", text, **more
    )


def proposed(world, *hosts):
    from replicity.appraisal.requests import Options

    receivers = hosts or (world.organisations["host"],)
    found = questions_for(world.organisations["city"], "mobility_hub", receivers, Options())
    return {q.key: q for q in found}


def key_of(question) -> str:
    return f"asked:{question.pk}"


def held(world, question, theme="cost"):
    """Return a visit that took place and asked a question of the log."""
    editor = world.actor("editor")
    visit = services.propose_visit(
        editor,
        world.organisations["city"],
        world.organisations["host"],
        details(title="Asked again", first_day=monday(-3), questions=((key_of(question), theme, WORDS, ""),)),
    )
    services.confirm_visit(world.actor("host"), visit)
    services.take_step(editor, visit, "hold")
    return visit


def to_all(world) -> LogQuestion:
    return LogQuestion.objects.get(pk=world.ids["question_to_all"])


def test_what_was_asked_and_not_answered_is_proposed_and_marked(as_, world):
    text = as_("editor").get(START.format(**world.ids)).content.decode()
    number = world.ids["question_to_all"]
    assert re.search(rf'value="asked:{number}" checked', text)
    assert WORDS in text
    assert "You asked all hosts of the solution on" in text
    assert f'href="/questions/{number}/"' in text
    # an answered one is not
    assert f'value="asked:{world.ids["question"]}"' not in text


def test_a_reopened_question_says_that_answers_did_not_settle_it(as_, world):
    question = LogQuestion.objects.get(pk=world.ids["question"])
    introductions.reopen_question(world.actor("editor"), question)
    text = as_("editor").get(START.format(**world.ids)).content.decode()
    assert "You asked City of Gothenburg on" in text
    assert "the answers did not settle it" in text


def test_only_this_citys_questions_on_this_solution_are_proposed(world):
    other, actor, _person = organisation("Lima", kind="city", city_id="geonames:3936456", country="PE")
    theirs = introductions.ask_question(actor, other, "mobility_hub", "Theirs?")
    buses = introductions.ask_question(
        world.actor("editor"), world.organisations["city"], "electric_buses", "Which depot?"
    )
    withdrawn = asked(world, "Never mind?")
    introductions.withdraw_question(world.actor("editor"), withdrawn)
    keys = proposed(world)
    assert key_of(to_all(world)) in keys
    assert not {key_of(q) for q in (theirs, buses, withdrawn)} & set(keys)


def test_a_question_about_a_precondition_takes_the_place_of_the_proposed_one(world):
    assert "precondition:parking_norm" in proposed(world)
    question = asked(world, "How did you get round the norm?", about="parking_norm", theme="preconditions")
    found = proposed(world)
    assert "precondition:parking_norm" not in found
    assert found[key_of(question)].theme == "preconditions"


def test_what_was_asked_of_others_is_shown_but_not_ticked_and_five_are_ticked_at_most(world):
    waiting = world.organisations["owner"]
    from replicity.web.introductions.models import Introduction

    theirs = asked(
        world,
        "How many cars?",
        theme="other",
        introduction=Introduction.objects.get(pk=world.ids["introduction_waiting"]),
    )
    found = proposed(world)
    assert (found[key_of(theirs)].theme, found[key_of(theirs)].suggested) == ("other", False)
    assert proposed(world, world.organisations["host"], waiting)[key_of(theirs)].suggested
    # hosts do not read whom else the city asked
    assert "Riksbyggen" in found[key_of(theirs)].origin
    assert "Riksbyggen" not in found[key_of(theirs)].why
    for n in range(7):
        asked(world, f"Question {n}?")
    assert sum(q.suggested for q in proposed(world).values()) == 5


def test_a_planned_visit_links_the_question_and_the_question_the_visit(as_, world):
    question = to_all(world)
    as_("editor").post("/visits/plan/", plan_data(world, questions=[key_of(question), "contract:model"]))
    visit = Visit.objects.get(title="Santiago learns in Gothenburg")
    assert {q.words: q.asked_id for q in visit.questions.all()}[WORDS] == question.pk
    assert visit.questions.get(key="contract:model").asked is None
    page = as_("host").get(f"/visits/{visit.pk}/").content.decode()
    assert f'href="/questions/{question.pk}/"' in page
    log = as_("editor").get(f"/questions/{question.pk}/").content.decode()
    assert f'href="/visits/{visit.pk}/"' in log
    assert "no answer yet" in log


def test_who_may_not_read_the_question_or_the_visit_gets_no_link(client, world):
    from replicity.web.introductions.models import Introduction

    made = Introduction.objects.get(pk=world.ids["introduction"])
    question = asked(world, "Only for Gothenburg?", introduction=made)
    abroad, _actor, person = organisation("Lima Homes", city_id="geonames:3936456", country="PE")
    visit = services.propose_visit(
        world.actor("editor"),
        world.organisations["city"],
        abroad,
        details(questions=((key_of(question), "other", "Only for Gothenburg?", ""),)),
    )
    client.force_login(person)
    page = client.get(f"/visits/{visit.pk}/").content.decode()
    assert "Only for Gothenburg?" in page
    assert f"/questions/{question.pk}/" not in page
    client.force_login(world.people["host"])
    log = client.get(f"/questions/{question.pk}/")
    assert log.status_code == 200
    assert f"/visits/{visit.pk}/" not in log.content.decode()


def test_a_question_of_another_city_is_not_linked(world):
    other, actor, _person = organisation("Lima", kind="city", city_id="geonames:3936456", country="PE")
    theirs = introductions.ask_question(actor, other, "mobility_hub", "Theirs?")
    visit = services.propose_visit(
        world.actor("editor"),
        world.organisations["city"],
        world.organisations["host"],
        details(questions=((key_of(theirs), "cost", "Theirs?", ""), ("asked:x", "cost", "Odd?", ""))),
    )
    assert [q.asked for q in visit.questions.all()] == [None, None]


def test_questions_asked_later_can_be_chosen_for_a_visit(as_, world):
    question = asked(world, "Who cleans the hub?", theme="operation")
    address = f"/visits/{world.ids['visit']}/questions/"
    page = as_("editor").get(address).content.decode()
    assert f'value="{key_of(question)}"' in page
    assert "asked before" in page
    as_("editor").post(address, {"questions": [key_of(question)]})
    assert world.things["visit"].questions.get().asked == question


def test_the_answer_of_the_report_stands_with_the_question_and_can_settle_it(as_, world):
    question = to_all(world)
    visit = held(world, question)
    mine = visit.questions.get()
    client = as_("editor")
    page = client.get(f"/visits/{visit.pk}/report/").content.decode()
    assert f'name="settled" value="{mine.pk}"' in page
    form = {"revision": "1", f"outcome_{mine.pk}": "answered", f"answer_{mine.pk}": "About 38 euro."}
    assert client.post(f"/visits/{visit.pk}/report/", form).status_code == 302
    assert to_all(world).state == "open"
    for role in ("editor", "host", "broker"):
        log = as_(role).get(f"/questions/{question.pk}/").content.decode()
        assert "About 38 euro." in log
        assert f'href="/visits/{visit.pk}/"' in log
    form |= {"revision": "2", "settled": str(mine.pk)}
    assert client.post(f"/visits/{visit.pk}/report/", form).status_code == 302
    assert to_all(world).state == "answered"
    entry = Entry.objects.get(action="introductions.settle_question")
    assert (entry.thing_id, entry.facts["visit"]) == (str(question.pk), visit.pk)
    # settled once: it is offered no more, and a stale form is refused whole
    assert 'name="settled"' not in client.get(f"/visits/{visit.pk}/report/").content.decode()
    stale = client.post(
        f"/visits/{visit.pk}/report/", form | {"revision": "3", f"answer_{mine.pk}": "About 40 euro."}
    )
    assert stale.status_code == 409
    mine.refresh_from_db()
    assert mine.answer == "About 38 euro."
    introductions.reopen_question(world.actor("editor"), question)
    assert key_of(question) in proposed(world)


def test_the_host_that_was_asked_is_told_and_nobody_writes_in_its_name(world):
    from replicity.web.introductions.models import Introduction

    made = Introduction.objects.get(pk=world.ids["introduction"])
    question = asked(world, WORDS, introduction=made)
    visit = held(world, question)
    mine = visit.questions.get()
    services.save_report(
        world.actor("editor"), visit, 1, {}, {mine.pk: ("answered", "38 euro")}, settled=[mine.pk]
    )
    (told,) = Notice.objects.filter(person=world.people["host"], kind="introductions.settled")
    assert told.link == f"/questions/{question.pk}/"
    assert not question.answers.exists()


@pytest.mark.parametrize("given", [("partly", "About 38 euro"), ("answered", "  "), ("", "38 euro")])
def test_what_is_not_answered_settles_nothing(as_, world, given):
    visit = held(world, to_all(world))
    mine = visit.questions.get()
    form = {"revision": "1", "decisions": "Kept", "settled": mine.pk}
    form |= {f"outcome_{mine.pk}": given[0], f"answer_{mine.pk}": given[1]}
    response = as_("editor").post(f"/visits/{visit.pk}/report/", form)
    text = response.content.decode()
    assert response.status_code == 400
    assert "before you record it in the question log" in text
    assert "Kept" in text
    assert re.search(rf'name="settled" value="{mine.pk}" checked', text)
    assert to_all(world).state == "open"


def test_only_who_asked_settles(world):
    question = to_all(world)
    for role in ("host", "reader", "broker"):
        with pytest.raises(Refused, match="You may see this"):
            introductions.settle_question(world.actor(role), question, 1)


def test_words_of_a_long_question_are_one_line_that_fits(world):
    long = asked(world, "Why?\n" + "very " * 300)
    found = proposed(world)[key_of(long)]
    assert len(found.words) <= 500
    assert "\n" not in found.words
    visit = services.propose_visit(
        world.actor("editor"),
        world.organisations["city"],
        world.organisations["host"],
        replace(details(), questions=((found.key, found.theme, found.words, found.why),)),
    )
    services.set_questions(world.actor("editor"), visit, [(found.key, found.theme, found.words, found.why)])
    assert visit.questions.get().asked == long
