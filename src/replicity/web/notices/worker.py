"""The worker: does the jobs in the background, one after the other, beside the server.

Of all workers of an installation one works; the others wait until its lease runs out. A job that runs is
claimed for half a minute at a time: when its worker dies, another one does it again; jobs have to bear that.
"""

import logging
import os
import threading
import uuid
from time import monotonic
from types import FrameType
from typing import Final

from django.db import OperationalError, close_old_connections, connections

from replicity.web.notices import job_queue as queue
from replicity.web.notices.periodic import enqueue_due

TICK_SECONDS: Final = 1.0
# returning jobs and lost ones need not be looked for each second
CHORES_SECONDS: Final = 10.0
_log = logging.getLogger("replicity.worker")


class Worker:
    """One worker: `run` works until it is told to stop."""

    def __init__(
        self, *, claim_seconds: float = queue.CLAIM_SECONDS, alone: bool = True, parent: int = 0
    ) -> None:
        self.name = uuid.uuid4().hex
        self.claim_seconds = claim_seconds
        # whether it waits while another worker holds the lease
        self.alone = alone
        self.stopped = threading.Event()
        self._job: object = None
        # the process without which it ends, as it would outlive a server that was killed
        self.parent = parent or os.getppid()
        self._leads_until = 0.0

    def run(self) -> None:
        """Work until stopped, or until the process that started this one is gone."""
        beat = threading.Thread(target=self._beat, daemon=True)
        beat.start()
        rounds, chores = 0, max(1, round(min(CHORES_SECONDS, self.claim_seconds) / TICK_SECONDS))
        while not self.stopped.is_set() and os.getppid() == self.parent:
            try:
                close_old_connections()
                if self._leads():
                    if rounds % chores == 0:
                        queue.recover()
                        enqueue_due()
                    self.work_off()
            except OperationalError as error:
                # a database that is locked or gone for a moment comes back
                _log.warning("the database did not answer: %s", error)
            rounds += 1
            self.stopped.wait(TICK_SECONDS)
        queue.step_down(self.name)
        connections.close_all()

    def _leads(self) -> bool:
        """Whether this worker may work; the lease is renewed long before it ends, not each second."""
        if not self.alone or monotonic() < self._leads_until:
            return True
        if not queue.lead(self.name, self.claim_seconds):
            return False
        self._leads_until = monotonic() + self.claim_seconds / 3
        return True

    def work_off(self) -> int:
        """Do all jobs that wait; return how many were done."""
        done = 0
        while not self.stopped.is_set():
            job = queue.claim(self.name, self.claim_seconds)
            if job is None:
                break
            self._job = job.pk
            done += queue.perform(job, self.name)
            self._job = None
        return done

    def stop(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        """Stop after the job that runs."""
        self.stopped.set()

    def _beat(self) -> None:
        """Renew the claims while a job takes its time."""
        while not self.stopped.wait(self.claim_seconds / 4):
            job = self._job
            if job is None:
                continue
            try:
                queue.renew(job, self.claim_seconds)
                if self.alone:
                    queue.lead(self.name, self.claim_seconds)
            except OperationalError as error:
                _log.warning("a claim could not be renewed: %s", error)
            finally:
                connections.close_all()
