"""Restoring a backup: checked byte by byte, filled in beside, verified, and only then put in place."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from replicity.web.backups import postgres_copy, sqlite_copy
from replicity.web.backups.archive import DATABASES, Manifest, unpack
from replicity.web.backups.making import SECRETS
from replicity.web.backups.state import State
from replicity.web.databases import database
from replicity.web.home import made_home


class RestoreRefused(OSError):
    """The archive cannot be put into this installation."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored, and where that which it replaced is kept."""

    manifest: Manifest
    kept: str


def restore(source: Path, *, force: bool = False) -> Restored:
    """Put the content of an archive into the place of the installation that the environment names.

    Raises
    ------
    OSError
        With a sentence that says what to do; the installation is then as it was.
    """
    if not source.is_file():
        raise RestoreRefused(f"There is no file {source}.")
    home = made_home()
    settings = database(home)
    kind = "postgresql" if settings["ENGINE"].endswith("postgresql") else "sqlite"
    _refuse_what_is_used(_state(settings, kind), home, force)
    with tempfile.TemporaryDirectory(dir=home, prefix=".restoring-") as place:
        beside = Path(place)
        manifest = unpack(source, beside)
        if manifest.database != kind:
            raise RestoreRefused(
                f"{source} holds a database of the kind {manifest.database}, this installation has {kind}: "
                "set or leave out REPLICITY_DATABASE_URL accordingly."
            )
        stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
        if kind == "sqlite":
            kept = _restore_sqlite(source, manifest, beside, Path(settings["NAME"]), stamp)
        else:
            kept = _restore_postgresql(source, manifest, beside, settings, stamp)
        kept_secrets = _put_secrets(beside / "home", home, home / f"replaced-{stamp}")
    return Restored(manifest, kept or kept_secrets)


def _state(settings: dict[str, Any], kind: str) -> State:
    return sqlite_copy.state(Path(settings["NAME"])) if kind == "sqlite" else postgres_copy.state(settings)


def _refuse_what_is_used(found: State, home: Path, force: bool) -> None:
    if found.served:
        raise RestoreRefused(
            f"A server works on the installation {home}: stop it first, wait half a minute if it was killed."
        )
    if not found.empty and not force:
        raise RestoreRefused(
            f"The installation {home} is in use ({found.people_count} people, "
            f"{found.entries_count} entries in the audit trail); --force replaces it and keeps it aside."
        )


def _restore_sqlite(source: Path, manifest: Manifest, beside: Path, live: Path, stamp: str) -> str:
    new = beside / live.name
    os.replace(beside / DATABASES["sqlite"], new)
    _verify(source, manifest, {"REPLICITY_HOME": str(beside), "REPLICITY_DATABASE_URL": ""})
    sqlite_copy.settle(new)
    kept = ""
    if live.exists():
        sqlite_copy.settle(live)
        aside = live.parent / f"replaced-{stamp}"
        aside.mkdir(mode=0o700)
        shutil.copy2(live, aside / live.name)
        kept = str(aside)
    # one step of the file system: before it the old database is there, after it the new one
    os.replace(new, live)
    return kept


def _restore_postgresql(
    source: Path, manifest: Manifest, beside: Path, settings: dict[str, Any], stamp: str
) -> str:
    mark = stamp.replace("-", "_")
    new, kept = f"{settings['NAME']}_restoring_{mark}", f"{settings['NAME']}_replaced_{mark}"
    with _dropped_on_failure(settings, new):
        postgres_copy.load(settings, beside / DATABASES["postgresql"], new)
        address = _address({**settings, "NAME": new})
        _verify(source, manifest, {"REPLICITY_HOME": str(beside), "REPLICITY_DATABASE_URL": address})
        postgres_copy.change(settings, new, kept)
    return f"the database {kept}"


@contextmanager
def _dropped_on_failure(settings: dict[str, Any], name: str) -> Iterator[None]:
    try:
        yield
    except BaseException:
        postgres_copy.drop(settings, name)
        raise


def _verify(source: Path, manifest: Manifest, environment: dict[str, str]) -> None:
    """Bring the restored database up to date and check its audit trail, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "replicity.web.backups"],
        env={**os.environ, **environment, "DJANGO_SETTINGS_MODULE": "replicity.web.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    lines = done.stderr.strip().splitlines() or ["it cannot be opened"]
    if done.returncode:
        raise RestoreRefused(f"{source} cannot be restored: {lines[-1]}")
    found = json.loads(done.stdout)
    if (found["entries_count"], found["audit_head"]) != (manifest.entries_count, manifest.audit_head):
        raise RestoreRefused(f"{source} cannot be restored: its audit trail does not end as it says.")


def _put_secrets(new: Path, home: Path, aside: Path) -> str:
    """Put keys and secrets in place; those that they replace are kept aside."""
    kept = ""
    for name in SECRETS:
        if not (new / name).exists():
            continue
        if (home / name).exists():
            aside.mkdir(mode=0o700, exist_ok=True)
            shutil.move(home / name, aside / name)
            kept = str(aside)
        os.replace(new / name, home / name)
    return kept


def _address(settings: dict[str, Any]) -> str:
    who = f"{quote(settings['USER'], safe='')}:{quote(settings['PASSWORD'], safe='')}@"
    host = f"{settings['HOST']}:{settings['PORT']}" if settings["PORT"] else settings["HOST"]
    options = "&".join(f"{key}={quote(str(value), safe='')}" for key, value in settings["OPTIONS"].items())
    return f"postgresql://{who}{host}/{quote(settings['NAME'], safe='')}" + (f"?{options}" if options else "")
