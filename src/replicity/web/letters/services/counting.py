"""What a signed letter is worth to the programme of its city: counted once, however often it is renewed."""

from collections.abc import Iterator

from replicity.web.letters.models import Letter, State
from replicity.web.programmes.services import note_event, note_standing
from replicity.web.shared.access import Actor


def count_signed(actor: Actor, letter: Letter) -> None:
    """Count a letter that all have signed, unless one that it renews, directly or not, was counted."""
    if letter.application is not None and counted_before(letter) is None:
        note_event(letter.application, "letter_signed", letter, actor=actor)
    tell_standing(actor, letter)


def tell_standing(actor: Actor, letter: Letter) -> None:
    """Tell the programme how a counted letter stands now, by itself and what renewed it."""
    counted = counted_before(letter) or letter
    if counted.application is not None and counted.in_force_since is not None:
        note_standing(actor, "letter_signed", counted, str(_standing(counted)))


def counted_before(letter: Letter) -> Letter | None:
    """Return the letter from which a renewal goes on and that was counted: the first that was in force."""
    return next((former for former in reversed(list(_renewed(letter))) if former.in_force_since), None)


def _renewed(letter: Letter) -> Iterator[Letter]:
    """Give the letters that a letter renews, the nearest first."""
    former = letter.renews
    while former is not None:
        yield former
        former = former.renews


def _standing(counted: Letter) -> str:
    """Return in force or fulfilled where one of a chain of letters is, else how the last of it ended."""
    chain, newest = [], [counted]
    while newest:
        chain += [one for one in newest if one.in_force_since]
        newest = list(Letter.objects.filter(renews__in=newest).order_by("pk"))
    states = [one.state for one in chain]
    return next((s for s in (State.ACTIVE, State.FULFILLED) if s in states), states[-1])
