"""What the method reads beside the evidence: business models, adaptation rules, criteria, bankability."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from replicity.catalogue.documents import read_document
from replicity.catalogue.tables import DATA
from replicity.catalogue.wording import Text


@dataclass(frozen=True, slots=True)
class ModelText:
    """What people read about a business model."""

    id: str
    code: str
    name: Text
    summary: Text
    source: str


@dataclass(frozen=True, slots=True)
class AdaptationRule:
    """A rule that keeps, changes or drops a business model in a city, and why.

    `solutions` are those that the rule speaks of, empty for all; `to` the models to change to, best first.
    """

    id: str
    models: tuple[str, ...]
    solutions: tuple[str, ...]
    test: Mapping[str, Any]
    decision: str
    why: Text
    kept_because: Text
    source: str
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion of the match and its value function: 0 at `worst`, 1 at `best`, linear or logarithmic."""

    id: str
    name: Text
    measure: str
    unit: str
    worst: float
    best: float
    log: bool
    weight: float


@lru_cache(maxsize=1)
def model_texts() -> Mapping[str, ModelText]:
    """Return the texts of all business models by id."""
    raws = read_document(DATA / "business_models" / "models.yaml")
    found = [
        ModelText(r["id"], r["code"], Text.read(r["name"]), Text.read(r["summary"]), r["source"])
        for r in raws
    ]
    return {m.id: m for m in found}


@lru_cache(maxsize=1)
def adaptation_rules() -> tuple[AdaptationRule, ...]:
    """Return the rules by which a business model is carried to another city."""
    return tuple(
        AdaptationRule(
            r["id"],
            tuple(r["models"]),
            tuple(r.get("solutions", ())),
            r["test"],
            r["decision"],
            Text.read(r["why"]),
            Text.read(r["kept_because"]),
            r["source"],
            tuple(r["to"]),
        )
        for r in read_document(DATA / "business_models" / "adaptation_rules.yaml")
    )


@lru_cache(maxsize=1)
def criteria() -> Mapping[str, Criterion]:
    """Return the criteria of the match by id."""
    raws = read_document(DATA / "common" / "criteria.yaml")["criteria"]
    found = [
        Criterion(
            r["id"],
            Text.read(r["name"]),
            r["measure"],
            r["unit"],
            float(r["worst"]),
            float(r["best"]),
            bool(r.get("log", False)),
            float(r["weight"]),
        )
        for r in raws
    ]
    return {c.id: c for c in found}


@lru_cache(maxsize=1)
def method_numbers() -> Mapping[str, Any]:
    """Return the numbers of the match and of bankability: concentration, thresholds, references."""
    return dict(read_document(DATA / "common" / "criteria.yaml"))
