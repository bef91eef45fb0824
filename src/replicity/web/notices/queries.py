"""What people ask of their notices, and brokers of the jobs."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from replicity.web.accounts.models import Person
from replicity.web.notices.job_queue import Job
from replicity.web.notices.kinds import KINDS, NoticeKind
from replicity.web.notices.models import Lease, MailChoice, Notice
from replicity.web.shared.access import Actor


def unread_count(actor: Actor) -> int:
    """Return how many notices a person has not read."""
    if actor.person_id is None:
        return 0
    return Notice.objects.filter(person_id=actor.person_id, read_at=None).count()


def notices_of(actor: Actor) -> QuerySet[Notice]:
    """Return a person's notices, newest first."""
    return Notice.objects.filter(person_id=actor.person_id or 0)


def mail_wanted(person: Person) -> dict[NoticeKind, bool]:
    """Return for each kind of notice whether a person gets it by e-mail as well."""
    chosen = dict(MailChoice.objects.filter(person=person).values_list("kind", "wanted"))
    return {kind: chosen.get(kind.id, kind.by_mail) for kind in KINDS.values()}


@dataclass(frozen=True, slots=True)
class Desk:
    """The state of the background: how many jobs are in which state, and whether a worker lives."""

    counts: dict[str, int]
    worker_until: datetime | None

    @property
    def works(self) -> bool:
        """Whether a worker has shown itself lately."""
        return self.worker_until is not None and self.worker_until >= timezone.now()


def jobs(state: str = "") -> QuerySet[Job]:
    """Return the jobs with what is known of their runs, newest first, of one state where it is named."""
    found = DBTaskResult.objects.select_related("run").order_by("-enqueued_at", "pk")
    return found.filter(status=state) if state in TaskResultStatus.values else found


def desk() -> Desk:
    """Return the state of the background."""
    counted = DBTaskResult.objects.order_by().values_list("status").annotate(n=Count("pk"))
    known = dict.fromkeys(TaskResultStatus.values, 0)
    lease = Lease.objects.filter(name="worker").first()
    return Desk(known | dict(counted), lease.until if lease else None)
