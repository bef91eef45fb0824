"""Installations of the tests' own: a home folder and a database, on the server that the tests run on."""

import json
import os
import subprocess
import sys
import uuid
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parents[2]


def environment(home):
    """Return the environment of an installation; on PostgreSQL it has a database of its own."""
    known = {
        **os.environ,
        "REPLICITY_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "replicity.web.settings",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }
    server = os.environ.get("REPLICITY_DATABASE_URL")
    return {**known, "REPLICITY_DATABASE_URL": _address(server, Path(home))} if server else known


def _address(server, home):
    """Return the address of the database that belongs to a folder, made when it is asked for first."""
    home.mkdir(parents=True, exist_ok=True)
    mark = home.parent / f"{home.name}.database"
    if not mark.exists():
        mark.write_text(f"i{uuid.uuid4().hex}")
        import psycopg

        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {mark.read_text()}")
    parts = urlsplit(server)
    # the host stands in the query, the empty part before the path has to stay
    return urlunsplit(parts._replace(path=f"/{mark.read_text()}"))


def start(home, *words, **others):
    """Start Python with some words on an installation."""
    return subprocess.Popen(
        [sys.executable, *map(str, words)], env=environment(home), stdout=subprocess.PIPE, text=True, **others
    )


def python(home, code):
    """Run code that needs Django on an installation; return what it printed, by words."""
    process = start(home, "-c", f"import django; django.setup()\n{code}")
    said, _ = process.communicate(timeout=200)
    assert process.returncode == 0
    return said.split()


def replicity(home, *words):
    """Run a command on an installation."""
    return subprocess.run(
        [sys.executable, "-m", "replicity", *map(str, words)],
        env=environment(home),
        capture_output=True,
        text=True,
        timeout=400,
    )


def done(home, *words):
    """Run a command that has to succeed; return what it printed."""
    finished = replicity(home, *words)
    assert finished.returncode == 0, finished.stderr
    return finished.stdout


def refused(home, *words):
    """Run a command that has to be refused; return its sentence."""
    finished = replicity(home, *words)
    assert finished.returncode == 1, finished.stderr
    assert len(finished.stderr.strip().splitlines()) == 1
    return finished.stderr


def verified(home):
    """Return how far the audit trail of an installation goes, after checking it."""
    return json.loads(done(home, "audit", "verify", "--json"))
