"""What changed between two versions of a letter, field by field and word by word."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from replicity.appraisal.letter_content import Cell, LetterContent, Row, Value
from replicity.catalogue.letters import Field, letter_groups

# a word with the blanks behind it
_WORDS = re.compile(r"\s*\S+\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text: kept, added or removed."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class TextChange:
    """A text that changed, piece by piece; `language` is empty where it is the same in all languages.

    `column` is empty for a field without rows; `row` counts from 1 in the newer version, and in the older one
    where the row was removed.
    """

    group: str
    field: str
    row: int | None
    column: str
    language: str
    kind: str
    pieces: tuple[Piece, ...]


def changes(old: LetterContent, new: LetterContent) -> tuple[TextChange, ...]:
    """Return what changed between two contents, in the order of the letter."""
    return tuple(
        change
        for group in letter_groups().values()
        for field in group.fields
        for change in _of_field(group.id, field, old.value(group.id, field.id), new.value(group.id, field.id))
    )


def changed_groups(old: LetterContent, new: LetterContent) -> frozenset[str]:
    """Return the groups that differ."""
    return frozenset(g for g in letter_groups() if old.to_dict()["groups"][g] != new.to_dict()["groups"][g])


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """Return the way from one text to another, word by word."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    found: list[Piece] = []
    bare = [w.strip() for w in before], [w.strip() for w in after]
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, *bare, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Piece("kept", "".join(after[j1:j2])))
            continue
        if i2 > i1:
            found.append(Piece("removed", "".join(before[i1:i2])))
        if j2 > j1:
            found.append(Piece("added", "".join(after[j1:j2])))
    return tuple(found)


def _of_field(group: str, field: Field, old: Value, new: Value) -> Iterator[TextChange]:
    if not isinstance(old, tuple) and not isinstance(new, tuple):
        yield from _of_cell(group, field.id, None, "", old, new)
        return
    if not isinstance(old, tuple) or not isinstance(new, tuple):
        raise TypeError(f"The field '{field.id}' has rows in one version only.")
    names = [c.id for c in field.columns]
    empty = {c.id: "" for c in field.columns}
    for kind, before, after, number in _paired(old, new):
        for name in names:
            start = before[name] if before is not None else empty[name]
            end = after[name] if after is not None else empty[name]
            for change in _of_cell(group, field.id, number, name, start, end):
                yield TextChange(group, field.id, number, name, change.language, kind, change.pieces)


def _of_cell(
    group: str, field: str, row: int | None, column: str, old: Cell, new: Cell
) -> Iterator[TextChange]:
    languages = sorted({*_languages(old), *_languages(new)}) or [""]
    for language in languages:
        before, after = _in(old, language), _in(new, language)
        if before != after:
            yield TextChange(group, field, row, column, language, "changed", pieces(before, after))


def _paired(old: Sequence[Row], new: Sequence[Row]) -> Iterator[tuple[str, Row | None, Row | None, int]]:
    """Yield the rows that differ: changed ones beside each other, then those removed or added."""
    matcher = SequenceMatcher(None, [_key(r) for r in old], [_key(r) for r in new], autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            continue
        both = min(i2 - i1, j2 - j1)
        for step in range(both):
            yield "changed", old[i1 + step], new[j1 + step], j1 + step + 1
        for index in range(i1 + both, i2):
            yield "removed", old[index], None, index + 1
        for index in range(j1 + both, j2):
            yield "added", None, new[index], index + 1


def _key(row: Row) -> str:
    return repr([(name, dict(c) if isinstance(c, Mapping) else c) for name, c in sorted(row.items())])


def _languages(cell: Cell) -> list[str]:
    return list(cell) if isinstance(cell, Mapping) else []


def _in(cell: Cell, language: str) -> str:
    return cell.get(language, "") if isinstance(cell, Mapping) else cell
