"""Telling people: a notice in the product, and an e-mail where they want one."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext

from replicity.web.accounts.models import Person
from replicity.web.notices.jobs import send_mail
from replicity.web.notices.kinds import NoticeKind
from replicity.web.notices.models import Mail, MailChoice, Notice


def notify(kind: NoticeKind, people: Iterable[Person], *, link: str = "", **facts: Any) -> None:
    """Tell people something: facts fill the places of the kind's sentence."""
    for person in people:
        Notice.objects.create(person=person, kind=kind.id, facts=facts, link=link)
        if _wants_mail(person, kind):
            with translation.override(person.language):
                subject = gettext(kind.title) % facts
                body = gettext(kind.sentence) % facts
            write_mail(person.email, person.language, subject, body, link=link)


def write_mail(
    address: str,
    language: str,
    subject: str,
    body: str,
    *,
    link: str = "",
    calendar: bytes | None = None,
    calendar_method: str = "",
) -> Mail:
    """Keep an e-mail and have it sent when the transaction is done."""
    text = f"{body}\n\n{settings.PUBLIC_ADDRESS}{link}\n" if link else f"{body}\n"
    mail = Mail.objects.create(
        address=address,
        language=language,
        subject=" ".join(subject.split())[:200],
        body=text,
        calendar=calendar,
        calendar_method=calendar_method,
    )
    transaction.on_commit(lambda: send_mail.enqueue(mail.pk))
    return mail


def _wants_mail(person: Person, kind: NoticeKind) -> bool:
    choice = MailChoice.objects.filter(person=person, kind=kind.id).first()
    return choice.wanted if choice else kind.by_mail
