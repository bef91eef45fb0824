"""The rule that an id stands once."""

from collections.abc import Iterable, Sequence

from replicity.catalogue.checks.files import DataFolder, Table


def check_unique(folder: DataFolder, tables: Iterable[Table], columns: Sequence[str], rule: str) -> None:
    """Note every row whose key was already used, in these tables together."""
    first: dict[tuple[str, ...], str] = {}
    for table in tables:
        if not table.whole:
            continue
        for row in table.rows:
            key = tuple(row[c] for c in columns)
            place = f"{table.file} line {row.line}"
            if key in first:
                message = f"'{', '.join(key)}' stands already in {first[key]}; remove or rename one."
                folder.report(table.file, row.line, rule, message)
            first.setdefault(key, place)
