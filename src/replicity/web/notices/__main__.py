"""`python -m replicity.web.notices SERVER`: a worker beside that server."""

import os
import signal
import sys

import django


def main() -> None:
    """Work until told to stop."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "replicity.web.settings")
    django.setup()
    # the models can be imported only when Django knows its settings
    from replicity.web.notices.worker import Worker

    worker = Worker(parent=int(sys.argv[1]) if len(sys.argv) > 1 else 0)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, worker.stop)
    worker.run()


if __name__ == "__main__":
    main()
