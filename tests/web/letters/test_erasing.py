"""Whoever is erased leaves the letters that nobody signed; signed ones stay as they are."""

import pytest
from tests.web.world import letters as made

from replicity.web.audit.models import Entry
from replicity.web.letters.models import LetterVersion
from replicity.web.letters.queries import (
    content_now,
    earlier_approvals,
)
from replicity.web.letters.services.verification import verify_code

pytestmark = pytest.mark.django_db


def held_of(letter):
    """Return all that the versions of a letter say."""
    return str(list(LetterVersion.objects.filter(letter=letter).values_list("content", flat=True)))


def signatory_called(world, name):
    """Give the signatory of the developer a name of two words, and return the person."""
    person = world.people["buyer"]
    person.name = name
    person.save()
    return person


def test_an_erased_person_leaves_letters_that_nobody_signed(world):
    from replicity.web.accounts.services import erase

    person = signatory_called(world, "Jorge Muñoz Díaz")
    letter = made.sent(world)
    contacts = content_now(letter).to_dict()["groups"]["contacts"]
    contacts["contacts"][0] |= {"name": "Jorge Muñoz Díaz", "email": person.email}
    made.save(world, letter, "buyer", group="contacts", **contacts)
    made.save(world, letter, "buyer", dates="Jorge Muñoz Díaz says when")
    for name, role in made.SIGNERS.items():
        made.approve(world, letter, name, role)
    letter.refresh_from_db()
    assert letter.state == "approved"
    assert "Jorge" in held_of(letter)
    erase(person)
    letter.refresh_from_db()
    assert "Jorge" not in held_of(letter)
    assert "buyer@example.org" not in held_of(letter)
    assert content_now(letter).line("visit", "dates") == "… says when"
    # its document bore the name: the letter is negotiated again, with the decisions on record
    assert (letter.state, letter.document) == ("negotiated", None)
    assert earlier_approvals(letter).count() == 3
    party = made.party(world, letter, "buyer")
    assert (party.signatory, party.signatory_name, party.office) == (None, "", "")
    assert Entry.objects.filter(action="letters.forget_person", thing_id=str(letter.pk)).exists()


def test_a_signed_letter_stays_as_it_was_signed(world):
    from replicity.web.accounts.services import erase

    person = signatory_called(world, "Jorge Muñoz Díaz")
    letter = made.signed(world)
    before = held_of(letter)
    erase(person)
    letter.refresh_from_db()
    assert held_of(letter) == before
    party = made.party(world, letter, "buyer")
    assert (party.signatory, party.signatory_name) == (None, "Jorge Muñoz Díaz")
    assert verify_code(letter.code).verdict == "valid"
