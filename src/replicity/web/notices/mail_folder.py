"""The folder in which e-mails land where no mail server is set."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Final

from django.conf import settings

# the line that Django puts between the e-mails of one file
_BETWEEN: Final = b"\n" + b"-" * 79 + b"\n"


@dataclass(frozen=True, slots=True)
class Landed:
    """An e-mail as it would have been sent."""

    at: datetime
    to: str
    subject: str
    body: str


def folder() -> Path | None:
    """Return the folder, None where a mail server is set."""
    path = getattr(settings, "EMAIL_FILE_PATH", None)
    return Path(path) if path and settings.EMAIL_BACKEND.endswith("filebased.EmailBackend") else None


def files(place: Path) -> list[Path]:
    """Return the files of e-mails, newest first."""
    return sorted(place.glob("*.log"), reverse=True)


def remove_before(place: Path, day: datetime) -> None:
    """Remove the files that were written before a day."""
    for file in files(place):
        if file.stat().st_mtime < day.timestamp():
            file.unlink(missing_ok=True)


def landed(file: Path) -> list[Landed]:
    """Return the e-mails of a file."""
    parts = (b"\n" + file.read_bytes()).split(_BETWEEN)
    return [_read(part.lstrip(b"\n")) for part in parts if part.strip()]


def _read(content: bytes) -> Landed:
    message = message_from_bytes(content, policy=policy.default)
    body = message.get_body(("plain",))
    return Landed(
        at=parsedate_to_datetime(message["date"]) if message["date"] else datetime.fromtimestamp(0, UTC),
        to=str(message["to"] or ""),
        subject=str(message["subject"] or ""),
        body=str(body.get_content()) if body else "",
    )
