"""The database of an installation: SQLite in the home folder, or PostgreSQL by its address."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

BUSY_SECONDS = 20


class DatabaseAddressUnusable(OSError):
    """The address of the database cannot be read."""


def database(home: Path) -> dict[str, Any]:
    """Return Django's settings of the database.

    Raises
    ------
    DatabaseAddressUnusable
        If REPLICITY_DATABASE_URL is not the address of a PostgreSQL database.
    """
    address = os.environ.get("REPLICITY_DATABASE_URL", "")
    return _postgresql(address) if address else _sqlite(home / "replicity.sqlite3")


def _sqlite(path: Path) -> dict[str, Any]:
    # IMMEDIATE takes the write lock when a transaction begins, so a second writer waits
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "timeout": BUSY_SECONDS,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        },
    }


def _postgresql(address: str) -> dict[str, Any]:
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise DatabaseAddressUnusable(_SENTENCE) from None
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in ("postgres", "postgresql") or not name:
        raise DatabaseAddressUnusable(_SENTENCE)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


# the address holds a password, so the sentence does not repeat it
_SENTENCE = (
    "REPLICITY_DATABASE_URL is not the address of a PostgreSQL database; "
    "write postgresql://USER:PASSWORD@HOST:PORT/NAME, or leave it out to use SQLite."
)
