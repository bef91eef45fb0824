"""What a signed letter is worth to the programme of its city: counted once, however often it is renewed."""

from collections.abc import Iterator

from replicity.web.letters.models import Letter
from replicity.web.programmes.services import note_event
from replicity.web.shared.access import Actor


def count_signed(actor: Actor, letter: Letter) -> None:
    """Count a letter that all have signed, unless one that it renews, directly or not, was counted."""
    if letter.application is not None and counted_before(letter) is None:
        note_event(letter.application, "letter_signed", letter, actor=actor)


def counted_before(letter: Letter) -> Letter | None:
    """Return the counted letter that a renewal continues; one that was never in force was not counted."""
    return next((former for former in _renewed(letter) if former.in_force_since is not None), None)


def _renewed(letter: Letter) -> Iterator[Letter]:
    """Give the letters that a letter renews, the nearest first."""
    former = letter.renews
    while former is not None:
        yield former
        former = former.renews
