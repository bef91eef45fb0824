"""What others ask of letters of intent."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet

from replicity.appraisal.letter_content import LetterContent
from replicity.web.accounts.models import Organisation, Person, Role
from replicity.web.letters.basis import AgreedTerms, agreed_terms
from replicity.web.letters.models import SIGNED_BY_ALL, Approval, Letter, LetterVersion, Party, State
from replicity.web.shared.access import Actor

__all__ = [
    "AgreedTerms",
    "content_now",
    "earlier_approvals",
    "ending_on_or_before",
    "in_force",
    "letters_of",
    "next_to_sign",
    "parties_of",
    "people_in",
    "signed_letters",
    "terms_of",
    "version_of",
]


def letters_of(actor: Actor) -> QuerySet[Letter]:
    """Return the letters that an actor may read."""
    found = Letter.objects.select_related("city", "drafted_by")
    if actor.broker:
        return found
    own = actor.organisations()
    readable = Q(drafted_by__in=own) | (~Q(state=State.DRAFT) & Q(parties__organisation__in=own))
    return found.filter(pk__in=Letter.objects.filter(readable).values("pk"))


def signed_letters(organisation: Organisation | None = None) -> QuerySet[Letter]:
    """Return the letters that all parties signed, of one organisation where it is named."""
    found = Letter.objects.filter(state__in=SIGNED_BY_ALL)
    if organisation is None:
        return found
    return found.filter(pk__in=Party.objects.filter(organisation=organisation).values("letter"))


def version_of(letter: Letter, number: int | None = None) -> LetterVersion:
    """Return a version of a letter, the newest where none is named."""
    return LetterVersion.objects.get(letter=letter, number=number or letter.version)


def content_now(letter: Letter) -> LetterContent:
    """Return the content of the newest version."""
    return version_of(letter).letter_content


def terms_of(letter: Letter, solution: str) -> AgreedTerms | None:
    """Return what a letter agrees on a solution; None for a letter that keeps no basis of its numbers."""
    return agreed_terms(letter.basis, content_now(letter), solution)


def earlier_approvals(letter: Letter) -> QuerySet[Approval]:
    """Return what parties decided on versions before the newest: it stays on record, and counts no more."""
    found = Approval.objects.filter(letter=letter).exclude(version=letter.version)
    return found.select_related("organisation").order_by("-version", "pk")


def parties_of(letter: Letter) -> Sequence[Party]:
    """Return the parties in the order in which they sign, each with what it approved and signed."""
    return list(
        Party.objects.filter(letter=letter)
        .select_related("organisation", "signatory", "signature", "letter")
        .order_by("position")
    )


def next_to_sign(letter: Letter) -> Party | None:
    """Return the party whose turn it is, None where all have signed."""
    return (
        Party.objects.filter(letter=letter, signature=None)
        .select_related("organisation", "signatory", "letter")
        .order_by("position")
        .first()
    )


def people_in(letter: Letter, *, but: int | None = None) -> QuerySet[Person]:
    """Return those who act for the parties (readers do not), without the one who acted."""
    organisations = [party.organisation_id for party in letter.parties.all()]
    if letter.state == State.DRAFT:
        organisations = [letter.drafted_by_id]
    found = Person.objects.filter(
        is_active=True,
        memberships__organisation__in=organisations,
        memberships__role__in=(Role.EDITOR, Role.ADMINISTRATOR),
    )
    return found.exclude(pk=but or 0).distinct().order_by("pk")


def in_force() -> QuerySet[Letter]:
    """Return the letters in force."""
    return Letter.objects.filter(state=State.ACTIVE)


def ending_on_or_before(day: date) -> QuerySet[Letter]:
    """Return the letters in force that end by a day."""
    return Letter.objects.filter(state=State.ACTIVE, valid_until__lte=day)
