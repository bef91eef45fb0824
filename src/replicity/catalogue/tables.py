"""Reading the tidy tables of `data/`: rows as dictionaries, numbers or nothing, never a silent zero."""

import csv
from pathlib import Path
from typing import Final

DATA: Final = Path(__file__).resolve().parent.parent / "data"


class DataError(ValueError):
    """A reference file that cannot be used; the message says which file, which line and what to do."""


def read_rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file with a header."""
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream, strict=True))
    except FileNotFoundError:
        raise DataError(f"The reference file {path} is missing; restore it from the repository.") from None
    except (csv.Error, UnicodeDecodeError) as error:
        raise DataError(
            f"The reference file {path} cannot be read ({error}); "
            "run 'replicity data check' to find the line."
        ) from None


def number(text: str, path: Path, column: str) -> float | None:
    """Return the number of a cell, None for an empty one."""
    if text == "":
        return None
    try:
        return float(text)
    except ValueError:
        raise DataError(
            f"'{text}' in column '{column}' of {path} is not a number; "
            "run 'replicity data check' to find the line."
        ) from None


def needed_number(text: str, path: Path, column: str) -> float:
    """Return the number of a cell that must not be empty."""
    value = number(text, path, column)
    if value is None:
        raise DataError(f"Column '{column}' of {path} has an empty cell where a number is needed.")
    return value
