"""The jobs of this application: sending e-mail, and sweeping what is not needed any more."""

from datetime import timedelta
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from replicity.web.notices.job_queue import ATTEMPTS, fault_of
from replicity.web.notices.mail_folder import folder, remove_before
from replicity.web.notices.models import Mail, Notice
from replicity.web.notices.periodic import returns

# e-mails hold addresses and links that let people in: they are not kept longer than somebody may ask for them
MAIL_DAYS: Final = 30
NOTICE_DAYS: Final = 365
JOB_DAYS: Final = 30


@task()
def send_mail(mail_id: int) -> None:
    """Send an e-mail that waits; one that was sent is not sent again.

    No transaction is open while the mail server is asked: on SQLite all others would have to wait for it.
    """
    mail = Mail.objects.filter(pk=mail_id).exclude(state=Mail.State.SENT).first()
    if mail is None:
        return
    try:
        _message(mail).send()
    except Exception as error:
        mail.attempts, mail.fault = mail.attempts + 1, fault_of(error)
        mail.state = Mail.State.FAILED if mail.attempts >= ATTEMPTS else Mail.State.WAITING
        mail.save(update_fields=("attempts", "fault", "state"))
        raise
    mail.state, mail.sent_at, mail.fault = Mail.State.SENT, timezone.now(), ""
    mail.save(update_fields=("state", "sent_at", "fault"))


def _message(mail: Mail) -> EmailMessage:
    message = EmailMessage(mail.subject, mail.body, to=[mail.address])
    # the same at each attempt, so that a mailbox shows an e-mail once that a dying worker sent twice
    message.extra_headers["Message-ID"] = f"<mail-{mail.pk}-{mail.created_at:%Y%m%d%H%M%S%f}@{_host()}>"
    if mail.calendar:
        kind = f"text/calendar; method={mail.calendar_method or 'REQUEST'}"
        message.attach("invitation.ics", bytes(mail.calendar).decode(), kind)
    return message


def _host() -> str:
    return urlsplit(settings.PUBLIC_ADDRESS).hostname or "localhost"


@task()
def sweep() -> None:
    """Remove notices, e-mails, jobs and logins that nobody needs any more."""
    now = timezone.now()
    Notice.objects.filter(created_at__lt=now - timedelta(days=NOTICE_DAYS)).delete()
    Mail.objects.filter(created_at__lt=now - timedelta(days=MAIL_DAYS), state=Mail.State.SENT).delete()
    if place := folder():
        remove_before(place, now - timedelta(days=MAIL_DAYS))
    DBTaskResult.objects.successful().filter(finished_at__lt=now - timedelta(days=JOB_DAYS)).delete()
    call_command("clearsessions")


returns("notices.sweep", timedelta(days=1), sweep)
