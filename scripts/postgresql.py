"""A PostgreSQL server of the tests' own: made in a temporary folder, gone with them."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# initdb refuses to run as root
ACCOUNT = "postgres"
# nothing of the tests needs to outlive a power cut
FAST = "fsync=off synchronous_commit=off full_page_writes=off max_connections=200 listen_addresses=''"


def program(name: str) -> str:
    """Return the path of one of PostgreSQL's programs, empty where it is missing; Debian hides them."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return str(found[-1]) if found else shutil.which(name) or ""


@contextmanager
def server() -> Iterator[str]:
    """Give the address of a database on a fresh server; an empty one where there can be none."""
    initdb, control = program("initdb"), program("pg_ctl")
    who = _account()
    if not initdb or not control or who is None:
        yield ""
        return
    folder = Path(tempfile.mkdtemp(prefix="replicity-postgresql-"))
    run = {"check": True, "stdout": subprocess.DEVNULL, "cwd": folder, **who}
    if "user" in who:
        shutil.chown(folder, ACCOUNT)
    data = folder / "data"
    settings = " ".join(f"-c {pair}" for pair in FAST.split()) + f" -k {folder}"
    try:
        words = ["--username=replicity", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8"]
        subprocess.run([initdb, f"--pgdata={data}", *words], **run)
        words = ["-w", "-D", str(data), "-l", str(folder / "log"), "-o", settings]
        subprocess.run([control, "start", *words], **run)
        try:
            yield f"postgresql://replicity@/postgres?host={folder}"
        finally:
            subprocess.run([control, "stop", "-D", str(data), "-m", "immediate"], **{**run, "check": False})
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _account() -> dict[str, str] | None:
    """Return who runs the server: this user, Debian's account for root, None where root has none."""
    if os.geteuid() != 0:
        return {}
    try:
        pwd.getpwnam(ACCOUNT)
    except KeyError:
        return None
    return {"user": ACCOUNT, "group": ACCOUNT}
