"""What a letter of intent is made of: groups of fields, clauses to begin with, roles, milestones."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from replicity.catalogue.documents import read_document
from replicity.catalogue.tables import DATA, DataError
from replicity.catalogue.wording import Text

FOLDER = DATA / "letters"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table in a letter: line, words or date; `share` is its part of the line."""

    id: str
    kind: str
    title: Text
    share: float


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a letter: line, words, date or rows; `columns` where it has rows."""

    id: str
    kind: str
    title: Text
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A numbered group of fields; `written_by` people, parties (from their list) or the platform."""

    id: str
    number: int
    title: Text
    written_by: str
    fields: tuple[Field, ...]

    def field(self, field_id: str) -> Field:
        """Return a field by its id."""
        return next(f for f in self.fields if f.id == field_id)


@dataclass(frozen=True, slots=True)
class PartyRole:
    """What a party can be, what that means, and the actors of an appraisal that it stands for."""

    id: str
    actors: tuple[str, ...]
    title: Text
    duty: Text


@dataclass(frozen=True, slots=True)
class GateMilestone:
    """A step on the way to a replica in operation; without months the parties set the date."""

    id: str
    title: Text
    gate: Text
    decides: str
    after_months: int | None
    with_lead_time: bool


@lru_cache(maxsize=1)
def letter_groups() -> Mapping[str, Group]:
    """Return the groups of fields by id, in the order in which they are read."""
    found = [_group(raw) for raw in _read("groups.yaml")]
    return {group.id: group for group in found}


@lru_cache(maxsize=1)
def clauses() -> Mapping[str, Text]:
    """Return the sentences that a letter begins with."""
    return {name: Text.read(raw) for name, raw in _read("clauses.yaml").items()}


@lru_cache(maxsize=1)
def party_roles() -> Mapping[str, PartyRole]:
    """Return what a party can be, by id."""
    found = [
        PartyRole(r["id"], tuple(r["actors"]), Text.read(r["title"]), Text.read(r["duty"]))
        for r in _read("roles.yaml")
    ]
    return {role.id: role for role in found}


@lru_cache(maxsize=1)
def gate_milestones() -> tuple[GateMilestone, ...]:
    """Return the milestones in their order."""
    return tuple(
        GateMilestone(
            r["id"],
            Text.read(r["title"]),
            Text.read(r["gate"]),
            r["decides"],
            r.get("after_months"),
            bool(r.get("with_lead_time", False)),
        )
        for r in _read("milestones.yaml")
    )


def _read(name: str) -> Any:
    return read_document(FOLDER / name)


def _group(raw: Mapping[str, Any]) -> Group:
    try:
        return Group(
            raw["id"],
            int(raw["number"]),
            Text.read(raw["title"]),
            raw["written_by"],
            tuple(_field(f) for f in raw["fields"]),
        )
    except (KeyError, TypeError) as error:
        raise DataError(
            f"A group in {FOLDER / 'groups.yaml'} lacks {error}; restore it from the repository."
        ) from None


def _field(raw: Mapping[str, Any]) -> Field:
    columns = tuple(
        Column(c["id"], c["kind"], Text.read(c["title"]), float(c["share"])) for c in raw.get("columns", ())
    )
    return Field(raw["id"], raw["kind"], Text.read(raw["title"]), columns)
