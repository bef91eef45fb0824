"""Jobs that the tests of the worker run: one writes a line, one takes its time, one always fails."""

import time
from pathlib import Path

from django.db import transaction
from django_tasks import task

from replicity.web.notices.models import Mail


def effect(name):
    """Leave a trace in the database, once."""
    with transaction.atomic():
        Mail.objects.select_for_update().get_or_create(
            subject=name, defaults={"address": "trace@example.org", "language": "en", "body": ""}
        )


@task()
def trace(name):
    """Leave one more trace each time."""
    Mail.objects.create(address="trace@example.org", language="en", subject=name, body="")


@task()
def broken():
    """Fail."""
    raise ConnectionRefusedError("the mail server\nrefused")


def seconds_for(marker):
    """Return how long the job takes: long the first time, when its worker is killed; short the next."""
    return 0 if Path(marker).exists() else 60


@task()
def slow_once(name, marker):
    """Take a minute the first time, none after that."""
    wait = seconds_for(marker)
    with Path(marker).open("a") as file:
        file.write("begun\n")
    time.sleep(wait)
    effect(name)
