"""The platform's one clock, and how the demonstration tells of other days than today.

Everything asks `django.utils.timezone.now`, the fields that keep the moment of their row as well, so that
this one function is the place to set it. The audit trail does not ask it: an entry says when it was written.
Only the demonstration sets the clock, on a database that nobody uses yet; a test holds both.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Final

from django.utils import timezone

_told: Final[ContextVar[datetime | None]] = ContextVar("told", default=None)
_real = timezone.now


@contextmanager
def clock_at(moment: datetime) -> Iterator[None]:
    """Have everything asked here happen at a moment that is over; other threads keep the real time.

    Raises
    ------
    ValueError
        For a moment that is still to come: nothing can have happened then.
    """
    if moment > _real():
        raise ValueError(f"{moment:%Y-%m-%d %H:%M} is still to come.")
    mark = _told.set(moment)
    timezone.now = _now
    try:
        yield
    finally:
        _told.reset(mark)
        if _told.get() is None:
            timezone.now = _real


def _now() -> datetime:
    return _told.get() or _real()
