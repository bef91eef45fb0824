"""Lists stay fast: a fixed number of queries with 2,000 projects and 10,000 organisations."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.planner import analyse

from replicity.web.accounts.models import Organisation
from replicity.web.projects.models import Project

pytestmark = pytest.mark.django_db


@pytest.fixture
def many(world):
    Organisation.objects.bulk_create(
        Organisation(
            kind="city", name=f"City {n}", country="CL", city_id="geonames:3871336", standing="approved"
        )
        for n in range(10_000)
    )
    cities = list(Organisation.objects.filter(name__startswith="City ").values_list("pk", flat=True)[:500])
    city, buyer = world.organisations["city"], world.organisations["buyer"]
    Project.objects.bulk_create(
        Project(
            name=f"Project {n}",
            solution="led_street_lighting",
            city_id=city.pk if n % 2 else cities[n % 500],
            buyer_id=buyer.pk,
            city_place="geonames:3871336",
            scale=100.0 + n,
        )
        for n in range(2_000)
    )
    analyse()
    return world


def queries(client, address):
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


@pytest.mark.parametrize("role", ["editor", "broker", "buyer"])
def test_the_list_takes_as_many_queries_for_three_projects_as_for_two_thousand(world, as_, request, role):
    few = queries(as_(role), "/projects/")
    request.getfixturevalue("many")
    assert queries(as_(role), "/projects/") == few <= 12
    assert queries(as_(role), "/projects/?page=30") == few
    assert queries(as_(role), "/projects/?stage=idea") == few


def test_the_solution_page_takes_as_many_queries_for_more_replicas(world, client):
    from tests.web.world.projects import begun, measured, reasons

    from replicity.web.projects.services.results import accept_results, submit_results

    before = queries(client, "/solutions/led-street-lighting/")
    for n in range(3):
        project = measured(world, begun(world, f"More lamps {n}"))
        report = submit_results(world.actor("editor"), project, "2025-01", reasons(project))
        accept_results(world.actor("evaluator"), report, "A")
    assert queries(client, "/solutions/led-street-lighting/") == before
