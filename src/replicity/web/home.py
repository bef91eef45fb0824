"""The folder in which an installation keeps what is its own: database, secret key, static files."""

import os
import secrets
from pathlib import Path


class HomeUnusable(OSError):
    """The home folder cannot be written."""


def home_folder() -> Path:
    """Return the folder of this installation: REPLICITY_HOME, else the XDG data folder."""
    given = os.environ.get("REPLICITY_HOME")
    if given:
        return Path(given).expanduser()
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(data) / "replicity"


def made_home() -> Path:
    """Return the home folder after making it.

    Raises
    ------
    HomeUnusable
        If the folder cannot be made or written.
    """
    folder = home_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise HomeUnusable(_sentence(folder, error.strerror or str(error))) from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise HomeUnusable(_sentence(folder, "no permission to write"))
    return folder


def secret_key() -> str:
    """Return the secret key of this installation, made once and readable by its owner alone.

    Where the home folder cannot be written the key lives only as long as the process.
    """
    given = os.environ.get("REPLICITY_SECRET_KEY")
    if given:
        return given
    path = home_folder() / "secret_key"
    try:
        made_home()
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    except (OSError, HomeUnusable):
        return secrets.token_urlsafe(50)
    key = secrets.token_urlsafe(50)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key)
    return key


def _sentence(folder: Path, reason: str) -> str:
    return (
        f"The home folder {folder} cannot be written ({reason}); "
        "set REPLICITY_HOME to a folder that this user may write."
    )
