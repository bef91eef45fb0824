"""Two at the same moment, with real threads: nothing is lost, nothing doubled, the second is told."""

import threading

import pytest
from django.db import connections
from tests.web.world import letters as made

from replicity.reports.signature_check import check_signatures
from replicity.web.letters import services
from replicity.web.letters.models import Approval, LetterVersion, SignatureRecord
from replicity.web.letters.queries import content_now
from replicity.web.letters.sealing import authority_certificate
from replicity.web.notices.models import Notice
from replicity.web.shared.editing import EditedMeanwhile
from replicity.web.shared.errors import Refused

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*works):
    """Do all works at the same moment; return what each gave or how it was refused."""
    barrier, outcomes = threading.Barrier(len(works)), [None] * len(works)

    def do(number, work):
        try:
            barrier.wait(timeout=20)
            outcomes[number] = work()
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


def saving(world, letter, role, group, fields):
    actor, seen = world.actor(role), letter.version
    return lambda: services.save_group(actor, letter, group, fields, seen)


def signing(world, letter, name):
    actor, party = world.actor(made.SIGNERS[name]), made.party(world, letter, name)
    return lambda: services.sign(actor, party, letter.version, proof="password")


def test_two_save_the_same_group(world):
    letter = made.sent(world)
    outcomes = at_once(
        saving(world, letter, "buyer", "visit", {"dates": "May 2027"}),
        saving(world, letter, "host", "visit", {"dates": "June 2027"}),
    )
    (saved,) = [o for o in outcomes if isinstance(o, LetterVersion)]
    (refused,) = [o for o in outcomes if isinstance(o, EditedMeanwhile)]
    assert refused.status == 409
    assert "Your text is kept below" in refused.sentence
    assert saved.number == letter.version + 1
    assert LetterVersion.objects.filter(letter=letter).count() == saved.number
    letter.refresh_from_db()
    assert content_now(letter).line("visit", "dates") == saved.letter_content.line("visit", "dates")


def test_two_save_different_groups(world):
    letter = made.sent(world)
    outcomes = at_once(
        saving(world, letter, "buyer", "visit", {"dates": "May 2027"}),
        saving(world, letter, "host", "resources", {"cost": {"en": "The host pays."}}),
    )
    before = letter.version
    assert sorted(o.number for o in outcomes) == [before + 1, before + 2]
    letter.refresh_from_db()
    assert letter.version == before + 2
    assert content_now(letter).line("visit", "dates") == "May 2027"
    assert content_now(letter).value("resources", "cost")["en"] == "The host pays."


def test_one_signatory_signs_twice_at_once(world):
    letter = made.approved(world)
    Notice.objects.all().delete()
    work = signing(world, letter, "city")
    outcomes = at_once(work, work)
    (record,) = [o for o in outcomes if isinstance(o, SignatureRecord)]
    (refused,) = [o for o in outcomes if isinstance(o, Refused)]
    assert "has signed already" in refused.sentence
    assert SignatureRecord.objects.filter(letter=letter).get() == record
    assert Notice.objects.filter(kind="letters.signed", person=world.people["buyer"]).count() == 1
    letter.refresh_from_db()
    check = check_signatures(bytes(letter.document.content), authority_certificate())
    assert [s.field for s in check.signatures] == ["party-1"]


def test_two_parties_sign_at_once(world):
    letter = made.approved(world)
    works = [signing(world, letter, name) for name in ("city", "buyer")]
    first, second = at_once(*works)
    assert isinstance(first, SignatureRecord)
    if isinstance(second, Refused):
        # the buyer was faster than the city, whose turn it was
        assert "turn of Municipalidad de Santiago" in second.sentence
        works[1]()
    letter.refresh_from_db()
    check = check_signatures(bytes(letter.document.content), authority_certificate())
    assert check.unchanged
    assert [s.field for s in check.signatures] == ["party-1", "party-2"]
    assert SignatureRecord.objects.filter(letter=letter).count() == 2


def test_an_approval_and_a_change_at_once(world):
    letter = made.sent(world)
    made.approve(world, letter, "buyer", "buyer")
    made.approve(world, letter, "host", "host")
    letter.refresh_from_db()
    outcomes = at_once(
        lambda: made.approve(world, letter, "city", "editor"),
        saving(world, letter, "host", "visit", {"dates": "May 2027"}),
    )
    letter.refresh_from_db()
    if letter.state == "approved":
        # the approval came first: the change is refused and its text is not in the document
        assert isinstance(outcomes[1], Refused)
        assert content_now(letter).line("visit", "dates") == ""
    else:
        assert letter.state == "negotiated"
        assert content_now(letter).line("visit", "dates") == "May 2027"
        assert Approval.objects.filter(letter=letter, version=letter.version).count() <= 1
