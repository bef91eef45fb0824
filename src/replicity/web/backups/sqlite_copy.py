"""Copies of an SQLite database, also while a server writes."""

import sqlite3
from contextlib import closing
from pathlib import Path

from replicity.web.backups.state import State, state_of


def copy(source: Path, target: Path) -> State:
    """Copy a database as it is at one moment into one file, and return what the copy holds."""
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(target)) as held:
        # one step: the copy is of one moment, however busy the writers are
        live.backup(held, pages=-1)
        # without the companion files that a database in use has
        held.execute("PRAGMA journal_mode=DELETE")
        return state_of(lambda query: held.execute(query).fetchall())


def state(path: Path) -> State:
    """Return what a database holds; nothing where there is none."""
    if not path.exists():
        return State()
    with closing(sqlite3.connect(path)) as held:
        return state_of(lambda query: held.execute(query).fetchall())


def settle(path: Path) -> None:
    """Bring everything into the one file, so that no companion file is left over."""
    if path.exists():
        with closing(sqlite3.connect(path)) as held:
            held.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            held.execute("PRAGMA journal_mode=DELETE")
