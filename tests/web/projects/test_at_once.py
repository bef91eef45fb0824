"""Two at once, with real threads and transactions: once done, never doubled, a clear word to the second."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from replicity.web.accounts.actors import actor_for
from replicity.web.projects.models import AcceptedFigure, EvidenceSource, Project, ResultReport
from replicity.web.projects.services.projects import pass_gate
from replicity.web.projects.services.readings import take_readings
from replicity.web.projects.services.results import accept_results
from replicity.web.shared.errors import Refused

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """Run acts in threads that start together; return what each gave or raised."""
    start, found = Barrier(len(acts)), [None] * len(acts)

    def run(position, act):
        try:
            start.wait()
            found[position] = act()
        except Exception as error:  # told to the test
            found[position] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=one) for one in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def refused(found):
    assert all(f is None or not isinstance(f, Exception) or isinstance(f, Refused) for f in found), found
    return [f for f in found if isinstance(f, Refused)]


def test_two_evaluators_accept_one_report(world):
    number, people = world.ids["report"], [world.people["evaluator"], world.people["broker"]]

    def accept(person):
        report = ResultReport.objects.select_related("project").get(pk=number)
        return lambda: accept_results(actor_for(person), report, "A")

    found = at_once(*(accept(person) for person in people))
    (late,) = refused(found)
    assert late.status == 409
    assert EvidenceSource.objects.filter(report=number).count() == 1
    assert AcceptedFigure.objects.filter(source__report=number).count() == 3


def test_two_people_pass_one_gate(world):
    number, people = world.ids["bare_project"], [world.people["editor"], world.people["buyer"]]

    def go(person):
        project = Project.objects.get(pk=number)
        return lambda: pass_gate(actor_for(person), project, "idea", frozenset(("rationale",)))

    (late,) = refused(at_once(*(go(person) for person in people)))
    assert late.status == 409
    project = Project.objects.get(pk=number)
    assert (project.stage, project.gate_passes.count()) == ("concept", 1)


def test_two_people_enter_one_reading(world):
    from replicity.appraisal.readings import Reading

    number, people = world.ids["bare_project"], [world.people["provider"], world.people["editor"]]
    reading = Reading("electricity_use_kwh", "2025-01", 5.0)

    def take(person):
        project = Project.objects.get(pk=number)
        return lambda: take_readings(actor_for(person), project, [reading], "form")

    (late,) = refused(at_once(*(take(person) for person in people)))
    assert late.status == 409
    assert Project.objects.get(pk=number).measurements.count() == 1
