"""The jobs that follow a letter to its end."""

from datetime import UTC, datetime, time, timedelta

from django.db import transaction

from replicity.web.letters.jobs import look_after
from replicity.web.letters.models import Letter

DAYS_BEFORE = (90, 30, 7, -1)  # the last one after the last day: the letter has expired


def plan_reminders(letter: Letter) -> None:
    """Plan to look after a letter before its end, and on the day after it."""
    if letter.valid_until is None:
        return
    number, end = letter.pk, letter.valid_until
    for days in DAYS_BEFORE:
        day = end - timedelta(days=days)
        moment = datetime.combine(day, time(6), tzinfo=UTC)
        transaction.on_commit(lambda at=moment: look_after.using(run_after=at).enqueue(number))  # type: ignore[misc]
