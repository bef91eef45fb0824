"""Keeps a worker alive beside the server, as a process of its own."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

# a worker that ends by itself is started again after this long
AGAIN_SECONDS: Final = 2.0
# a job that runs may finish before the worker is ended by force
STOP_SECONDS: Final = 10.0


class Supervisor:
    """Starts the worker, starts it again when it dies, and ends it."""

    def __init__(self) -> None:
        self._ended = threading.Event()
        self._worker: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def watch(self) -> None:
        """Start the worker and stay until `end`."""
        # a session of its own: Ctrl-C reaches the server, which then ends the worker
        words = [sys.executable, "-m", "replicity.web.notices", str(os.getpid())]
        while not self._ended.is_set():
            with self._lock:
                if self._ended.is_set():
                    return
                worker = self._worker = subprocess.Popen(  # noqa: S603 - our own module
                    words, stdin=subprocess.DEVNULL, start_new_session=True
                )
            worker.wait()
            self._ended.wait(AGAIN_SECONDS)

    def end(self) -> None:
        """End the worker after the job that runs, or by force when it takes too long."""
        self._ended.set()
        with self._lock:
            worker = self._worker
        if worker is None:
            return
        worker.terminate()
        try:
            worker.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            worker.kill()


@contextmanager
def worker_beside() -> Iterator[None]:
    """Have a worker beside what runs inside."""
    supervisor = Supervisor()
    watching = threading.Thread(target=supervisor.watch, daemon=True)
    watching.start()
    try:
        yield
    finally:
        supervisor.end()
        watching.join(1.0)
