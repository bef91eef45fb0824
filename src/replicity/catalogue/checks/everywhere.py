"""Rules for every table, whatever it holds: no formulas, no stray blanks, no foreign line ends."""

import re

from replicity.catalogue.checks.files import DataFolder

_FORMULA = re.compile(r"[=@\t\r]|[+-](?![\d.]*(?:e[+-]?\d+)?$)", re.IGNORECASE)


def check_everywhere(folder: DataFolder) -> None:
    """Check the cells of all CSV files: a spreadsheet would run a cell that starts like a formula."""
    for file in folder.names("**/*.csv"):
        table = folder.table(file)
        for row in table.rows:
            for name, cell in row.cells.items():
                if _FORMULA.match(cell):
                    message = f"{name} starts like a spreadsheet formula ('{cell[:20]}'); reword it."
                    folder.report(file, row.line, "formula-like-cell", message)
                elif cell != cell.strip():
                    message = f"{name} has blanks at its ends; remove them."
                    folder.report(file, row.line, "stray-blanks", message)
