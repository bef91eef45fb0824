"""`replicity serve`: one clear line where it cannot start, and a home folder that is its owner's alone."""

import os
import socket
import sqlite3
import stat
import subprocess
import sys
import time
import urllib.request
from contextlib import closing

import pytest

from replicity.web.databases import DatabaseAddressUnusable, database


def serve(home, *words, **environment):
    """Run the command until it ends."""
    known = {**os.environ, "REPLICITY_HOME": str(home), **environment}
    known.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-m", "replicity", "serve", *map(str, words)]
    return subprocess.run(command, env=known, capture_output=True, text=True, timeout=60)


@pytest.fixture
def free_port():
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


def one_line(done, status):
    assert done.returncode == status, done.stderr
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    return done.stderr


def test_taken_port(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = one_line(serve(tmp_path, "--port", port), 1)
    assert f"The port {port} at 127.0.0.1 cannot be used" in said
    assert "--port" in said


@pytest.mark.parametrize("port", ["0", "-1", "70000", "web"])
def test_no_port(tmp_path, port):
    assert "is not a port" in one_line(serve(tmp_path, f"--port={port}"), 2)


def test_home_that_is_a_file(tmp_path, free_port):
    home = tmp_path / "home"
    home.write_text("")
    said = one_line(serve(home, "--port", free_port), 1)
    assert "cannot be written" in said
    assert "REPLICITY_HOME" in said


def test_unusable_database_address(tmp_path, free_port):
    said = one_line(serve(tmp_path, "--port", free_port, REPLICITY_DATABASE_URL="mysql://u:secret@h/x"), 1)
    assert "REPLICITY_DATABASE_URL" in said
    assert "secret" not in said


def test_postgresql_by_its_address(monkeypatch, tmp_path):
    monkeypatch.setenv(
        "REPLICITY_DATABASE_URL", "postgresql://ada:p%40ss@db.example:5433/city?sslmode=require"
    )
    found = database(tmp_path)
    assert (found["NAME"], found["USER"], found["PASSWORD"], found["HOST"], found["PORT"]) == (
        "city", "ada", "p@ss", "db.example", "5433",
    )  # fmt: skip
    assert found["OPTIONS"] == {"sslmode": "require"}


@pytest.mark.parametrize("address", ["postgresql://host", "postgresql://h:port/x", "sqlite:///x"])
def test_unreadable_addresses(monkeypatch, tmp_path, address):
    monkeypatch.setenv("REPLICITY_DATABASE_URL", address)
    with pytest.raises(DatabaseAddressUnusable):
        database(tmp_path)


def test_it_serves_from_an_empty_folder(tmp_path, free_port):
    home = tmp_path / "new" / "home"
    known = {**os.environ, "REPLICITY_HOME": str(home)}
    command = [sys.executable, "-m", "replicity", "serve", "--port", str(free_port)]
    server = subprocess.Popen(
        command, env=known, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        assert f"http://localhost:{free_port}/" in server.stdout.readline()
        ready = answer(f"http://127.0.0.1:{free_port}/readyz")
        assert b'"ready"' in ready
        # the worker beside the server leads, and has done the jobs that return
        until(lambda: rows(home, "notices_lease") == 1)
        until(lambda: rows(home, "django_tasks_database_dbtaskresult", "status = 'SUCCESSFUL'") >= 1)
    finally:
        server.terminate()
        server.stdout.close()
        assert server.wait(timeout=60) == 0
    assert rows(home, "notices_lease") == 0, "the worker did not end with its server"
    key = home / "secret_key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert len(key.read_text()) > 50
    assert (home / "replicity.sqlite3").exists()


def answer(address):
    """Return the body at an address as soon as it answers."""
    for _attempt in range(100):
        try:
            with urllib.request.urlopen(address, timeout=10) as response:
                return response.read()
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"{address} does not answer")


def rows(home, table, where="1"):
    """Return how many rows a table of an installation has."""
    with closing(sqlite3.connect(home / "replicity.sqlite3")) as database:
        return database.execute(f"SELECT COUNT(*) FROM {table} WHERE {where}").fetchone()[0]


def until(condition, seconds=30):
    """Wait for something that another process does."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.2)
