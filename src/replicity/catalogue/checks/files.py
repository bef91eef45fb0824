"""The files under a data folder: read once, every reading fault noted as a problem and never raised."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from replicity.catalogue.checks.problem import Fault, Problem

CellRule: TypeAlias = Callable[[str], Fault | None]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: whether its cells may be empty, and what a cell must fulfil."""

    name: str
    rule: CellRule | None = None
    needed: bool = True
    missing_rule: str = "missing-value"


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a table and the line on which it starts."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


@dataclass(frozen=True, slots=True)
class Table:
    """The readable records of one CSV file; `whole` is False where a part of the file could not be used."""

    file: str
    rows: tuple[Row, ...]
    whole: bool


@dataclass(slots=True)
class DataFolder:
    """A data folder under check, with the problems found so far."""

    root: Path
    problems: list[Problem] = field(default_factory=list)
    _tables: dict[str, Table] = field(default_factory=dict)
    _headers: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def report(self, file: str, line: int, rule: str, message: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(file, line, rule, message))

    def names(self, pattern: str) -> list[str]:
        """Return the files that match a pattern, relative to the folder, sorted."""
        return sorted(p.relative_to(self.root).as_posix() for p in self.root.glob(pattern) if p.is_file())

    def text(self, file: str) -> str | None:
        """Return the text of a file, None (and a problem) where there is none."""
        try:
            raw = (self.root / file).read_bytes()
        except OSError:
            self.report(file, 1, "missing-file", "The file is missing or unreadable; restore it.")
            return None
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError as error:
            line = raw[: error.start].count(b"\n") + 1
            self.report(file, line, "not-utf-8", "The text is not UTF-8; save the file in that encoding.")
            return None

    def table(self, file: str, columns: Sequence[Column] | None = None) -> Table:
        """Return the records of a CSV file; with columns, the header and every cell are checked."""
        if file not in self._tables:
            self._tables[file] = self._read(file)
        found = self._tables[file]
        if columns is None or not found.whole:
            return found
        if not self._header_fits(file, columns):
            found = Table(file, (), whole=False)
            self._tables[file] = found
            return found
        for row in found.rows:
            self._check_row(file, row, columns)
        return found

    def _read(self, file: str) -> Table:
        text = self.text(file)
        if text is None:
            return Table(file, (), whole=False)
        records = list(self._records(file, text))
        if not records:
            self.report(file, 1, "broken-csv", "The file has no header; give it one.")
            return Table(file, (), whole=False)
        header = tuple(records[0][1])
        self._headers[file] = header
        repeated = {c for c in header if header.count(c) > 1}
        if repeated:
            message = f"The column '{sorted(repeated)[0]}' stands twice in the header."
            self.report(file, 1, "duplicate-column", message)
            return Table(file, (), whole=False)
        rows, whole = [], records[-1][0] > 0
        for line, cells in records[1:]:
            if len(cells) == len(header):
                rows.append(Row(line, dict(zip(header, cells, strict=True))))
            elif line > 0:
                whole = False
                message = f"The row has {len(cells)} cells, the header {len(header)}; quote commas in text."
                self.report(file, line, "broken-csv", message)
        return Table(file, tuple(rows), whole)

    def _records(self, file: str, text: str) -> Iterator[tuple[int, list[str]]]:
        """Yield start line and cells of each record; a record at line 0 marks a file that broke off."""
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        start = 1
        try:
            for cells in reader:
                yield start, cells
                start = reader.line_num + 1
        except csv.Error as error:
            self.report(file, start, "broken-csv", f"The record cannot be read ({error}); mend the quotes.")
            yield 0, []

    def _header_fits(self, file: str, columns: Sequence[Column]) -> bool:
        header, wanted = self._headers[file], [c.name for c in columns]
        for name in header:
            if name not in wanted:
                message = f"The column '{name}' is not known here; use {', '.join(wanted)}."
                self.report(file, 1, "unknown-column", message)
        missing = [name for name in wanted if name not in header]
        for name in missing:
            self.report(file, 1, "missing-column", f"The column '{name}' is missing; add it.")
        return not missing

    def _check_row(self, file: str, row: Row, columns: Sequence[Column]) -> None:
        for column in columns:
            cell = row[column.name]
            if cell == "":
                if column.needed:
                    message = f"The column '{column.name}' is empty; fill it in."
                    self.report(file, row.line, column.missing_rule, message)
            elif column.rule is not None:
                fault = column.rule(cell)
                if fault is not None:
                    self.report(file, row.line, fault.rule, f"{column.name}: {fault.message}")
