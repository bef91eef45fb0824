"""What a replica measures: meters, what follows from their readings, and the indicators they answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

from replicity.catalogue.documents import read_document
from replicity.catalogue.tables import DATA, DataError, read_rows
from replicity.catalogue.wording import Text

FOLDER: Final = DATA / "kpis"
RHYTHMS: Final = ("month", "year", "once")
FORMULAS: Final = (
    "saving_share",
    "saving_per_scale",
    "saving_per_area",
    "per_scale",
    "ratio",
    "total",
)
COMBINATIONS: Final = ("sum", "mean", "last")
SAVINGS: Final = ("saving_share", "saving_per_scale", "saving_per_area")


class UnknownMeter(LookupError):
    """A meter or an outcome that a solution does not have."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator, with its name or code in each framework that has it."""

    id: str
    name: Text
    definition: Text
    citykeys: str
    scis: str
    u4ssc: str
    sdgs: tuple[str, ...]
    source_ids: tuple[str, ...]

    @property
    def codes(self) -> tuple[tuple[str, str], ...]:
        """Return framework and code, of the frameworks that have it."""
        pairs = (("CITYkeys", self.citykeys), ("SCIS", self.scis), ("U4SSC", self.u4ssc))
        return tuple(pair for pair in pairs if pair[1])


@dataclass(frozen=True, slots=True)
class Meter:
    """What is read in a replica: its name ends in its unit."""

    name: str
    rhythm: str
    needs_baseline: bool
    normalised_by: str
    not_above: tuple[str, ...]
    combine: str
    called: Text
    before: Text
    method: Text


@dataclass(frozen=True, slots=True)
class Promise:
    """Where the prediction of an outcome comes from: the evidence, or a measure of the appraisal."""

    kind: str
    name: str
    solution: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What follows from a full year of readings; `metric` is one of the evidence."""

    metric: str
    of: str
    against: str
    formula: str
    scope: Text | None
    indicators: tuple[str, ...]
    promise: Promise | None
    status: str
    source_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeasuringPlan:
    """The meters and outcomes of a solution."""

    solution: str
    meters: Mapping[str, Meter]
    outcomes: tuple[Outcome, ...]

    def meter(self, name: str) -> Meter:
        """Return a meter by its name."""
        if name not in self.meters:
            raise UnknownMeter(
                f"{self.solution} has no meter '{name[:80]}'; its meters are {', '.join(self.meters)}."
            )
        return self.meters[name]

    def outcome(self, metric: str) -> Outcome:
        """Return an outcome by its metric."""
        for found in self.outcomes:
            if found.metric == metric:
                return found
        known = ", ".join(o.metric for o in self.outcomes)
        raise UnknownMeter(f"{self.solution} has no outcome '{metric[:80]}'; its outcomes are {known}.")


@lru_cache(maxsize=1)
def indicators() -> Mapping[str, Indicator]:
    """Return all indicators by id."""
    return MappingProxyType(
        {
            r["kpi"]: Indicator(
                r["kpi"],
                Text(r["name_en"], r["name_es"]),
                Text(r["definition_en"], r["definition_es"]),
                r["citykeys"],
                r["scis"],
                r["u4ssc"],
                tuple(r["sdgs"].split()),
                tuple(r["source_ids"].split()),
            )
            for r in read_rows(FOLDER / "indicators.csv")
        }
    )


def _meter(name: str, raw: Mapping[str, Any]) -> Meter:
    return Meter(
        name,
        str(raw["rhythm"]),
        bool(raw["baseline"]),
        str(raw.get("normalised_by", "")),
        tuple(raw.get("not_above", ())),
        str(raw.get("combine", "sum")),
        Text.read(raw["name"]),
        Text.read(raw["before"]),
        Text.read(raw["method"]),
    )


def _promise(raw: Mapping[str, Any] | None, solution: str) -> Promise | None:
    if raw is None:
        return None
    kind = "evidence" if "evidence" in raw else "result"
    return Promise(kind, str(raw[kind]), str(raw.get("solution", solution)))


def _outcome(raw: Mapping[str, Any], solution: str) -> Outcome:
    return Outcome(
        str(raw["metric"]),
        str(raw["of"]),
        str(raw.get("against", "")),
        str(raw["formula"]),
        Text.read(raw["scope"]) if "scope" in raw else None,
        tuple(raw["indicators"]),
        _promise(raw.get("promise"), solution),
        str(raw["status"]),
        tuple(raw["source_ids"]),
    )


@lru_cache(maxsize=1)
def measuring_plans() -> Mapping[str, MeasuringPlan]:
    """Return what each solution measures, by its id."""
    path = FOLDER / "measures.yaml"
    raw = read_document(path)
    try:
        return MappingProxyType(
            {
                solution: MeasuringPlan(
                    solution,
                    MappingProxyType({n: _meter(n, m) for n, m in plan["meters"].items()}),
                    tuple(_outcome(o, solution) for o in plan["outcomes"]),
                )
                for solution, plan in raw.items()
            }
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DataError(f"{path} cannot be used ({error!r}); run 'replicity data check'.") from None
