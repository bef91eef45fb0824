"""A table of readings in CSV: the whole file or nothing, with every fault by its line."""

import csv
import io
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from replicity.appraisal.readings import MEASURED, Reading, ReadingError, read_reading
from replicity.catalogue.kpis import MeasuringPlan
from replicity.catalogue.wording import sentence as _
from replicity.catalogue.wording import translator

COLUMNS: Final = ("meter", "period", "value", "unit")
OPTIONAL: Final = ("kind", "method")
LARGEST_BYTES: Final = 1_000_000
MOST_ROWS: Final = 5_000
MOST_FAULTS: Final = 50
LONGEST_METHOD: Final = 200


@dataclass(frozen=True, slots=True)
class LineFault:
    """What is wrong with a line, counted from 1 with the heading."""

    line: int
    sentence: str


@dataclass(frozen=True, slots=True)
class ReadTable:
    """The readings of a table, or the faults for which none of them is taken."""

    readings: tuple[Reading, ...]
    faults: tuple[LineFault, ...]


def read_table(
    plan: MeasuringPlan,
    content: bytes,
    language: str = "en",
    known: Collection[tuple[str, str, str]] = frozenset(),
) -> ReadTable:
    """Return the readings of a CSV file; `known` are keys of readings that are held already."""
    say = translator(language)
    if len(content) > LARGEST_BYTES:
        return _refused(1, say(_("The file is larger than 1 MB; split it.")))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _refused(1, say(_("The file is not UTF-8 text; save it as CSV in UTF-8.")))
    separator = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=separator, strict=True))
    except csv.Error as error:
        return _refused(1, say(_("The file cannot be read as a table ({error}).")).format(error=error))
    rows = [[cell.strip() for cell in row] for row in rows]
    head = [cell.lower() for cell in rows[0]] if rows else []
    missing = [name for name in COLUMNS if name not in head]
    if missing:
        text = say(_("The heading lacks {missing}; it must be {columns}."))
        columns = ", ".join((*COLUMNS, *OPTIONAL))
        return _refused(1, text.format(missing=", ".join(missing), columns=columns))
    if len(rows) - 1 > MOST_ROWS:
        return _refused(1, say(_("The table has more than 5,000 lines; split it.")))
    return _read_rows(plan, head, rows[1:], separator == ";", language, known)


def _refused(line: int, sentence: str) -> ReadTable:
    return ReadTable((), (LineFault(line, sentence),))


def _read_rows(
    plan: MeasuringPlan,
    head: list[str],
    rows: list[list[str]],
    comma: bool,
    language: str,
    known: Collection[tuple[str, str, str]],
) -> ReadTable:
    say = translator(language)
    faults: list[LineFault] = []
    found: dict[tuple[str, str, str], Reading] = {}
    lines: dict[tuple[str, str, str], int] = {}
    for line, row in enumerate(rows, 2):
        if not any(row):
            continue
        if len(row) != len(head):
            text = say(_("The line has {cells} cells, the heading {heads}."))
            faults.append(LineFault(line, text.format(cells=len(row), heads=len(head))))
            continue
        try:
            reading = _reading(plan, dict(zip(head, row, strict=True)), comma, language)
        except ReadingError as error:
            faults.append(LineFault(line, str(error)))
            continue
        if reading.key in lines:
            text = say(_("The same meter and period stand already in line {line}."))
            faults.append(LineFault(line, text.format(line=lines[reading.key])))
        elif reading.key in known:
            text = say(_("There is already a reading of {meter} for {period}; correct that one."))
            period = reading.period or say(_("the whole"))
            faults.append(LineFault(line, text.format(meter=reading.meter, period=period)))
        lines.setdefault(reading.key, line)
        found.setdefault(reading.key, reading)
    if not found and not faults:
        return _refused(2, say(_("The table has no readings.")))
    return ReadTable(() if faults else tuple(found.values()), tuple(faults[:MOST_FAULTS]))


def _reading(plan: MeasuringPlan, cells: dict[str, str], comma: bool, language: str) -> Reading:
    text = cells["value"].replace("\u00a0", "").replace(" ", "")
    try:
        value = float(text.replace(",", ".") if comma else text)
    except ValueError:
        say = translator(language)
        shown = say(_("The value “{value}” is not a number; write 1234.5 without grouping."))
        raise ReadingError(shown.format(value=cells["value"][:40])) from None
    return read_reading(
        plan,
        cells["meter"],
        cells["period"],
        value,
        cells["unit"],
        cells.get("kind") or MEASURED,
        cells.get("method", "")[:LONGEST_METHOD],
        language,
    )
