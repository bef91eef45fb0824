"""Two at the same moment, with real threads: no place is given twice, nothing counts twice."""

import threading

import pytest
from django.db import connections

from replicity.web.programmes import services
from replicity.web.programmes.models import Application, Event, StageChange
from replicity.web.shared.errors import Refused

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*works):
    """Do all works at the same moment; return what each gave or how it was refused."""
    barrier, outcomes = threading.Barrier(len(works)), [None] * len(works)

    def do(number, work):
        try:
            barrier.wait(timeout=20)
            outcomes[number] = work() or "done"
        except Refused as refusal:
            outcomes[number] = refusal
        finally:
            connections.close_all()

    threads = [threading.Thread(target=do, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert None not in outcomes
    return outcomes


def second_city(world):
    """Let another city into the programme."""
    given = {"solutions": [], "driver": "city", "motivation": ""}
    other = services.apply(
        world.actor("outsider"), world.things["programme"], world.organisations["elsewhere"], given
    )
    services.submit(world.actor("outsider"), other)
    services.decide(world.actor("broker"), other, accepted=True)
    return other


def test_the_last_place_of_a_host_is_given_once(world):
    broker, programme, host = world.actor("broker"), world.things["programme"], world.organisations["owner"]
    cities = [world.things["application"], second_city(world)]
    services.set_host(broker, programme, host, 1)
    outcomes = at_once(*(lambda a=a: services.assign_host(broker, a, host) for a in cities))
    (refused,) = [o for o in outcomes if isinstance(o, Refused)]
    assert (refused.status, "has no free place" in refused.sentence) == (409, True)
    assert Application.objects.filter(host=host).count() == 1


def test_two_move_a_city_at_once(world):
    broker, application = world.actor("broker"), world.things["application"]
    before = StageChange.objects.filter(application=application).count()

    def move(stage):
        return lambda: services.advance(broker, application, stage, "why", seen_stage="onboarding")

    outcomes = at_once(move("intake"), move("diagnosis"))
    (refused,) = [o for o in outcomes if isinstance(o, Refused)]
    assert "moved this city meanwhile" in refused.sentence
    assert StageChange.objects.filter(application=application).count() == before + 1


def test_one_thing_told_twice_at_once_counts_once(world):
    application, thing = world.things["application"], world.organisations["buyer"]
    outcomes = at_once(*[lambda: services.note_event(application, "letter_signed", thing)] * 2)
    assert sorted(str(o) for o in outcomes) == ["True", "done"]
    assert Event.objects.filter(thing_kind="accounts.organisation").count() == 1


def test_two_answers_at_once(world):
    actor, application = world.actor("editor"), world.things["application"]
    seen = application.revision

    def answer(value):
        mine = Application.objects.select_related("programme").get(pk=application.pk)
        given = {"electricity_eur_per_kwh": value}
        return lambda: services.answer_application(actor, mine, given, {}, seen)

    outcomes = at_once(answer(0.2), answer(0.3))
    (refused,) = [o for o in outcomes if isinstance(o, Refused)]
    assert "Your text is kept below" in refused.sentence
    application.refresh_from_db()
    assert application.answers["electricity_eur_per_kwh"] in (0.2, 0.3)
