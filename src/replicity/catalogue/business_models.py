"""The records of all business models: who pays, owns and gains, who carries which risk; conditions."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from replicity.catalogue.documents import read_document
from replicity.catalogue.tables import DATA, DataError
from replicity.catalogue.wording import Text


@dataclass(frozen=True, slots=True)
class ModelRecord:
    """One business model as people read it.

    `pays` and `owns` name actors, `risk` gives the actor by kind of risk (performance, price, demand,
    credit); `todays_payer` is who pays today's bills. `conditions` are tests: {answer: NAME} of the city, or
    {context: NAME, at_least or at_most: NUMBER}. A model that carries no cash is a record for the `reason`.
    """

    id: str
    code: str
    name: Text
    summary: Text
    pays: tuple[str, ...]
    owns: str
    gains: Text
    risk: Mapping[str, str]
    conditions: tuple[Mapping[str, Any], ...]
    carries_cash: bool
    reason: Text | None
    source_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CanvasBlock:
    """A block of the canvas; `core` tells the nine of the business model canvas from the city's own."""

    id: str
    core: bool
    title: Text


@lru_cache(maxsize=1)
def canvas_blocks() -> tuple[CanvasBlock, ...]:
    """Return the blocks of the canvas in reading order."""
    raws = read_document(DATA / "business_models" / "canvas.yaml")["blocks"]
    return tuple(CanvasBlock(r["id"], bool(r["core"]), Text.read(r["title"])) for r in raws)


@lru_cache(maxsize=1)
def model_records() -> Mapping[str, ModelRecord]:
    """Return the records of all business models by id, in the order of their codes."""
    path = DATA / "business_models" / "models.yaml"
    try:
        found = [_read(raw) for raw in read_document(path)]
    except (KeyError, TypeError) as error:
        raise DataError(f"A record in {path} lacks {error}; restore it from the repository.") from None
    return {record.id: record for record in found}


def _read(raw: Mapping[str, Any]) -> ModelRecord:
    return ModelRecord(
        id=raw["id"],
        code=raw["code"],
        name=Text.read(raw["name"]),
        summary=Text.read(raw["summary"]),
        pays=tuple(raw["pays"]),
        owns=raw["owns"],
        gains=Text.read(raw["gains"]),
        risk=dict(raw["risk"]),
        conditions=tuple(raw["conditions"]),
        carries_cash=bool(raw["carries_cash"]),
        reason=Text.read(raw["reason"]) if "reason" in raw else None,
        source_ids=tuple(raw["source_ids"]),
    )
