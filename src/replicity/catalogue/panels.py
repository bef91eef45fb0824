"""How each panel of figures is made comparable, and what is believed before the figures: transfer.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from replicity.catalogue.documents import read_document
from replicity.catalogue.tables import DATA, DataError

FILE = DATA / "evidence" / "transfer.yaml"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of panel: its scale (saving, logit or log), priors, and the group that shares its promises."""

    id: str
    scale: str
    tau_scale: float
    intercept_mean: float
    intercept_sd: float
    promise_group: str


@dataclass(frozen=True, slots=True)
class Flag:
    """A scope apart: figures with one of the words in their scope, or of one of the solutions."""

    name: str
    scopes: tuple[str, ...]
    solutions: tuple[str, ...]

    def marks(self, scope: str, solution: str) -> bool:
        """Tell whether a figure belongs to this scope."""
        text = scope.casefold()
        return solution in self.solutions or any(
            text == word[1:] if word.startswith("=") else word in text for word in self.scopes
        )


@dataclass(frozen=True, slots=True)
class Covariate:
    """A covariate, centred and in units of `per`, with the prior of its coefficient."""

    name: str
    centre: float
    per: float
    log: bool
    mean: float
    sd: float


@dataclass(frozen=True, slots=True, eq=False)
class PanelRule:
    """How one panel is transferred; `also` names other metrics that count, with their scope."""

    id: str
    solution: str
    metric: str
    kind: Kind
    local_share: float
    offset: str
    flags: tuple[Flag, ...]
    covariates: tuple[Covariate, ...]
    also: Mapping[str, str]

    @property
    def is_money(self) -> bool:
        """Tell whether the panel is about money, in euro of the base year once it is brought there."""
        return "money" in self.metric.split("_")

    @property
    def needs_context(self) -> bool:
        """Tell whether a value of the city's context explains a part of the figures."""
        return self.offset != "" or any(c.name not in ("scale", "year") for c in self.covariates)

    @property
    def name(self) -> str:
        """Return the metric as the product shows it: money is in euro of the base year."""
        return "_".join("eur" if word == "money" else word for word in self.metric.split("_"))


@dataclass(frozen=True, slots=True)
class TransferRules:
    """What all panels share, the kinds, and the panels by id."""

    noise_by_grade: Mapping[str, float]
    selection_ratio: float
    flag_sd: float
    promise_prior_sd: float
    promise_between_panels_sd: float
    kinds: Mapping[str, Kind]
    panels: Mapping[str, PanelRule]


def _kind(name: str, raw: Mapping[str, Any]) -> Kind:
    return Kind(
        name,
        str(raw["scale"]),
        float(raw["tau_scale"]),
        float(raw["intercept_mean"]),
        float(raw["intercept_sd"]),
        str(raw["promise_group"]),
    )


def _flag(name: str, raw: Mapping[str, Any]) -> Flag:
    words = tuple(str(word).casefold() for word in raw.get("scopes", ()))
    return Flag(name, words, tuple(raw.get("solutions", ())))


def _covariate(name: str, raw: Mapping[str, Any]) -> Covariate:
    return Covariate(
        name,
        float(raw["centre"]),
        float(raw.get("per", 1.0)),
        bool(raw.get("log", False)),
        float(raw["mean"]),
        float(raw["sd"]),
    )


def _panel(name: str, raw: Mapping[str, Any], kinds: Mapping[str, Kind]) -> PanelRule:
    return PanelRule(
        id=name,
        solution=str(raw["solution"]),
        metric=str(raw["metric"]),
        kind=kinds[raw["kind"]],
        local_share=float(raw.get("local_share", 0.0)),
        offset=str(raw.get("offset", "")),
        flags=tuple(_flag(n, r) for n, r in raw.get("flags", {}).items()),
        covariates=tuple(_covariate(n, r) for n, r in raw.get("covariates", {}).items()),
        also=MappingProxyType(dict(raw.get("also", {}))),
    )


@lru_cache(maxsize=1)
def transfer_rules() -> TransferRules:
    """Return the rules of transfer."""
    raw = read_document(FILE)
    try:
        kinds = {name: _kind(name, r) for name, r in raw["kinds"].items()}
        return TransferRules(
            noise_by_grade=MappingProxyType({g: float(s) for g, s in raw["noise_by_grade"].items()}),
            selection_ratio=float(raw["selection_ratio"]),
            flag_sd=float(raw["flag_sd"]),
            promise_prior_sd=float(raw["promise"]["prior_sd"]),
            promise_between_panels_sd=float(raw["promise"]["between_panels_sd"]),
            kinds=MappingProxyType(kinds),
            panels=MappingProxyType({name: _panel(name, r, kinds) for name, r in raw["panels"].items()}),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DataError(
            f"The file {FILE} cannot be used ({type(error).__name__}: {error}); "
            "run 'replicity data check' to see what is wrong."
        ) from None
