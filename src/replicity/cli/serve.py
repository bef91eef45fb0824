"""`replicity serve`."""

import argparse
import os
import socket
import sys

from replicity.cli.output import say

PORT = 8000
WORKERS = 2
# a worker that is asked to stop while it still starts would never do so
STOP_SECONDS = 5


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("--port", type=_port, default=PORT, metavar="N", help=f"port (default {PORT})")
    parser.add_argument(
        "--host", default="127.0.0.1", metavar="ADDRESS", help="address to listen at (default 127.0.0.1)"
    )
    parser.set_defaults(action=serve)


def serve(given: argparse.Namespace) -> int:
    """Make the folders and the database ready; answer requests and do background jobs until stopped."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    from replicity.web.installation import make_ready
    from replicity.web.notices.supervisor import worker_beside

    check_port(given.host, given.port)
    local = ("127.0.0.1", "0.0.0.0", "::1")  # noqa: S104 - compared, not bound  # nosec B104
    shown = "localhost" if given.host in local else given.host
    # where links in e-mails lead, unless it is said
    os.environ.setdefault("REPLICITY_PUBLIC_URL", f"http://{shown}:{given.port}")
    home = make_ready()
    say(f"The data of this installation are in {home}.")
    print(f"Replicity answers at http://{shown}:{given.port}/ (stop it with Ctrl-C).")
    sys.stdout.flush()
    server = Granian(
        "replicity.web.wsgi:application",
        address=given.host,
        port=given.port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        workers_kill_timeout=STOP_SECONDS,
        blocking_threads=4,
        websockets=False,
        log_access=False,
        log_level=LogLevels.warning,
    )
    with worker_beside():
        server.serve()
    return 0


def check_port(host: str, port: int) -> None:
    """Refuse a port that cannot be listened at.

    Raises
    ------
    OSError
        With a sentence that says what to do.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            reason = error.strerror or str(error)
            raise OSError(
                f"The port {port} at {host} cannot be used ({reason}); choose another with --port."
            ) from None


def _port(text: str) -> int:
    port = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
    if not 0 < port < 65_536:
        raise argparse.ArgumentTypeError(f"'{text[:40]}' is not a port; give a whole number from 1 to 65535")
    return port
