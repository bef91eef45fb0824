"""The job that looks after letters near their end."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from replicity.web.letters.queries import ending_on_or_before, in_force
from replicity.web.letters.services.ending import REMIND_DAYS, expire_due, remind
from replicity.web.letters.services.handover import remind_of_terms
from replicity.web.notices.periodic import returns


@task()
def look_after_letters() -> None:
    """Remind of letters that end soon, and let those expire whose last day is over; twice changes nothing."""
    expire_due()
    for letter in ending_on_or_before(timezone.localdate() + timedelta(days=REMIND_DAYS)):
        remind(letter.pk)
    for letter in in_force():
        remind_of_terms(letter.pk)


returns("letters", timedelta(hours=6), look_after_letters)
