"""The jobs that send e-mail."""

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from replicity.web.notices.models import Mail


@task()
def send_mail(mail_id: int) -> None:
    """Send an e-mail that waits; one that was sent is not sent again."""
    with transaction.atomic():
        mail = Mail.objects.select_for_update().filter(pk=mail_id, state=Mail.State.WAITING).first()
        if mail is None:
            return
        message = EmailMessage(mail.subject, mail.body, to=[mail.address])
        if mail.calendar:
            kind = f"text/calendar; method={mail.calendar_method or 'REQUEST'}"
            message.attach("invitation.ics", bytes(mail.calendar).decode(), kind)
        message.send()
        mail.state, mail.sent_at = Mail.State.SENT, timezone.now()
        mail.save(update_fields=("state", "sent_at"))
