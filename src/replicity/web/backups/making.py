"""Making a backup of the installation that the environment names, also while it serves."""

import os
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from replicity.version import VERSION
from replicity.web.backups import postgres_copy, sqlite_copy
from replicity.web.backups.archive import DATABASES, Manifest, pack, part_of
from replicity.web.databases import database
from replicity.web.home import home_folder

# what lies in the home folder and cannot be made again
SECRETS = ("secret_key", "keys", "signing_authority.pem")


class NothingToBackUp(OSError):
    """There is no installation, or the archive has no place."""


@dataclass(frozen=True, slots=True)
class Backup:
    """What was made."""

    file: Path
    size_bytes: int
    manifest: Manifest


def make_backup(target: Path) -> Backup:
    """Write the archive of the installation.

    Raises
    ------
    OSError
        With a sentence that says what to do.
    """
    home = home_folder()
    settings = database(home)
    kind = "postgresql" if settings["ENGINE"].endswith("postgresql") else "sqlite"
    if kind == "sqlite" and not Path(settings["NAME"]).exists():
        raise NothingToBackUp(f"There is no installation in {home}: set REPLICITY_HOME to its folder.")
    if target.exists():
        raise NothingToBackUp(f"{target} exists already; give the backup another name.")
    with tempfile.TemporaryDirectory(dir=_writable(target), prefix=".replicity-") as place:
        held = Path(place) / DATABASES[kind]
        if kind == "sqlite":
            state = sqlite_copy.copy(Path(settings["NAME"]), held)
        else:
            state = postgres_copy.dump(settings, held)
        files = {held.name: held, **_secrets(home)}
        manifest = Manifest(
            version=VERSION,
            made_at=datetime.now(UTC).isoformat(timespec="seconds"),
            database=kind,
            migrations=state.migrations,
            entries_count=state.entries_count,
            audit_head=state.audit_head,
            parts=tuple(part_of(name, path) for name, path in files.items()),
        )
        pack(target, manifest, files)
    return Backup(target, target.stat().st_size, manifest)


def _writable(target: Path) -> Path:
    folder = target.resolve().parent
    if not os.access(folder, os.W_OK | os.X_OK):
        raise NothingToBackUp(f"The folder {folder} cannot be written; choose another place for the backup.")
    return folder


def _secrets(home: Path) -> dict[str, Path]:
    found = [p for name in SECRETS for p in ((home / name).rglob("*") if name == "keys" else [home / name])]
    return {f"home/{p.relative_to(home).as_posix()}": p for p in sorted(found) if p.is_file()}
