"""Documents that commands write: refused before any work, written whole or not at all."""

from pathlib import Path


def check_writable(path: Path) -> None:
    """Refuse a path that cannot be written before any work is done.

    Raises
    ------
    OSError
        With a sentence that says what to do.
    """
    if path.is_dir():
        raise OSError(f"{path} is a folder; give the name of a file to write.")
    if not path.parent.is_dir():
        raise OSError(f"The folder {path.parent} does not exist; create it or choose another place.")
    try:
        existed = path.exists()
        with path.open("ab"):
            pass
        if not existed:
            path.unlink()
    except OSError:
        raise OSError(f"{path} cannot be written; choose a place where you may write.") from None


def write(path: Path, content: bytes) -> None:
    """Write a document whole or not at all."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise OSError(f"{path} could not be written ({error.strerror}); choose another place.") from None
