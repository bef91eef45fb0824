"""Every address has a row in the access table, and answers as the row says."""

import pytest
from django.urls import get_resolver
from tests.web.access import ACCESS

pytestmark = pytest.mark.django_db


def test_every_address_has_a_row():
    names = {pattern.name for pattern in get_resolver().url_patterns}
    assert names == set(ACCESS)


@pytest.mark.parametrize("name", sorted(ACCESS))
def test_anonymous_visitor(client, name):
    method, address, status = ACCESS[name]
    response = getattr(client, method)(address)
    if response.streaming:
        b"".join(response.streaming_content)
    assert response.status_code == status


@pytest.mark.parametrize("name", sorted(n for n, row in ACCESS.items() if row[0] == "get"))
def test_pages_do_not_change_anything(client, name):
    assert client.post(ACCESS[name][1].partition("?")[0]).status_code == 405


@pytest.mark.parametrize(
    "name", sorted(n for n, row in ACCESS.items() if row[0] == "post" and n != "language")
)
def test_changes_are_not_made_by_reading(client, name):
    assert client.get(ACCESS[name][1]).status_code == 405


def test_forms_need_the_token_of_this_site(client):
    client.handler.enforce_csrf_checks = True
    response = client.post("/cities/3871336/values/", {"electricity_eur_per_kwh": "0.2"})
    assert response.status_code == 403
    assert "The form is too old or came from elsewhere" in response.content.decode()
