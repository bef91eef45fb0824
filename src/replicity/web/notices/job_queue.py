"""The queue of jobs: claiming one, keeping it claimed, trying again, taking over from a worker that died."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final, TypeAlias

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_noop
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from replicity.web.notices.models import Lease, Run

# how long after each failed attempt the next one waits; after the last pause a job has failed
PAUSES: Final = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
)
ATTEMPTS: Final = len(PAUSES) + 1
# a claim that was not renewed for so long belongs to a worker that died
CLAIM_SECONDS: Final = 30.0
STOPPED: Final = gettext_noop("The worker stopped while the job ran.")
Job: TypeAlias = DBTaskResult[..., Any]


def ready() -> "QuerySet[Job]":
    """Return the jobs whose time has come."""
    return DBTaskResult.objects.ready()


def claim(worker: str, seconds: float = CLAIM_SECONDS) -> Job | None:
    """Return the next job, now this worker's alone; None where nothing waits."""
    # a look without a lock, so that an idle worker disturbs no writer
    if not ready().exists():
        return None
    with transaction.atomic():
        job = ready().select_for_update(skip_locked=True).first()
        if job is None:
            return None
        job.claim(worker)
        until = timezone.now() + timedelta(seconds=seconds)
        Run.objects.update_or_create(job=job, defaults={"claimed_until": until})
    return job


def renew(job_id: Any, seconds: float = CLAIM_SECONDS) -> None:
    """Keep a job claimed while it runs."""
    Run.objects.filter(job_id=job_id, claimed_until__isnull=False).update(
        claimed_until=timezone.now() + timedelta(seconds=seconds)
    )


def perform(job: Job, worker: str) -> bool:
    """Run a claimed job and keep what became of it; return whether it was done."""
    try:
        given = job.args_kwargs
        job.task.call(*given["args"], **given["kwargs"])
    except Exception as error:
        fault = fault_of(error)
        _finish(job, worker, lambda: _put_back(job, fault))
        return False
    _finish(job, worker, lambda: job.set_successful(None))
    return True


def _finish(job: Job, worker: str, write: Callable[[], None]) -> None:
    """Write the end of a job, unless another worker has taken it over meanwhile."""
    with transaction.atomic():
        mine = DBTaskResult.objects.select_for_update().filter(pk=job.pk, status=TaskResultStatus.RUNNING)
        found = mine.first()
        if found is not None and found.worker_ids[-1:] == [worker]:
            write()
            Run.objects.filter(job_id=job.pk).update(claimed_until=None)


def _put_back(job: Job, fault: str, pause: timedelta | None = None) -> None:
    """Let a job that failed wait for its next attempt; after the last one it has failed."""
    run, _made = Run.objects.get_or_create(job=job)
    run.attempts, run.fault = run.attempts + 1, fault
    run.save(update_fields=("attempts", "fault"))
    if run.attempts < ATTEMPTS:
        wait = PAUSES[run.attempts - 1] if pause is None else pause
        job.status, job.run_after = TaskResultStatus.READY, timezone.now() + wait
    else:
        job.status, job.finished_at = TaskResultStatus.FAILED, timezone.now()
    job.save(update_fields=("status", "run_after", "finished_at"))


def recover() -> int:
    """Put the jobs of workers that died back into the queue; return how many."""
    now = timezone.now()
    count = 0
    for job in DBTaskResult.objects.running().filter(run__claimed_until__lt=now)[:100]:
        with transaction.atomic():
            # only who moves the claim puts the job back
            if Run.objects.filter(job=job, claimed_until__lt=now).update(claimed_until=None):
                # counted as an attempt: a job that kills its worker each time must end some day
                _put_back(job, STOPPED, timedelta())
                count += 1
    return count


def lead(worker: str, seconds: float = CLAIM_SECONDS) -> bool:
    """Take or renew the right to work; return whether this worker has it."""
    now = timezone.now()
    lease = Lease.objects.filter(name="worker")
    if lease.filter(until__gte=now).exclude(holder=worker).exists():
        return False
    until = now + timedelta(seconds=seconds)
    if lease.filter(Q(holder=worker) | Q(until__lt=now)).update(holder=worker, until=until):
        return True
    try:
        with transaction.atomic():
            Lease.objects.create(name="worker", holder=worker, until=until)
    except IntegrityError:
        return False
    return True


def step_down(worker: str) -> None:
    """Give the right to work back, so that another worker need not wait."""
    Lease.objects.filter(name="worker", holder=worker).delete()


def fault_of(error: BaseException) -> str:
    """Return what went wrong in one line."""
    return " ".join(f"{type(error).__name__}: {error}".split()).removesuffix(":")[:300]
