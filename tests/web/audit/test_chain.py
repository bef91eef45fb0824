"""The audit trail: append-only, in one order, and every change shows."""

import threading

import pytest
from django.db import DatabaseError, connection, transaction

from replicity.web.accounts.models import Organisation
from replicity.web.audit.guard import release
from replicity.web.audit.models import Entry, Head
from replicity.web.audit.queries import head, verify
from replicity.web.audit.services import record
from replicity.web.shared.access import Actor

ANA = Actor(1, "11111111-1111-1111-1111-111111111111")


def organisation():
    return Organisation.objects.create(kind="city", name="Lima", country="PE")


def three():
    thing = organisation()
    for n in range(3):
        record(ANA, "accounts.change", thing, n=n, ratio=0.1, text="ñ", nested={"b": [1, None], "a": True})


@pytest.mark.django_db
def test_entries_are_bound_to_those_before_them():
    assert verify().entries_count == 0
    three()
    verdict = verify()
    assert (verdict.entries_count, verdict.fault) == (3, "")
    assert head() == (3, verdict.head)
    assert [e.before for e in Entry.objects.all()][1:] == [e.digest for e in Entry.objects.all()][:-1]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        {"facts": {"n": 7}},
        {"actor": "system"},
        {"action": "letters.sign"},
        {"thing_id": "999"},
        {"digest": "f" * 64},
    ],
)
def test_a_change_shows(change):
    three()
    _unguarded()
    Entry.objects.filter(number=2).update(**change)
    assert "entry 2 was changed" in verify().fault


@pytest.mark.django_db
@pytest.mark.parametrize(("gone", "fault"), [(2, "entry 2 is missing"), (3, "the chain ends at entry 2")])
def test_a_gap_shows(gone, fault):
    three()
    _unguarded()
    Entry.objects.filter(number=gone).delete()
    assert fault in verify().fault


@pytest.mark.django_db
@pytest.mark.usefixtures("append_only")
@pytest.mark.parametrize("attack", ["update", "delete"])
def test_the_database_refuses_changes(attack):
    three()
    entries = Entry.objects.filter(number=2)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        entries.update(action="x") if attack == "update" else entries.delete()
    assert verify().fault == ""


@pytest.mark.django_db
def test_what_is_rolled_back_leaves_no_entry():
    three()
    with transaction.atomic():
        record(ANA, "accounts.change", organisation())
        transaction.set_rollback(True)
    assert verify().entries_count == 3
    assert Head.objects.get().number == 3


@pytest.mark.django_db(transaction=True)
def test_writers_at_once_make_one_chain():
    thing = organisation()
    faults = []

    def write():
        try:
            for _ in range(10):
                with transaction.atomic():
                    record(ANA, "accounts.change", thing)
        except Exception as error:
            faults.append(error)
        finally:
            connection.close()

    writers = [threading.Thread(target=write) for _ in range(6)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert faults == []
    assert verify().entries_count == 60
    assert verify().fault == ""


def _unguarded():
    """Act as somebody who has the whole database: the guard is gone, the chain remains."""
    release(connection)
