"""Stages and gates: what is asked, what is overridden, what ticks itself, what counts once."""

import pytest
from tests.web.world import letters

from replicity.web.audit.models import Entry
from replicity.web.notices.models import Notice
from replicity.web.programmes import services
from replicity.web.programmes.models import Event, StageChange
from replicity.web.programmes.stages import CRITERIA, NEXT_STEPS, STAGES
from replicity.web.shared.errors import Refused


@pytest.fixture
def application(world):
    return world.things["application"]


@pytest.fixture
def broker(world):
    return world.actor("broker")


def test_every_stage_has_a_gate_and_a_next_step():
    assert set(CRITERIA) == set(NEXT_STEPS) == set(STAGES)
    assert all(CRITERIA[s] for s in STAGES[:-1])


def test_a_gate_says_what_it_still_asks_for(application, broker):
    services.tick_criteria(broker, application, "onboarding", ["profile"])
    with pytest.raises(Refused, match="on what terms they can be visited") as refused:
        services.advance(broker, application, "intake")
    assert refused.value.status == 409
    assert "ambition" not in refused.value.sentence
    application.refresh_from_db()
    assert application.stage == "onboarding"


def test_a_passed_gate_lets_the_city_on(application, broker, world):
    services.tick_criteria(broker, application, "onboarding", list(CRITERIA["onboarding"]))
    change = services.advance(broker, application, "intake")
    assert (application.stage, application.furthest) == ("intake", 1)
    assert not change.overridden
    assert change.entered_at is not None
    assert Notice.objects.filter(person=world.people["editor"], kind="programmes.moved").count() == 1


def test_a_programme_may_ask_for_less(application, broker, world):
    services.set_gate(broker, world.things["programme"], "onboarding", [], 30)
    assert not services.advance(broker, application, "intake").overridden


def test_an_open_gate_is_overridden_with_a_reason_that_stays(application, broker):
    change = services.advance(broker, application, "diagnosis", "The minister signed already.")
    assert change.overridden
    entry = Entry.objects.filter(action="programmes.advance").latest("number")
    assert set(entry.facts["overridden"]) == {
        *(f"onboarding.{c}" for c in CRITERIA["onboarding"]),
        *(f"intake.{c}" for c in CRITERIA["intake"]),
    }
    # the reason may name people: it stays with the application, not in the trail
    assert "minister" not in str(entry.facts)


def test_the_way_back_needs_a_reason_and_keeps_how_far_the_city_came(application, broker):
    services.advance(broker, application, "letter", "fast")
    with pytest.raises(Refused, match="earlier stage"):
        services.advance(broker, application, "diagnosis")
    services.advance(broker, application, "diagnosis", "The mayor changed.")
    assert application.stage == "diagnosis"
    assert STAGES[application.furthest] == "letter"


def test_who_saw_an_older_stage_is_told(application, broker):
    services.advance(broker, application, "intake", "first")
    with pytest.raises(Refused, match="moved this city meanwhile"):
        services.advance(broker, application, "diagnosis", "second", seen_stage="onboarding")
    assert StageChange.objects.filter(application=application).count() == 2


@pytest.mark.parametrize("role", ["editor", "reader", "host"])
def test_only_the_broker_moves_a_city(application, world, role):
    with pytest.raises(Refused) as refused:
        services.advance(world.actor(role), application, "intake", "please")
    assert refused.value.status == 403


def test_a_thing_counts_once_and_ticks_its_criterion(application, world):
    thing = world.organisations["buyer"]
    assert services.note_event(application, "letter_signed", thing)
    assert not services.note_event(application, "letter_signed", thing)
    assert services.note_event(application, "visit_done", thing)
    assert Event.objects.filter(thing_kind="accounts.organisation").count() == 2
    assert application.ticks.filter(stage="letter", criterion="letter_signed").count() == 1
    assert application.ticks.filter(stage="delegation", criterion="visit_held").count() == 1


def test_a_letter_that_all_have_signed_reaches_the_counter(world, client, as_, application):
    where = "/programmes/{programme}/".format(**world.ids)
    assert "0 of 20 letters signed" in client.get(where).content.decode()
    letter = letters.signed(world)
    assert "1 of 20 letters signed" in client.get(where).content.decode()
    event = Event.objects.get(kind="letter_signed")
    assert (event.application, event.solutions) == (application, letter.solutions)
    page = as_("editor").get(f"/programmes/applications/{application.pk}/").content.decode()
    assert f'href="/letters/{letter.pk}/"' in page
