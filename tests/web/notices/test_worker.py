"""The worker: jobs are tried again, taken over from workers that died, and done once each."""

import signal
import time
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from tests.web.installations import python, start
from tests.web.notices import errands

from replicity.web.notices import job_queue, periodic
from replicity.web.notices.models import Lease, Mail, Run
from replicity.web.notices.worker import Worker

WORK = """
import sys
import django
django.setup()
from replicity.web.notices.worker import Worker
worker = Worker(claim_seconds=float(sys.argv[1]), alone=False)
{how}
"""
RUN, EMPTY = WORK.format(how="worker.run()"), WORK.format(how="print(worker.work_off())")


@pytest.fixture
def home(tmp_path):
    """Return a folder with a database of its own."""
    python(tmp_path, "from replicity.web.installation import make_ready; make_ready()")
    return tmp_path


def until(condition, seconds=40):
    """Wait for something that another process does."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.2)
    raise AssertionError("it did not happen in time")


@pytest.mark.installation
def test_a_job_whose_worker_is_killed_is_done_by_the_next_one_and_once(home):
    marker = home / "marker"
    python(home, f"from tests.web.notices.errands import slow_once; slow_once.enqueue('a', {str(marker)!r})")
    first = start(home, "-c", RUN, 2.0)
    until(marker.exists)
    first.send_signal(signal.SIGKILL)
    first.communicate()
    counting = (
        "from replicity.web.notices.models import Mail; print(Mail.objects.filter(subject='a').count())"
    )
    assert python(home, counting) == ["0"]
    second = start(home, "-c", RUN, 2.0)
    try:
        until(lambda: python(home, counting) == ["1"])
    finally:
        second.terminate()
        second.communicate(timeout=20)
    assert marker.read_text() == "begun\nbegun\n"
    told = python(
        home,
        "from django_tasks_db.models import DBTaskResult\n"
        "job = DBTaskResult.objects.get(task_path__endswith='slow_once')\n"
        "print(job.status, job.run.attempts, len(job.worker_ids))",
    )
    assert told == ["SUCCESSFUL", "1", "2"]


@pytest.mark.installation
def test_two_workers_do_200_jobs_once_each(home):
    python(home, "from tests.web.notices.errands import trace\nfor n in range(200): trace.enqueue(f'n{n}')")
    workers = [start(home, "-c", EMPTY, 30.0) for _ in range(2)]
    done = [int(w.communicate(timeout=120)[0]) for w in workers]
    assert sum(done) == 200
    told = python(
        home,
        "from replicity.web.notices.models import Mail\n"
        "print(Mail.objects.count(), Mail.objects.values('subject').distinct().order_by().count())",
    )
    assert told == ["200", "200"]


@pytest.mark.django_db
def test_a_job_that_fails_is_tried_again_and_then_fails_visibly(as_, world):
    DBTaskResult.objects.all().delete()
    job_id = errands.broken.enqueue().id
    worker = Worker()
    for attempt, pause in enumerate(job_queue.PAUSES, start=1):
        assert worker.work_off() == 0
        job = DBTaskResult.objects.get(pk=job_id)
        assert (job.status, job.run.attempts) == (TaskResultStatus.READY, attempt)
        waits = job.run_after - timezone.now()
        assert pause - timedelta(seconds=5) < waits <= pause
        assert worker.work_off() == 0
        assert Run.objects.get(job=job).attempts == attempt, "it was tried again before its time"
        DBTaskResult.objects.filter(pk=job_id).update(run_after=timezone.now())
    worker.work_off()
    job = DBTaskResult.objects.get(pk=job_id)
    assert (job.status, job.run.attempts) == (TaskResultStatus.FAILED, job_queue.ATTEMPTS)
    assert job.run.fault == "ConnectionRefusedError: the mail server refused"
    page = as_("broker").get("/jobs/?state=FAILED").content.decode()
    assert "ConnectionRefusedError: the mail server refused" in page
    as_("broker").post(f"/jobs/{job_id}/retry/")
    job.refresh_from_db()
    assert (job.status, Run.objects.get(job=job).attempts) == (TaskResultStatus.READY, 0)


@pytest.mark.django_db
def test_a_job_that_kills_its_workers_ends_some_day():
    job_id = errands.broken.enqueue().id
    for _attempt in range(job_queue.ATTEMPTS):
        assert job_queue.claim("w") is not None
        assert job_queue.recover() == 0, "a claim that holds was taken away"
        Run.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
        assert job_queue.recover() == 1
    assert DBTaskResult.objects.get(pk=job_id).status == TaskResultStatus.FAILED
    assert Run.objects.get(job_id=job_id).fault == job_queue.STOPPED


@pytest.mark.django_db
def test_a_worker_that_lost_its_job_does_not_write_its_end():
    errands.trace.enqueue("x")
    job = job_queue.claim("first")
    Run.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    job_queue.recover()
    assert job_queue.claim("second") is not None
    job_queue.perform(job, "first")
    assert DBTaskResult.objects.get().status == TaskResultStatus.RUNNING


@pytest.mark.django_db
def test_one_worker_of_two_leads_until_its_lease_ends():
    assert job_queue.lead("first")
    assert not job_queue.lead("second")
    assert job_queue.lead("first")
    Lease.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert job_queue.lead("second")
    assert not job_queue.lead("first")
    job_queue.step_down("second")
    assert job_queue.lead("first")


@pytest.mark.django_db
def test_returning_jobs_are_put_into_the_queue_once_for_each_time():
    now = timezone.now()
    assert periodic.enqueue_due(now) == len(periodic.RETURNING) > 0
    assert periodic.enqueue_due(now) == 0
    assert periodic.enqueue_due(now + timedelta(days=1)) == len(periodic.RETURNING)


@pytest.mark.django_db
def test_mail_is_sent_once_and_a_fault_of_the_server_is_kept(settings, mailoutbox):
    from replicity.web.notices.services import write_mail

    mail = write_mail("a@example.org", "en", "Subject", "Body", link="/desk/")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 1
    worker = Worker()
    worker.work_off()
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (Mail.State.WAITING, 1)
    assert "refused" in mail.fault
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    DBTaskResult.objects.update(run_after=timezone.now())
    assert worker.work_off() == 1
    from replicity.web.notices.jobs import send_mail

    send_mail.call(mail.pk)
    mail.refresh_from_db()
    assert (mail.state, len(mailoutbox)) == (Mail.State.SENT, 1)
    assert "/desk/" in mailoutbox[0].body
