"""A letter as a page shows it: groups, fields, cells and what changed in them, in words of the reader."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from replicity.appraisal.letter_changes import TextChange, changes
from replicity.appraisal.letter_content import LetterContent
from replicity.catalogue.letters import Field, letter_groups
from replicity.web.letters.group_form import LANGUAGE_NAMES
from replicity.web.letters.models import Comment, LetterVersion

BY_DATABASE = "status"  # the group that the approvals fill


@dataclass(frozen=True, slots=True)
class Spoken:
    """A text and the language that it is in; empty where it is the same in all."""

    language: str
    text: str


@dataclass(frozen=True, slots=True)
class ReadField:
    """A field to read: texts in each language, or a table of them."""

    title: str
    texts: tuple[Spoken, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[tuple[Spoken, ...], ...], ...]
    is_table: bool


@dataclass(frozen=True, slots=True)
class ReadGroup:
    """A group to read, with the remarks on it."""

    id: str
    number: int
    title: str
    by_people: bool
    fields: tuple[ReadField, ...]
    comments: tuple[Comment, ...]


@dataclass(frozen=True, slots=True)
class ReadChange:
    """A change to read: where, in which language, and its pieces."""

    place: str
    kind: str
    change: TextChange


def read_groups(
    content: LetterContent, language: str, comments: Sequence[Comment] = (), *, both: bool = False
) -> tuple[ReadGroup, ...]:
    """Return the groups in their order; the one on approvals is told beside the parties.

    A letter in two languages is shown in the reader's own, unless both are asked for.
    """
    shown = content.languages if both or language not in content.languages else (language,)
    by_group: dict[str, list[Comment]] = {}
    for comment in comments:
        by_group.setdefault(comment.group, []).append(comment)
    return tuple(
        ReadGroup(
            group.id,
            group.number,
            group.title.of(language),
            group.written_by == "people",
            tuple(_field(f, content, group.id, language, shown) for f in group.fields),
            tuple(by_group.get(group.id, ())),
        )
        for group in letter_groups().values()
        if group.id != BY_DATABASE
    )


def read_changes(
    old: LetterContent, new: LetterContent, language: str
) -> tuple[tuple[str, tuple[ReadChange, ...]], ...]:
    """Return what changed, by the title of its group."""
    found: dict[str, list[ReadChange]] = {}
    for change in changes(old, new):
        if (change.group, change.field) == ("identification", "version"):
            continue
        group = letter_groups()[change.group]
        title = f"{group.number} {group.title.of(language)}"
        found.setdefault(title, []).append(ReadChange(_place(change, language), change.kind, change))
    return tuple((title, tuple(rows)) for title, rows in found.items())


def group_titles(version: LetterVersion, language: str) -> str:
    """Return the titles of the groups that a version changed."""
    known = letter_groups()
    return ", ".join(f"{known[g].number} {known[g].title.of(language)}" for g in version.groups if g in known)


def _place(change: TextChange, language: str) -> str:
    """Return the words for where a change is: field, row, column, language."""
    field = letter_groups()[change.group].field(change.field)
    parts = [field.title.of(language)]
    if change.row is not None:
        column = next(c for c in field.columns if c.id == change.column)
        parts = [f"{field.title.of(language)} {change.row}", column.title.of(language)]
    if change.language:
        parts.append(LANGUAGE_NAMES[change.language].of(language))
    return " · ".join(parts)


def _field(
    field: Field, content: LetterContent, group: str, language: str, shown: Sequence[str]
) -> ReadField:
    title = field.title.of(language)
    if field.kind != "rows":
        return ReadField(title, _spoken(field.kind, content.value(group, field.id), shown), (), (), False)
    rows = tuple(
        tuple(_spoken(column.kind, row[column.id], shown) for column in field.columns)
        for row in content.rows(group, field.id)
    )
    return ReadField(title, (), tuple(c.title.of(language) for c in field.columns), rows, True)


def _spoken(kind: str, value: object, shown: Sequence[str]) -> tuple[Spoken, ...]:
    if isinstance(value, Mapping):
        texts = {language: value[language] for language in shown}
        if len(set(texts.values())) == 1:
            return (Spoken(shown[0] if len(shown) == 1 else "", next(iter(texts.values()))),)
        return tuple(Spoken(language, text) for language, text in texts.items())
    if kind == "date" and value:
        return (Spoken("", date_format(date.fromisoformat(str(value)), "DATE_FORMAT")),)
    return (Spoken("", str(value or "")),)
