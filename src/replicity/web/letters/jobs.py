"""The job that looks after a letter near its end."""

from django_tasks import task


@task()
def look_after(letter_id: int) -> None:
    """Remind of the end of a letter, or let it expire; doing it twice changes nothing."""
    from replicity.web.letters.services.ending import expire_due, remind

    remind(letter_id)
    expire_due()
