"""Visits of before several hosts keep their one host, forwards and back."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from replicity.web.visits.models import Hosting, Visit

BEFORE = ("visits", "0002_application")


def migrate(visits=None):
    """Migrate all to the latest, visits to a state of before where it is named."""
    executor = MigrationExecutor(connection)
    executor.migrate(
        [key if key[0] != "visits" else visits or key for key in executor.loader.graph.leaf_nodes()]
    )


@pytest.mark.django_db(transaction=True)
def test_each_visit_keeps_its_host_and_what_it_confirmed(world):
    visits = {v.pk: (v.host_id, v.state) for v in Visit.objects.all()}
    held, proposed = world.ids["held_visit"], world.ids["visit"]
    try:
        migrate(BEFORE)
        assert "visits_hosting" not in connection.introspection.table_names()
    finally:
        migrate()
    assert {v.pk: (v.host_id, v.state) for v in Visit.objects.all()} == visits
    rows = {h.visit_id: (h.organisation_id, h.confirmed) for h in Hosting.objects.all()}
    assert rows == {pk: (host, state == "held") for pk, (host, state) in visits.items()}
    assert Visit.objects.get(pk=held).invited
    assert not Visit.objects.get(pk=proposed).invited
