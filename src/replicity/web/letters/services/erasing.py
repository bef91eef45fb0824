"""Letting go of a person in letters that nobody has signed; what was signed stays as it was signed."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from replicity.web.accounts.models import Person
from replicity.web.audit.services import record
from replicity.web.letters.models import Letter, LetterVersion, Party, State
from replicity.web.letters.services.approval import take_back
from replicity.web.letters.services.steps import locked
from replicity.web.shared.access import Actor

GONE = "…"


@transaction.atomic
def forget_person(person: Person) -> None:
    """Take a person's name and address out of every version of the letters that bear no signature.

    A letter that waits for its signatures goes back into the negotiation: its document bears the name.
    """
    actor = Actor(person.pk, str(person.pseudonym))
    for letter in _unsigned(person):
        names = _names(person, letter)
        Party.objects.filter(letter=letter, signatory=person).update(
            signatory=None, signatory_name="", office="", mandate="", term_ends_on=None
        )
        changed = _forget_in_versions(letter, names, person.email)
        if not changed:
            continue
        record(actor, "letters.forget_person", letter, versions=changed)
        now = locked(letter)
        if now.state == State.APPROVED:
            take_back(actor, now, _("A signatory is not there any more: name another one."))
        _drop_document(letter)
    # where somebody signed, the name stays as evidence for the others, and leads to no login
    Party.objects.filter(signatory=person).update(signatory=None)


def _unsigned(person: Person) -> list[Letter]:
    """Return the letters without any signature in which the person may be named."""
    own = person.memberships.values("organisation")
    near = Q(parties__signatory=person) | Q(parties__organisation__in=own) | Q(versions__author=person)
    found = Letter.objects.filter(near, signatures=None).values("pk")
    return list(Letter.objects.filter(pk__in=found).select_related("document").order_by("pk"))


def _names(person: Person, letter: Letter) -> frozenset[str]:
    stated = Party.objects.filter(letter=letter, signatory=person).values_list("signatory_name", flat=True)
    return frozenset(n.strip() for n in (person.name, *stated) if n.strip())


def _forget_in_versions(letter: Letter, names: frozenset[str], email: str) -> int:
    """Rewrite the versions that name the person; return how many did."""
    count = 0
    for version in LetterVersion.objects.filter(letter=letter):
        content = _without(version.content, names, email)
        if content != version.content:
            version.content = content
            version.save(update_fields=("content",))
            count += 1
    return count


def _without(value: Any, names: frozenset[str], email: str) -> Any:
    if isinstance(value, Mapping):
        return {key: _without(held, names, email) for key, held in value.items()}
    if isinstance(value, list):
        return [_without(held, names, email) for held in value]
    return _text_without(value, names, email) if isinstance(value, str) else value


def _text_without(text: str, names: frozenset[str], email: str) -> str:
    """Return a text without the person: a cell that is the name is emptied."""
    if text.strip() in names or text.strip().casefold() == email.casefold():
        return ""
    # one word alone may be another word of the language
    for name in (email, *(n for n in names if " " in n)):
        text = text.replace(name, GONE)
    return text


def _drop_document(letter: Letter) -> None:
    """Remove the document that was set for signature and that nobody signed."""
    document = letter.document
    if document is not None:
        Letter.objects.filter(pk=letter.pk).update(document=None)
        document.delete()
