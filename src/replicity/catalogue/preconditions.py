"""The catalogue of preconditions: what to check before a solution is replicated, and what mends it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from replicity.catalogue.documents import read_document
from replicity.catalogue.tables import DATA, DataError
from replicity.catalogue.wording import Text

SEVERITIES = ("block", "major", "minor")
STAGES = ("match", "adaptation")
EVERY = "all"


@dataclass(frozen=True, slots=True)
class Reach:
    """What a precondition speaks of.

    `solutions` are ids, or `all` alone; `business_models` limits it to those models where it is not empty;
    `stage` is the match, or the adaptation that leads to the letter of intent.
    """

    solutions: tuple[str, ...]
    topics: tuple[str, ...]
    business_models: tuple[str, ...]
    stage: str

    def covers(self, solution: str) -> bool:
        """Tell whether it speaks of a solution."""
        return EVERY in self.solutions or solution in self.solutions

    def holds_under(self, business_model: str) -> bool:
        """Tell whether it counts under a business model."""
        return not self.business_models or business_model in self.business_models


@dataclass(frozen=True, slots=True)
class Precondition:
    """One condition: the question to the city, how it is tested, and what to do where it fails."""

    id: str
    code: str
    category: str
    question: Text
    test: Mapping[str, Any]
    severity: str
    if_missing: str
    remedy: Text
    owner: str
    applies_to: Reach
    source_ids: tuple[str, ...]

    @property
    def answer_name(self) -> str | None:
        """Return the name under which the city answers it, None where only the data can."""
        name = self.test.get("answer", self.test.get("own_answer"))
        return None if name is None else str(name)


def _words(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _reach(raw: Mapping[str, Any]) -> Reach:
    return Reach(
        _words(raw.get("solutions", [])),
        _words(raw.get("topics", [])),
        _words(raw.get("business_models", [])),
        str(raw.get("stage", STAGES[0])),
    )


@lru_cache(maxsize=1)
def preconditions() -> Mapping[str, Precondition]:
    """Return all preconditions by id."""
    path = DATA / "preconditions" / "preconditions.yaml"
    try:
        found = [
            Precondition(
                id=raw["id"],
                code=str(raw["code"]),
                category=raw["category"],
                question=Text.read(raw["question"]),
                test=dict(raw["test"]),
                severity=raw["severity"],
                if_missing=raw["if_missing"],
                remedy=Text.read(raw["remedy"]),
                owner=raw["owner"],
                applies_to=_reach(raw["applies_to"]),
                source_ids=tuple(raw["source_ids"]),
            )
            for raw in read_document(path)
        ]
    except (KeyError, TypeError) as error:
        raise DataError(f"A record in {path} lacks {error}; run 'replicity data check'.") from None
    return {p.id: p for p in found}
