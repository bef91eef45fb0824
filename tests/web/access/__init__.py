"""Who may see what: one row for every address and every operation; an address without a row fails a test."""

from importlib import import_module
from pathlib import Path

from tests.web.access.rows import Row

HERE = Path(__file__).resolve().parent


def all_rows() -> dict[str, Row]:
    """Return the rows of all parts, by the name of the address."""
    found: dict[str, Row] = {}
    for path in sorted(HERE.glob("*.py")):
        if path.stem not in ("__init__", "rows"):
            rows = import_module(f"tests.web.access.{path.stem}").ROWS
            assert not set(rows) & set(found), path
            found |= rows
    return found
