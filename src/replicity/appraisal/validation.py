"""How good the predictions are: each demonstration, or each city, left out and predicted from the others."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

import numpy as np

from replicity.appraisal.panels import (
    Evidence,
    Observation,
    noise_around,
    observations,
    offset_of,
    outcome,
    panel_fit,
    place_of,
    promise_grid,
    promise_weights,
    row_of,
)
from replicity.catalogue.evidence import demonstrations, evidence_hash
from replicity.catalogue.panels import PanelRule, transfer_rules
from replicity.engine.mixture import Mixture
from replicity.engine.scoring import covered, mixture_crps, normal_crps
from replicity.engine.transfer import predict
from replicity.quantities.money import BASE_YEAR
from replicity.version import VERSION

LEAST_DEMONSTRATIONS: Final = 4
EARTH_KM: Final = 6371.0
# what is aimed at over all panels
AIM_COVERAGE80: Final = (0.72, 0.88)
AIM_POOLED: Final = 1.0
AIM_HEADLINE: Final = 0.8


@dataclass(frozen=True, slots=True)
class Score:
    """The scores of a panel, or of all: on the panel's scale, smaller CRPS is better, ratios below 1 too.

    `bias` is the mean of predicted median less outcome, on the panel's scale.
    """

    panel: str
    solution: str
    metric: str
    figures_count: int
    demonstrations_count: int
    coverage50_share: float
    coverage80_share: float
    coverage95_share: float
    crps: float
    crps_ratio_to_pooled: float
    crps_ratio_to_headline: float
    bias: float
    misses: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """Return the scores as in the JSON."""
        return {
            "panel": self.panel or None,
            "solution": self.solution or None,
            "metric": self.metric or None,
            "figures_count": self.figures_count,
            "demonstrations_count": self.demonstrations_count,
            "coverage50_share": self.coverage50_share,
            "coverage80_share": self.coverage80_share,
            "coverage95_share": self.coverage95_share,
            "crps": self.crps,
            "crps_ratio_to_pooled": self.crps_ratio_to_pooled,
            "crps_ratio_to_headline": self.crps_ratio_to_headline,
            "bias": self.bias,
            "misses": list(self.misses),
        }


@dataclass(frozen=True, slots=True)
class Realisation:
    """What became of promises in a group of panels: outcome over promise, with its 10 and 90 % points.

    For savings the quantity is what is left to be used: below 1 more was saved than promised.
    """

    group: str
    p10: float
    p50: float
    p90: float
    promises_count: int
    outcomes_count: int

    def to_dict(self) -> dict[str, object]:
        """Return the factor as in the JSON."""
        return {
            "group": self.group,
            "p10": self.p10,
            "p50": self.p50,
            "p90": self.p90,
            "promises_count": self.promises_count,
            "outcomes_count": self.outcomes_count,
        }


@dataclass(frozen=True, slots=True)
class Validation:
    """One way of leaving out: what is left out, the scores by panel and over all."""

    left_out: str
    panels: tuple[Score, ...]
    overall: Score

    def to_dict(self) -> dict[str, object]:
        """Return the scores as in the JSON."""
        return {
            "left_out": self.left_out,
            "panels": [p.to_dict() for p in self.panels],
            "all": self.overall.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """The whole validation: by demonstration and by city, the fate of promises, panels too small to score."""

    by_demonstration: Validation
    by_city: Validation
    realisation: tuple[Realisation, ...]
    too_small: tuple[str, ...]
    evidence_hash: str

    def to_dict(self) -> dict[str, object]:
        """Return the report as in the JSON: leaving out demonstrations first, then cities."""
        first = self.by_demonstration.to_dict()
        return {
            "version": VERSION,
            "base_year": BASE_YEAR,
            "evidence_hash": self.evidence_hash,
            "panels": first["panels"],
            "all": first["all"],
            "by_city": self.by_city.to_dict(),
            "realisation": [r.to_dict() for r in self.realisation],
            "too_small": list(self.too_small),
            "aims": {
                "coverage80_share": list(AIM_COVERAGE80),
                "crps_ratio_to_pooled": AIM_POOLED,
                "crps_ratio_to_headline": AIM_HEADLINE,
            },
        }


@dataclass(frozen=True, slots=True)
class _Trial:
    """One figure that was predicted without its demonstration."""

    probability: float
    crps: float
    crps_pooled: float
    crps_headline: float
    error: float


@lru_cache(maxsize=1)
def validation_report() -> ValidationReport:
    """Return the validation of the delivered evidence."""
    rules = tuple(transfer_rules().panels.values())
    return ValidationReport(
        _validation("demonstration", rules),
        _validation("city", rules),
        tuple(_realisation(g) for g in dict.fromkeys(r.kind.promise_group for r in rules) if _promises(g)[0]),
        tuple(r.id for r in rules if len(_sources(r)) < LEAST_DEMONSTRATIONS),
        evidence_hash(),
    )


def _sources(rule: PanelRule) -> frozenset[str]:
    return frozenset(o.demonstration_id for o in observations(rule, Evidence()))


def _validation(left_out: str, rules: Sequence[PanelRule]) -> Validation:
    trials = {r.id: _trials(r, left_out) for r in rules if len(_sources(r)) >= LEAST_DEMONSTRATIONS}
    panels = tuple(_score(transfer_rules().panels[name], found) for name, found in trials.items())
    return Validation(left_out, panels, _overall(panels, [t for found in trials.values() for t in found]))


def _trials(rule: PanelRule, left_out: str) -> list[_Trial]:
    """Return the trials of a panel: each observation predicted without what shares its experience."""
    everything = observations(rule, Evidence())
    found = []
    for seen in everything:
        excluded = _companions(seen) if left_out == "city" else frozenset((seen.demonstration_id,))
        evidence = Evidence(excluded)
        others = observations(rule, Evidence(excluded & _sources(rule)))
        if others:
            found.append(_trial(rule, seen, evidence, others))
    return found


def _companions(seen: Observation) -> frozenset[str]:
    """Return the demonstrations of the same city; one of no city stands alone."""
    if not seen.city_id:
        return frozenset((seen.demonstration_id,))
    return frozenset(d.id for d in demonstrations().values() if d.city_id == seen.city_id)


def _trial(rule: PanelRule, seen: Observation, evidence: Evidence, others: tuple[Observation, ...]) -> _Trial:
    mixture = _expected(rule, seen, evidence)
    result = outcome(rule, seen)
    plain = result + offset_of(rule, seen.values)  # the baselines know no physics
    known = np.array([outcome(rule, o) + offset_of(rule, o.values) for o in others])
    headline = outcome(rule, near := _nearest(rule, seen, others)) + offset_of(rule, near.values)
    spread = float(known.std(ddof=1)) if known.size > 1 else 0.0
    return _Trial(
        float(mixture.cdf(result)),
        mixture_crps(mixture, result),
        float(normal_crps(float(known.mean()), spread, plain)),
        float(normal_crps(headline, 0.0, plain)),
        float(mixture.quantile(0.5)) - result,
    )


def _expected(rule: PanelRule, seen: Observation, evidence: Evidence) -> Mixture:
    """Return the prediction of a figure: its truth, and the noise that its grade leads to expect."""
    posterior, row = panel_fit(rule, evidence), np.array(row_of(rule, seen))
    ratio = transfer_rules().selection_ratio
    truth = float(predict(posterior, row, 0.0, ratio).quantile(0.5))
    return predict(posterior, row, noise_around(rule, seen.grade, truth), ratio)


def _nearest(rule: PanelRule, seen: Observation, others: tuple[Observation, ...]) -> Observation:
    """Return the headline that one would copy: same solution, same scope, then the nearest on the globe."""
    flags = [f.marks(seen.scope, seen.solution) for f in rule.flags]
    return min(
        others,
        key=lambda o: (
            o.solution != seen.solution,
            [f.marks(o.scope, o.solution) for f in rule.flags] != flags,
            _distance_km(seen, o),
            o.demonstration_id,
        ),
    )


def _distance_km(one: Observation, other: Observation) -> float:
    a, b = place_of(one.city_id, one.country), place_of(other.city_id, other.country)
    if a is None or b is None:
        return np.pi * EARTH_KM
    north, south = np.radians(a.latitude_degree), np.radians(b.latitude_degree)
    turn = np.radians(a.longitude_degree - b.longitude_degree)
    haversine = np.sin((north - south) / 2) ** 2 + np.cos(north) * np.cos(south) * np.sin(turn / 2) ** 2
    return float(2.0 * EARTH_KM * np.arcsin(np.sqrt(haversine)))


def _score(rule: PanelRule, trials: list[_Trial]) -> Score:
    crps = _mean([t.crps for t in trials])
    score = Score(
        rule.id,
        rule.solution,
        rule.metric,
        len(trials),
        len(_sources(rule)),
        *_coverages(trials),
        crps,
        crps / _mean([t.crps_pooled for t in trials]),
        crps / _mean([t.crps_headline for t in trials]),
        _mean([t.error for t in trials]),
    )
    return replace(score, misses=_misses(score))


def _overall(panels: tuple[Score, ...], trials: list[_Trial]) -> Score:
    """Return the scores over all: coverage by figure; ratios and bias are means over the panels."""
    score = Score(
        "",
        "",
        "",
        len(trials),
        sum(p.demonstrations_count for p in panels),
        *_coverages(trials),
        _mean([t.crps for t in trials]),
        _mean([p.crps_ratio_to_pooled for p in panels]),
        _mean([p.crps_ratio_to_headline for p in panels]),
        _mean([p.bias for p in panels]),
    )
    return replace(score, misses=_misses(score))


def _coverages(trials: list[_Trial]) -> tuple[float, float, float]:
    found = np.array([t.probability for t in trials])
    c50, c80, c95 = (float(covered(found, level).mean()) for level in (0.5, 0.8, 0.95))
    return c50, c80, c95


def _misses(score: Score) -> tuple[str, ...]:
    """Return the aims that are missed."""
    low, high = AIM_COVERAGE80
    found = []
    if not low <= score.coverage80_share <= high:
        found.append("coverage80_share")
    if score.crps_ratio_to_pooled >= AIM_POOLED:
        found.append("crps_ratio_to_pooled")
    if score.crps_ratio_to_headline > AIM_HEADLINE:
        found.append("crps_ratio_to_headline")
    return tuple(found)


def _mean(values: list[float]) -> float:
    return float(np.mean(np.array(values)))


def _promises(group: str) -> tuple[int, int]:
    """Return the promises and the outcomes in the panels of a group that hold promises."""
    rules = [r for r in transfer_rules().panels.values() if r.kind.promise_group == group]
    panels = [observations(r, Evidence()) for r in rules]
    held = [o for seen in panels if any(o.promised for o in seen) for o in seen]
    return sum(o.promised for o in held), sum(not o.promised for o in held)


def _realisation(group: str) -> Realisation:
    grid, weights = promise_grid(), promise_weights(group, Evidence())
    cumulative = np.cumsum(weights) - 0.5 * weights
    # an effect of promises of d means that outcome over promise is exp(-d)
    low, middle, high = np.exp(-np.interp((0.9, 0.5, 0.1), cumulative, grid))
    return Realisation(group, float(low), float(middle), float(high), *_promises(group))
