"""Telling people: a notice in the product, and an e-mail where they want one."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from replicity.web.accounts.models import Person
from replicity.web.accounts.personal import holds_personal_data
from replicity.web.audit.services import record
from replicity.web.notices.job_queue import Job
from replicity.web.notices.jobs import send_mail
from replicity.web.notices.kinds import KINDS, NoticeKind
from replicity.web.notices.models import Mail, MailChoice, Notice, Run
from replicity.web.shared.access import Actor, require
from replicity.web.shared.errors import Refused


@transaction.atomic
def notify(kind: NoticeKind, people: Iterable[Person], *, link: str = "", **facts: Any) -> None:
    """Tell people something: facts fill the places of the kind's sentence."""
    told = list(people)
    Notice.objects.bulk_create(Notice(person=p, kind=kind.id, facts=facts, link=link) for p in told)
    chosen = dict(MailChoice.objects.filter(person__in=told, kind=kind.id).values_list("person_id", "wanted"))
    for person in told:
        if not chosen.get(person.pk, kind.by_mail):
            continue
        with translation.override(person.language):
            subject = gettext(kind.title) % facts
            body = gettext(kind.sentence) % facts
            foot = gettext("Choose which notices you get by e-mail:")
        choices = f"{foot} {settings.PUBLIC_ADDRESS}/notices/choices/"
        write_mail(person.email, person.language, subject, body, link=link, foot=choices)


@transaction.atomic
def write_mail(
    address: str,
    language: str,
    subject: str,
    body: str,
    *,
    link: str = "",
    foot: str = "",
    calendar: bytes | None = None,
    calendar_method: str = "",
) -> Mail:
    """Keep an e-mail and the job that sends it; nothing is sent if the transaction fails."""
    parts = [body, f"{settings.PUBLIC_ADDRESS}{link}" if link else "", f"-- \n{foot}" if foot else ""]
    mail = Mail.objects.create(
        address=address,
        language=language,
        subject=" ".join(subject.split())[:200],
        body="\n\n".join(part for part in parts if part) + "\n",
        calendar=calendar,
        calendar_method=calendar_method,
    )
    # in the same transaction: a process that dies right after it cannot lose the e-mail
    send_mail.enqueue(mail.pk)
    return mail


def mark_read(actor: Actor, notice: Notice) -> None:
    """Mark a notice as read; it stays in the list."""
    require(actor, "notices.read", notice)
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=timezone.now())


def mark_all_read(actor: Actor) -> int:
    """Mark all notices of a person as read; return how many were not."""
    return Notice.objects.filter(person_id=actor.person_id or 0, read_at=None).update(read_at=timezone.now())


@transaction.atomic
def choose_mail(actor: Actor, wanted: Iterable[str]) -> None:
    """Keep of which kinds a person wants e-mail; the others stay in the product alone."""
    kinds = frozenset(wanted)
    for kind in KINDS:
        MailChoice.objects.update_or_create(
            person_id=actor.person_id or 0, kind=kind, defaults={"wanted": kind in kinds}
        )


@transaction.atomic
def retry(actor: Actor, job: Job) -> None:
    """Have a job that failed, or that waits for its next attempt, done now.

    Raises
    ------
    Refused
        For a job that runs or was done meanwhile.
    """
    require(actor, "notices.retry", job)
    found = DBTaskResult.objects.select_for_update().get(pk=job.pk)
    if found.status not in (TaskResultStatus.FAILED, TaskResultStatus.READY):
        raise Refused(gettext("This job runs or was done meanwhile. Load the page again."), 409)
    if found.status == TaskResultStatus.FAILED:
        Run.objects.filter(job=found).update(attempts=0)
    found.status, found.run_after, found.finished_at = TaskResultStatus.READY, timezone.now(), None
    found.save(update_fields=("status", "run_after", "finished_at"))
    record(actor, "notices.retry", found, job=found.task_name)


def _export(person: Person) -> list[dict[str, Any]]:
    return [
        {"kind": n.kind, "facts": n.facts, "at": n.created_at.isoformat(), "read": n.read_at is not None}
        for n in person.notices.all()
    ]


def _erase(person: Person) -> None:
    person.notices.all().delete()
    person.mail_choices.all().delete()
    Mail.objects.filter(address=person.email).delete()


holds_personal_data("notices", _export, _erase)
