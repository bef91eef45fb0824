"""The form of one group of fields, made from the form of the letter: texts, days, and tables with rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from replicity.appraisal.letter_content import LONGEST_LINE, LONGEST_WORDS, MOST_ROWS, Value
from replicity.catalogue.letters import Column, Field, Group
from replicity.catalogue.wording import Text

BLANK_ROWS = 2
LANGUAGE_NAMES = {"en": Text("English", "inglés"), "es": Text("Spanish", "español")}


@dataclass(frozen=True, slots=True)
class Cell:
    """An input with the words above it."""

    title: str
    bound: BoundField
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: its inputs, and the box that takes it out."""

    number: int
    cells: tuple[Cell, ...]
    remove: BoundField


@dataclass(frozen=True, slots=True)
class Part:
    """A field of the group as it stands on the page: inputs, or rows of them."""

    title: str
    cells: tuple[Cell, ...]
    rows: tuple[Line, ...]
    is_table: bool


class GroupForm(forms.Form):
    """All inputs of a group; `fields_given()` returns them as the letter keeps them."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    note = forms.CharField(max_length=200, required=False)

    def __init__(
        self,
        group: Group,
        languages: Sequence[str],
        values: Mapping[str, Value],
        data: Any = None,
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        self.group, self.languages = group, tuple(languages)
        self.fields["note"].label = _("what was changed and why")
        self.counts = {f.id: self._row_count(f, values) for f in group.fields if f.kind == "rows"}
        for field in group.fields:
            if field.kind == "rows":
                self._add_rows(field, values[field.id])
            else:
                self._add(field.id, field.kind, values[field.id])

    def _row_count(self, field: Field, values: Mapping[str, Value]) -> int:
        """Return how many rows the table has: those sent, else those kept and some blank ones."""
        if self.is_bound:
            try:
                given = int(self.data.get(f"{field.id}.count", ""))
            except ValueError:
                given = 0
            return min(max(given, 0), MOST_ROWS + BLANK_ROWS)
        return len(values[field.id]) + BLANK_ROWS

    def _add(self, name: str, kind: str, value: Any) -> None:
        if kind != "words":
            self.fields[name] = _input(kind, str(value or ""))
            return
        for language in self.languages:
            words = value.get(language, "") if isinstance(value, Mapping) else ""
            self.fields[f"{name}.{language}"] = _input(kind, words, language)

    def _add_rows(self, field: Field, rows: Any) -> None:
        for number in range(self.counts[field.id]):
            row = rows[number] if number < len(rows) else {}
            for column in field.columns:
                self._add(f"{field.id}.{number}.{column.id}", column.kind, row.get(column.id, ""))
            self.fields[f"{field.id}.{number}.remove"] = forms.BooleanField(required=False)

    def fields_given(self) -> dict[str, Any]:
        """Return the values of a valid form; rows without content are left out."""
        found: dict[str, Any] = {}
        for field in self.group.fields:
            if field.kind != "rows":
                found[field.id] = self._given(field.id, field.kind)
                continue
            rows = [
                {c.id: self._given(f"{field.id}.{n}.{c.id}", c.kind) for c in field.columns}
                for n in range(self.counts[field.id])
                if not self.cleaned_data[f"{field.id}.{n}.remove"]
            ]
            found[field.id] = [row for row in rows if any(_filled(cell) for cell in row.values())]
        return found

    def _given(self, name: str, kind: str) -> Any:
        if kind == "words":
            return {c: self.cleaned_data[f"{name}.{c}"] for c in self.languages}
        value = self.cleaned_data[name]
        return value.isoformat() if kind == "date" and value else value or ""

    def parts(self, language: str) -> Iterator[Part]:
        """Yield the fields as they stand on the page, titled in the language of the reader."""
        for field in self.group.fields:
            title = field.title.of(language)
            if field.kind != "rows":
                yield Part(title, self._cells(field.id, field.kind, title, language), (), False)
                continue
            yield Part(title, (), tuple(self._lines(field, language)), True)

    def _lines(self, field: Field, language: str) -> Iterator[Line]:
        for number in range(self.counts[field.id]):
            base = f"{field.id}.{number}"
            cells = tuple(
                cell for column in field.columns for cell in self._column_cells(base, column, language)
            )
            yield Line(number + 1, cells, self[f"{base}.remove"])

    def _column_cells(self, base: str, column: Column, language: str) -> tuple[Cell, ...]:
        return self._cells(f"{base}.{column.id}", column.kind, column.title.of(language), language)

    def _cells(self, name: str, kind: str, title: str, language: str) -> tuple[Cell, ...]:
        if kind != "words":
            return (Cell(title, self[name]),)
        many = len(self.languages) > 1
        return tuple(
            Cell(
                f"{title} ({LANGUAGE_NAMES[c].of(language)})" if many else title,
                self[f"{name}.{c}"],
                wide=True,
            )
            for c in self.languages
        )

    def row_counts(self) -> Iterator[tuple[str, int]]:
        """Yield the hidden numbers of rows."""
        for name, count in self.counts.items():
            yield f"{name}.count", count


def _input(kind: str, initial: str, language: str = "") -> forms.Field:
    if kind == "date":
        day = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        return forms.DateField(required=False, initial=initial or None, widget=day)
    if kind == "line":
        return forms.CharField(required=False, initial=initial, max_length=LONGEST_LINE)
    rows = 2 if len(initial) < 140 else 5
    area = forms.Textarea(attrs={"rows": rows, "lang": language, "class": "words"})
    return forms.CharField(required=False, initial=initial, max_length=LONGEST_WORDS, widget=area)


def _filled(cell: Any) -> bool:
    return any(cell.values()) if isinstance(cell, Mapping) else bool(cell)
