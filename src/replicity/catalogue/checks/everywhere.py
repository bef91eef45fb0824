"""Rules for every table, whatever it holds: no formulas, no stray blanks."""

import re
from typing import Final

from replicity.catalogue.checks.files import DataFolder

SUSPECT: Final = frozenset("=@+-\t\r")  # what makes a spreadsheet run a cell

_NUMBER = re.compile(r"[+-][\d.]+(e[+-]?\d+)?", re.IGNORECASE)


def check_everywhere(folder: DataFolder) -> None:
    """Check the cells of all CSV files: a spreadsheet would run a cell that starts like a formula."""
    for file in folder.names("**/*.csv"):
        for row in folder.table(file).rows:
            for name, cell in row.cells.items():
                if not cell:
                    continue
                if cell[0] in SUSPECT and not _NUMBER.fullmatch(cell):
                    message = f"{name} starts like a spreadsheet formula ('{cell[:20]}'); reword it."
                    folder.report(file, row.line, "formula-like-cell", message)
                elif cell[0].isspace() or cell[-1].isspace():
                    message = f"{name} has blanks at its ends; remove them."
                    folder.report(file, row.line, "stray-blanks", message)
