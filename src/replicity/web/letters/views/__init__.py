"""The pages on letters of intent."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from replicity.web.accounts.models import Person
from replicity.web.letters.models import Letter, Party
from replicity.web.shared.access import actor_of, require

FORM = ("GET", "HEAD", "POST")


def letter_read_by(request: HttpRequest, number: int) -> Letter:
    """Return a letter that the visitor may read; for all others there is none."""
    found = get_object_or_404(
        Letter.objects.select_related("city", "drafted_by", "document", "renews"), pk=number
    )
    require(actor_of(request), "letters.read", found)
    return found


def party_read_by(request: HttpRequest, number: int, party: int) -> Party:
    """Return a party of a letter that the visitor may read."""
    letter = letter_read_by(request, number)
    return get_object_or_404(
        Party.objects.select_related("organisation", "signatory", "letter"), pk=party, letter=letter
    )


def person_of(request: HttpRequest) -> Person:
    """Return the person who is signed in."""
    return Person.objects.get(pk=actor_of(request).person_id or 0)
