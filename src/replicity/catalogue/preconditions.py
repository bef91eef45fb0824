"""The catalogue of preconditions: what to check before a solution is replicated, and what mends it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from replicity.catalogue.documents import read_document
from replicity.catalogue.tables import DATA, DataError
from replicity.catalogue.wording import Text


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
    source_ids: tuple[str, ...]


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
                source_ids=tuple(raw["source_ids"]),
            )
            for raw in read_document(path)
        ]
    except (KeyError, TypeError) as error:
        raise DataError(f"A record in {path} lacks {error}; run 'replicity data check'.") from None
    return {p.id: p for p in found}
