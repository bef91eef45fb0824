"""Copies of a PostgreSQL database by its own programs, and the change of one database for another."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from replicity.web.backups.state import State, state_of


class CopyFailed(OSError):
    """The database or one of PostgreSQL's programs did not do what is needed."""


@contextmanager
def connected(settings: dict[str, Any], name: str = "") -> Iterator[psycopg.Connection[Any]]:
    """Give a connection to the database of the settings, or to another one of its server."""
    try:
        connection = psycopg.connect(**_words(settings, name))
    except psycopg.Error as error:
        raise CopyFailed(
            f"The database {name or settings['NAME']} cannot be reached ({_line(str(error))})."
        ) from None
    try:
        yield connection
    finally:
        connection.close()


def state(settings: dict[str, Any], name: str = "") -> State:
    """Return what a database holds; nothing where it has no tables."""
    with connected(settings, name) as live:
        return state_of(lambda query: live.execute(query).fetchall()) if _has_tables(live) else State()


def _has_tables(live: psycopg.Connection[Any]) -> bool:
    found = live.execute("SELECT to_regclass('django_migrations')").fetchone()
    return found is not None and found[0] is not None


def dump(settings: dict[str, Any], target: Path) -> State:
    """Dump a database as it is at one moment, also while a server writes; return what the dump holds."""
    with connected(settings) as live:
        live.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        if not _has_tables(live):
            raise CopyFailed(f"There is no installation in the database {settings['NAME']}.")
        exported = live.execute("SELECT pg_export_snapshot()").fetchone()
        found = state_of(lambda query: live.execute(query).fetchall())
        snapshot = str(exported[0]) if exported else ""
        _run("pg_dump", settings, "--format=custom", f"--snapshot={snapshot}", f"--file={target}")
    return found


def load(settings: dict[str, Any], source: Path, name: str) -> None:
    """Make a new database and fill it from a dump."""
    with connected(settings, "postgres") as server:
        server.autocommit = True
        try:
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        except psycopg.Error as error:
            raise CopyFailed(
                f"No database can be made beside the one in use ({_line(str(error))}): "
                "let its user make databases (ALTER USER ... CREATEDB)."
            ) from None
    _run("pg_restore", {**settings, "NAME": name}, "--no-owner", "--exit-on-error", str(source), named=True)


def change(settings: dict[str, Any], new: str, kept: str) -> None:
    """Put a database into the place of the one in use, which is kept under another name."""
    now = str(settings["NAME"])
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    with connected(settings, "postgres") as server:
        try:
            server.execute(rename.format(sql.Identifier(now), sql.Identifier(kept)))
            server.execute(rename.format(sql.Identifier(new), sql.Identifier(now)))
            server.commit()
        except psycopg.Error as error:
            raise CopyFailed(
                f"The database {now} is in use ({_line(str(error))}); stop the server and restore again."
            ) from None


def drop(settings: dict[str, Any], name: str) -> None:
    """Remove a database that was made beside the one in use."""
    with connected(settings, "postgres") as server:
        server.autocommit = True
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


def _run(program: str, settings: dict[str, Any], *words: str, named: bool = False) -> None:
    path = shutil.which(program)
    if path is None:
        raise CopyFailed(
            f"The program {program} is missing: install PostgreSQL's programs for clients "
            "(Debian: apt-get install postgresql-client)."
        )
    environment = {**os.environ, **_environment(settings)}
    aim = [f"--dbname={settings['NAME']}"] if named else []
    done = subprocess.run(  # noqa: S603 - a fixed program, no shell
        [path, "--no-password", *aim, *words], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise CopyFailed(f"{program} failed: {_line(done.stderr)}.")


def _environment(settings: dict[str, Any]) -> dict[str, str]:
    """Return the variables by which PostgreSQL's programs find a database; a password is no argument."""
    names = {
        "NAME": "PGDATABASE",
        "USER": "PGUSER",
        "PASSWORD": "PGPASSWORD",
        "HOST": "PGHOST",
        "PORT": "PGPORT",
    }
    known = {there: str(settings[here]) for here, there in names.items() if settings.get(here)}
    return known | {f"PG{key.upper()}": str(value) for key, value in _options(settings).items()}


def _words(settings: dict[str, Any], name: str) -> dict[str, Any]:
    known = {
        "dbname": name or settings["NAME"],
        "user": settings.get("USER"),
        "password": settings.get("PASSWORD"),
        "host": settings.get("HOST"),
        "port": settings.get("PORT"),
    }
    return {key: value for key, value in known.items() if value} | _options(settings)


def _options(settings: dict[str, Any]) -> dict[str, Any]:
    """Return the options of libpq alone; Django's own ones are not for it."""
    return {k: v for k, v in settings.get("OPTIONS", {}).items() if k in ("sslmode", "sslrootcert", "host")}


def _line(text: str) -> str:
    return (text.strip().splitlines() or ["without a word"])[0].rstrip(".")[:300]
