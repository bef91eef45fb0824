"""Every address has a row in the access table, and answers each role as the row says."""

import pytest
from django.urls import URLResolver, get_resolver
from tests.web.access import all_rows
from tests.web.access.rows import ROLES

ROWS = all_rows()


def names_of(patterns):
    """Return the names of all addresses, those of included tables as well."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names_of(pattern.url_patterns)
        else:
            yield pattern.name


def test_every_address_has_a_row():
    names = list(names_of(get_resolver().url_patterns))
    assert None not in names
    assert sorted(set(names) - set(ROWS)) == [], "addresses without a row in tests/web/access/"
    assert sorted(set(ROWS) - set(names)) == [], "rows without an address"


# many rows share one world: what a row does is undone before the next
SHARE = 40
NAMES = sorted(ROWS)
PARTS = [NAMES[i : i + SHARE] for i in range(0, len(NAMES), SHARE)]


@pytest.mark.django_db
@pytest.mark.parametrize("names", PARTS, ids=lambda names: f"{names[0]}-to-{names[-1]}")
def test_each_role(names, world, as_):
    wrong = {}
    for name in names:
        row = ROWS[name]
        address = row.address.format(**world.ids)
        for role in ROLES:
            status = _status(as_(role), row, address)
            if status != row.status(role):
                wrong[name, role] = (status, row.status(role))
    assert wrong == {}, "found and wanted, by address and role"


def _status(client, row, address):
    """Return what a role gets, with nothing of it kept for the next one."""
    from django.db import transaction

    with transaction.atomic():
        response = _asked(client, row, address)
        if response.streaming:
            b"".join(response.streaming_content)
        transaction.set_rollback(True)
    return response.status_code


def _asked(client, row, address):
    """Return the answer to a form, or to JSON as programs send it."""
    if row.method == "json":
        return client.post(address, row.data, content_type="application/json")
    return getattr(client, row.method)(address, row.data)


@pytest.mark.django_db
def test_outsiders_learn_nothing_of_what_is_not_there(world, as_):
    """A thing that does not exist and one that others own look the same to an outsider."""
    absent = {key: 999_999 if isinstance(value, int) else "absent" for key, value in world.ids.items()}
    client, told = as_("outsider"), {}
    for name, row in ROWS.items():
        if "_" in name or "{" not in row.address or row.status("outsider") != 404:
            continue
        ours = _status(client, row, row.address.format(**world.ids))
        none = _status(client, row, row.address.format(**absent))
        if (ours, none) != (404, 404):
            told[name] = (ours, none)
    assert told == {}


READ = sorted(n for n, row in ROWS.items() if row.method == "get" and row.status("anonymous") == 200)
OPEN_FORMS = {"join", "invitation", "verify"}
# addresses that answer reading and writing alike by design, or to JSON alone
OTHERS = {"api-root", "openapi-json", "openapi-view"}


@pytest.mark.django_db
def test_pages_do_not_change_anything(client, world):
    names = [n for n in READ if "_" not in n and n not in OPEN_FORMS | OTHERS]
    found = {n: client.post(ROWS[n].address.format(**world.ids).partition("?")[0]).status_code for n in names}
    assert found == dict.fromkeys(names, 405)


WRITTEN = sorted(
    n for n, row in ROWS.items() if row.method in ("post", "json") and "_" not in n and n != "language"
)


@pytest.mark.django_db
def test_changes_are_not_made_by_reading(as_, world):
    broker = as_("broker")
    found = {n: broker.get(ROWS[n].address.format(**world.ids)).status_code for n in WRITTEN}
    assert {n: status for n, status in found.items() if status not in (404, 405)} == {}


@pytest.mark.django_db
def test_forms_need_the_token_of_this_site(client):
    client.handler.enforce_csrf_checks = True
    response = client.post("/cities/3871336/values/", {"electricity_eur_per_kwh": "0.2"})
    assert response.status_code == 403
    assert "The form is too old or came from elsewhere" in response.content.decode()
