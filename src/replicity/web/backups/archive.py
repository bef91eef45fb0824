"""The archive: a zip with a manifest, sealed by a digest over every byte of the file."""

import json
import os
import re
import zipfile
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, Final

FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
DATABASES: Final = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
_SEAL: Final = b"replicity sha256 "
_DIGITS: Final = 64
_CHUNK: Final = 1 << 20
_NAMES: Final = re.compile(
    r"database\.(sqlite3|dump)|home/(secret_key|signing_authority\.pem)|home/keys(/[\w-][\w.-]*)+"
)


class ArchiveUnusable(OSError):
    """The file is no archive of this product, or was changed."""


@dataclass(frozen=True, slots=True)
class Part:
    """A file of the archive."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the archive holds."""

    version: str
    made_at: str
    database: str
    migrations: tuple[str, ...]
    entries_count: int
    audit_head: str
    parts: tuple[Part, ...]


def pack(target: Path, manifest: Manifest, files: dict[str, Path]) -> None:
    """Write an archive; it is there whole or not at all, and its owner alone can read it."""
    part = target.with_name(f".{target.name}.{os.getpid()}")
    handle = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w+b") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
                packed.writestr(MANIFEST, json.dumps({"format": FORMAT, **asdict(manifest)}, indent=1))
                for name, path in files.items():
                    packed.write(path, name)
                packed.comment = _SEAL + b"0" * _DIGITS
            file.flush()
            digest = _digest(file, os.fstat(file.fileno()).st_size - _DIGITS)
            file.write(digest.encode())
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)


def part_of(name: str, path: Path) -> Part:
    """Return the entry of a file in the manifest."""
    with path.open("rb") as file:
        return Part(name, path.stat().st_size, _digest(file, path.stat().st_size))


def unpack(source: Path, folder: Path) -> Manifest:
    """Put the parts of an archive into a folder after checking every byte; return the manifest.

    Raises
    ------
    ArchiveUnusable
        With a sentence that says what is wrong.
    """
    _check_seal(source)
    try:
        with zipfile.ZipFile(source) as packed:
            manifest = _manifest(packed.read(MANIFEST))
            for part in manifest.parts:
                _extract(packed, part, folder / part.name, source)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, NotImplementedError):
        raise ArchiveUnusable(_sentence(source, "it is no backup of this product")) from None
    return manifest


def _check_seal(source: Path) -> None:
    size = source.stat().st_size
    with source.open("rb") as file:
        found = _digest(file, max(0, size - _DIGITS))
        sealed = file.read()
        file.seek(max(0, size - _DIGITS - len(_SEAL)))
        if file.read(len(_SEAL)) != _SEAL:
            raise ArchiveUnusable(_sentence(source, "it is no backup of this product"))
    if sealed != found.encode():
        raise ArchiveUnusable(_sentence(source, "it was changed or damaged after it was made"))


def _manifest(content: bytes) -> Manifest:
    given: dict[str, Any] = json.loads(content)
    if given.pop("format") != FORMAT:
        raise ValueError("format")
    parts = tuple(Part(**part) for part in given.pop("parts"))
    if not all(_NAMES.fullmatch(part.name) for part in parts):
        raise ValueError("name")
    return Manifest(parts=parts, migrations=tuple(given.pop("migrations")), **given)


def _extract(packed: zipfile.ZipFile, part: Part, target: Path, source: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    content, size = sha256(), 0
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with packed.open(part.name) as packed_file, os.fdopen(handle, "wb") as file:
        while size <= part.size and (chunk := packed_file.read(_CHUNK)):
            size += len(chunk)
            content.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    if (size, content.hexdigest()) != (part.size, part.sha256):
        raise ArchiveUnusable(_sentence(source, f"its part {part.name} was changed"))


def _digest(file: IO[bytes], length: int) -> str:
    """Return the digest of the first bytes of a file; the file is then at their end."""
    file.seek(0)
    content, left = sha256(), length
    while left and (chunk := file.read(min(_CHUNK, left))):
        content.update(chunk)
        left -= len(chunk)
    return content.hexdigest()


def _sentence(source: Path, why: str) -> str:
    return f"{source} cannot be restored: {why}. Nothing was changed; take another backup."
