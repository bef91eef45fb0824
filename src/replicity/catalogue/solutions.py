"""The catalogue of solutions: what people read about each, and what the method needs beside its model."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from replicity.catalogue.documents import read_document
from replicity.catalogue.parameters import Parameter, read_parameters
from replicity.catalogue.tables import DATA, DataError
from replicity.catalogue.wording import Text
from replicity.engine.archetype import Side, Solution
from replicity.engine.ledger import Actor
from replicity.engine.solutions import solutions as models


class UnknownSolution(LookupError):
    """A solution id that is not in the catalogue."""


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """A business model that the solution can be built under, and who buys."""

    id: str
    buyer: Actor


@dataclass(frozen=True, slots=True)
class DefaultScale:
    """The size of a first replica, from the number of inhabitants, and why."""

    per_inhabitant: float
    lowest: float
    highest: float
    why: Text
    source_id: str

    def of(self, population_count: float) -> float:
        """Return the size for a city: per inhabitant, within the limits, to two significant digits."""
        size = min(max(self.per_inhabitant * population_count, self.lowest), self.highest)
        return float(f"{size:.2g}")


@dataclass(frozen=True, slots=True)
class PreconditionUse:
    """A precondition that the solution needs, with a test of its own where the catalogue's does not fit."""

    id: str
    test: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class CatalogueSolution:
    """One solution: its model, its texts and its parameters.

    `electricity_price` names the tariff of those who use it (commercial, residential or industrial); the
    commercial one stands in where a country has no figure for it. `evidence` names the panel of figures that
    measures the same thing as an input.
    """

    id: str
    model: Solution
    track: int
    tracks_also: tuple[int, ...]
    name: Text
    summary: Text
    enabler: bool
    horizon_years: int
    parties: Mapping[Side, Actor]
    business_models: tuple[ModelChoice, ...]
    default_scale: DefaultScale
    investment_unit: str
    lead_time_years: float
    readiness_level: int
    sdgs: tuple[str, ...]
    kpis: tuple[str, ...]
    nearness: Mapping[str, float]
    preconditions: tuple[PreconditionUse, ...]
    related_topics: tuple[str, ...]
    electricity_price: str
    evidence: Mapping[str, str]
    parameters: Mapping[str, Parameter]

    @property
    def scale_name(self) -> str:
        """Return the name of the input that is the size of the replica."""
        return self.model.scale

    def about(self, language: str) -> str:
        """Return the description for people, in Markdown."""
        path = DATA / "solutions" / self.id / f"about.{language}.md"
        if not path.exists():
            path = path.with_name("about.en.md")
        return path.read_text(encoding="utf-8")


def _precondition(value: str | Mapping[str, Any]) -> PreconditionUse:
    if isinstance(value, str):
        return PreconditionUse(value, None)
    return PreconditionUse(str(value["id"]), value.get("test"))


def _default_scale(raw: Mapping[str, Any]) -> DefaultScale:
    return DefaultScale(
        float(raw["per_inhabitant"]),
        float(raw["lowest"]),
        float(raw["highest"]),
        Text.read(raw["why"]),
        str(raw["source_id"]),
    )


def _read(folder: Path, model: Solution) -> CatalogueSolution:
    """Return the record of one solution's data folder."""
    path = folder / "solution.yaml"
    try:
        raw = read_document(path)
        return CatalogueSolution(
            id=model.id,
            model=model,
            track=int(raw["track"]),
            tracks_also=tuple(raw.get("tracks_also", ())),
            name=Text.read(raw["name"]),
            summary=Text.read(raw["summary"]),
            enabler=bool(raw["enabler"]),
            horizon_years=int(raw["horizon_years"]),
            parties={Side(side): Actor(actor) for side, actor in raw["parties"].items()},
            business_models=tuple(ModelChoice(m["id"], Actor(m["buyer"])) for m in raw["business_models"]),
            default_scale=_default_scale(raw["default_scale"]),
            investment_unit=str(raw["investment_unit"]),
            lead_time_years=float(raw["lead_time_years"]),
            readiness_level=int(raw["readiness_level"]),
            sdgs=tuple(str(s) for s in raw["sdgs"]),
            kpis=tuple(raw["kpis"]),
            nearness={name: float(far) for name, far in raw["nearness"].items()},
            preconditions=tuple(_precondition(p) for p in raw["preconditions"]),
            related_topics=tuple(raw.get("related_topics", ())),
            electricity_price=str(raw.get("electricity_price", "electricity_eur_per_kwh")),
            evidence={str(name): str(panel) for name, panel in raw.get("evidence", {}).items()},
            parameters=read_parameters(folder / "parameters.csv"),
        )
    except (KeyError, TypeError, ValueError) as error:
        if isinstance(error, DataError):
            raise
        raise DataError(
            f"The file {path} cannot be used ({type(error).__name__}: {error}); "
            "run 'replicity data check' to see what is wrong."
        ) from None


@lru_cache(maxsize=1)
def catalogue() -> Mapping[str, CatalogueSolution]:
    """Return all solutions by id, in the order of their tracks."""
    found = [_read(DATA / "solutions" / model.id, model) for model in models().values()]
    return {s.id: s for s in sorted(found, key=lambda s: (s.track, s.id))}


def get_solution(solution_id: str) -> CatalogueSolution:
    """Return a solution by its id (hyphens are understood as underscores)."""
    wanted = solution_id.strip().lower().replace("-", "_")
    found = catalogue().get(wanted)
    if found is None:
        raise UnknownSolution(
            f"There is no solution '{solution_id[:80]}' in the catalogue; "
            f"use one of: {', '.join(catalogue())}."
        )
    return found
