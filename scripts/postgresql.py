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
    folder = Path(tempfile.mkdtemp(prefix="replicity-postgresql-"))
    data = str(folder / "data")
    settings = " ".join(f"-c {pair}" for pair in FAST.split()) + f" -k {folder}"
    make = ["--username=replicity", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8"]
    try:
        made = _run(folder, "initdb", f"--pgdata={data}", *make)
        log = str(folder / "log")
        started = made and _run(folder, "pg_ctl", "start", "-w", "-D", data, "-l", log, "-o", settings)
        yield f"postgresql://replicity@/postgres?host={folder}" if started else ""
    finally:
        if (folder / "data" / "postmaster.pid").exists():
            _run(folder, "pg_ctl", "stop", "-D", data, "-m", "immediate")
        shutil.rmtree(folder, ignore_errors=True)


def _run(folder: Path, name: str, *words: str) -> bool:
    """Run one of PostgreSQL's programs; return whether it did what it should."""
    path, who = program(name), _account()
    if not path or who is None:
        return False
    if who:
        shutil.chown(folder, ACCOUNT)
    done = subprocess.run(
        [path, *words], check=False, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **who
    )
    return done.returncode == 0


def _account() -> dict[str, str] | None:
    """Return who runs the server: this user, Debian's account for root, None where root has none."""
    if os.geteuid() != 0:
        return {}
    try:
        pwd.getpwnam(ACCOUNT)
    except KeyError:
        return None
    return {"user": ACCOUNT, "group": ACCOUNT}
