"""The content of a letter of intent: every field of every group, checked against the form of the letter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any, TypeAlias

from replicity.catalogue.letters import Field, letter_groups
from replicity.catalogue.wording import LANGUAGES

Words: TypeAlias = Mapping[str, str]
Cell: TypeAlias = str | Words
Row: TypeAlias = Mapping[str, Cell]
Value: TypeAlias = str | Words | tuple[Row, ...]

LONGEST_LINE = 300
LONGEST_WORDS = 6_000
MOST_ROWS = 60


class ContentError(ValueError):
    """A content that does not fit the form of a letter."""


@dataclass(frozen=True, slots=True)
class LetterContent:
    """All fields of a letter by group; words are there in each of its languages."""

    languages: tuple[str, ...]
    values: Mapping[str, Mapping[str, Value]]

    def value(self, group: str, field: str) -> Value:
        """Return the value of a field."""
        return self.values[group][field]

    def line(self, group: str, field: str) -> str:
        """Return a field that is a line or a date."""
        found = self.value(group, field)
        return found if isinstance(found, str) else ""

    def rows(self, group: str, field: str) -> tuple[Row, ...]:
        """Return a field that has rows."""
        found = self.value(group, field)
        return found if isinstance(found, tuple) else ()

    def with_fields(self, group: str, fields: Mapping[str, Value]) -> "LetterContent":
        """Return the content with other values for some fields of a group."""
        changed = {**self.values, group: MappingProxyType({**self.values[group], **fields})}
        return replace(self, values=MappingProxyType(changed))

    def to_dict(self) -> dict[str, Any]:
        """Return the content as it is kept."""
        return {
            "languages": list(self.languages),
            "groups": {
                group: {name: _plain(value) for name, value in fields.items()}
                for group, fields in self.values.items()
            },
        }


def content_of(raw: Mapping[str, Any]) -> LetterContent:
    """Return the content that was kept; a field that it lacks is empty.

    Raises
    ------
    ContentError
        For an unknown group or field, or a value of another kind.
    """
    languages = tuple(raw.get("languages", ()))
    if not languages or not set(languages) <= set(LANGUAGES):
        raise ContentError("A letter is written in English, in Spanish or in both.")
    groups = raw.get("groups", {})
    unknown = set(groups) - set(letter_groups())
    if unknown:
        raise ContentError(f"A letter has no group '{min(unknown)[:60]}'.")
    values = {
        group.id: MappingProxyType(checked_fields(group.id, groups.get(group.id, {}), languages))
        for group in letter_groups().values()
    }
    return LetterContent(languages, MappingProxyType(values))


def checked_fields(group_id: str, raw: Mapping[str, Any], languages: Sequence[str]) -> dict[str, Value]:
    """Return all fields of a group with their values, or refuse them."""
    group = letter_groups()[group_id]
    unknown = set(raw) - {f.id for f in group.fields}
    if unknown:
        raise ContentError(f"The group '{group_id}' has no field '{min(unknown)[:60]}'.")
    return {f.id: _checked_field(f, raw.get(f.id), languages) for f in group.fields}


def filled(words: Mapping[str, str], **values: object) -> dict[str, str]:
    """Return words with their blanks filled in; a value that is itself words is filled in by language."""
    return {
        language: text.format(
            **{name: v[language] if isinstance(v, Mapping) else v for name, v in values.items()}
        )
        for language, text in words.items()
    }


def _checked_field(field: Field, raw: Any, languages: Sequence[str]) -> Value:
    if field.kind != "rows":
        return _checked_cell(field.title.en, field.kind, raw, languages)
    rows = raw or ()
    if isinstance(rows, str) or not isinstance(rows, Sequence) or len(rows) > MOST_ROWS:
        raise ContentError(f"'{field.title.en}' has at most {MOST_ROWS} rows.")
    known = {c.id for c in field.columns}
    for row in rows:
        if not isinstance(row, Mapping) or not set(row) <= known:
            raise ContentError(f"A row of '{field.title.en}' has other columns than the letter.")
    return tuple(
        MappingProxyType(
            {c.id: _checked_cell(c.title.en, c.kind, row.get(c.id), languages) for c in field.columns}
        )
        for row in rows
    )


def _checked_cell(title: str, kind: str, raw: Any, languages: Sequence[str]) -> Cell:
    if kind == "words":
        given = raw or {}
        if not isinstance(given, Mapping):
            raise ContentError(f"'{title}' needs a text in each language.")
        return MappingProxyType({c: _text(title, given.get(c, ""), LONGEST_WORDS) for c in languages})
    text = _text(title, raw or "", LONGEST_LINE)
    if kind == "date" and text:
        try:
            date.fromisoformat(text)
        except ValueError:
            raise ContentError(f"'{title}' is a date as 2027-03-31, not '{text[:40]}'.") from None
    return text


def _text(title: str, raw: Any, longest: int) -> str:
    if not isinstance(raw, str):
        raise ContentError(f"'{title}' is a text.")
    text = raw.replace("\r\n", "\n").strip()
    if "\x00" in text:
        raise ContentError(f"'{title}' holds a sign that cannot be printed; remove it.")
    if len(text) > longest:
        raise ContentError(f"'{title}' has {len(text):,} signs; shorten it to {longest:,}.")
    return text


def _plain(value: Value) -> Any:
    if isinstance(value, tuple):
        return [{name: _plain(cell) for name, cell in row.items()} for row in value]
    return dict(value) if isinstance(value, Mapping) else value
