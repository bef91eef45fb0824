"""What a solution would achieve in a city, by the evidence of the demonstrations elsewhere."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from scipy.special import expit, ndtr

from replicity.appraisal.context import ContextValue, MissingValue, city_context, value_or_world
from replicity.appraisal.figure_documents import ExtraFigure, evidence_hash_with
from replicity.appraisal.metric_rules import (
    UnknownMetric,
    catalogued,
    known_metrics,
    known_solution,
    rule_of,
    unit_of_metric,
)
from replicity.appraisal.panels import (
    Evidence,
    design_row,
    figures_of,
    fitted,
    local_factor,
    noise_around,
    numbers_of,
    observations,
    offset_of,
    panel_fit,
    prior_of,
    promise_prior,
    relevant,
)
from replicity.appraisal.parameter_values import parameter_spread
from replicity.catalogue.cities import City
from replicity.catalogue.countries import fact_names
from replicity.catalogue.evidence import demonstrations, metrics
from replicity.catalogue.panels import PanelRule, transfer_rules
from replicity.engine.array import FloatArray
from replicity.engine.mixture import Mixture
from replicity.engine.transfer import Figures, fit, predict
from replicity.engine.uncertainty import Spread, TabledSpread
from replicity.quantities.money import BASE_YEAR
from replicity.version import VERSION

POINTS = {"p05": 0.05, "p10": 0.10, "p25": 0.25, "p50": 0.50, "p75": 0.75, "p90": 0.90, "p95": 0.95}
# the points of a table of quantiles, evenly spaced for a normal number
TABLE = ndtr(np.linspace(-3.5, 3.5, 57))
# what extra figures did to the width from p10 to p90, on the scale on which the panel was fitted
EFFECTS = {
    "wider": "The added figures widen the range: they disagree with what the others lead to expect, so "
    "places differ more than was known; width on the scale of the fit",
    "narrower": "The added figures agree with the others and narrow the range; width on the scale of the fit",
}
NOISE_GRADE = "B"  # what --with-noise adds: a figure measured or reported in a primary source


class UnknownDemonstration(LookupError):
    """A demonstration that was to be left out and that does not exist."""


@dataclass(frozen=True, slots=True)
class Prediction:
    """The predicted distribution of a metric in a city, and where it comes from.

    `effect` tells what extra figures did to the range: narrower, wider, or None without any.
    """

    city: City
    solution: str
    metric: str
    unit: str
    quantiles: Mapping[str, float]
    basis: str
    noise: bool
    scale: float | None
    year: int
    demonstrations_count: int
    figures_count: int
    panel: str
    notes: tuple[str, ...]
    evidence_hash: str
    effect: str | None = None

    def to_dict(self) -> dict[str, object]:
        """Return the prediction as in the JSON."""
        return {
            "version": VERSION,
            "base_year": BASE_YEAR,
            "evidence_hash": self.evidence_hash,
            "city": self.city.id,
            "city_name": self.city.name,
            "country": self.city.country,
            "solution": self.solution,
            "metric": self.metric,
            "unit": self.unit,
            **self.quantiles,
            "demonstrations_count": self.demonstrations_count,
            "figures_count": self.figures_count,
            "basis": self.basis,
            "noise": self.noise,
            "scale": self.scale,
            "year": self.year,
            "panel": self.panel or None,
            "effect": self.effect,
            "notes": list(self.notes),
        }


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """For whom a panel predicts: a solution of a size and a year in a context."""

    solution: str
    country: str
    scale: float | None
    year: float
    values: Mapping[str, float]

    def row(self, rule: PanelRule) -> FloatArray:
        """Return the covariates: the scope that the panel is for, and no promise."""
        return np.array(design_row(rule, self.solution, "", self.scale, self.year, False, self.values))


def distribution(rule: PanelRule, evidence: Evidence, place: Place, with_noise: bool = False) -> Mixture:
    """Return the prediction on the panel's scale, less the offset."""
    ratio = transfer_rules().selection_ratio
    mixture = predict(panel_fit(rule, evidence), place.row(rule), 0.0, ratio)
    if not with_noise:
        return mixture
    noise = noise_around(rule, NOISE_GRADE, float(mixture.quantile(0.5)))
    return predict(panel_fit(rule, evidence), place.row(rule), noise, ratio)


def panel_quantiles(rule: PanelRule, mixture: Mixture, place: Place, probability: FloatArray) -> FloatArray:
    """Return quantiles in the metric's unit, money in euro at the price level of the place."""
    level = local_factor(rule, place.country)
    return _quantiles(rule, mixture, offset_of(rule, place.values), level, probability)


def _quantiles(
    rule: PanelRule, mixture: Mixture, offset: float, price_level: float, probability: FloatArray
) -> FloatArray:
    if rule.kind.scale == "saving":  # more left is less saved
        found = 1.0 - np.exp(mixture.quantile(1.0 - probability))
    elif rule.kind.scale == "logit":
        found = expit(mixture.quantile(probability))
    else:
        found = np.exp(mixture.quantile(probability) + offset) * price_level
    bounds = metrics().get(rule.metric)
    if bounds is not None and not rule.is_money:
        found = np.clip(found, bounds.lowest, bounds.highest)
    return np.asarray(found)


def transferred(rule: PanelRule, evidence: Evidence, place: Place, factor: float = 1.0) -> Spread:
    """Return the prediction as the appraisal draws it; `factor` converts the unit."""
    promise, covariates = promise_prior(rule, evidence), tuple(place.row(rule))
    offset, level = offset_of(rule, place.values), local_factor(rule, place.country)
    return _transferred(rule, relevant(rule, evidence), promise, covariates, offset, level, factor)


@lru_cache(maxsize=1024)
def _transferred(
    rule: PanelRule,
    evidence: Evidence,
    promise: tuple[float, float],
    covariates: tuple[float, ...],
    offset: float,
    price_level: float,
    factor: float,
) -> Spread:
    """Return the same from what it depends on: whoever asks again has it at once."""
    mixture = predict(
        fitted(rule, evidence, promise), np.array(covariates), 0.0, transfer_rules().selection_ratio
    )
    return TabledSpread.of(TABLE, _quantiles(rule, mixture, offset, price_level, TABLE) * factor)


def predict_metric(
    city: City,
    solution: str,
    metric: str,
    *,
    scale: float | None = None,
    year: int | None = None,
    exclude: Sequence[str] = (),
    extra: Sequence[ExtraFigure] = (),
    with_noise: bool = False,
) -> Prediction:
    """Return the prediction of a metric or a model input for a city.

    Raises
    ------
    UnknownMetric, UnknownDemonstration, UnknownSolution
        With what is known.
    """
    name = known_solution(solution)
    _check_known(exclude, extra)
    evidence = Evidence(frozenset(exclude), tuple(extra))
    wanted = metric.strip()
    rule = rule_of(name, wanted)
    held = catalogued(name)
    context = city_context(city)
    values = numbers_of(city)
    size = scale
    if size is None and held is not None:
        size = held.default_scale.of(float(city.population_count))
    place = Place(name, city.country, size, float(year or BASE_YEAR), values)
    hashed = evidence_hash_with(extra)
    if rule is not None and observations(rule, evidence):
        return _by_evidence(rule, evidence, place, city, wanted, with_noise, hashed)
    spread, unit, notes = _documented(name, wanted, city, context, rule)
    return Prediction(
        city,
        name,
        wanted,
        unit,
        {n: float(v) for n, v in zip(POINTS, spread.quantile(np.array([*POINTS.values()])), strict=True)},
        "documented range",
        False,
        size,
        int(place.year),
        0,
        0,
        "",
        notes,
        hashed,
    )


def _by_evidence(
    rule: PanelRule, evidence: Evidence, place: Place, city: City, metric: str, with_noise: bool, hashed: str
) -> Prediction:
    held = catalogued(place.solution)
    as_input = held is not None and held.evidence.get(metric) == rule.id
    factor = unit_factor(rule, metric) if as_input else 1.0
    mixture = distribution(rule, evidence, place, with_noise)
    points = panel_quantiles(rule, mixture, place, np.array([*POINTS.values()])) * factor
    seen = observations(rule, evidence)
    widths = _widths(rule, evidence, place)
    effect = None if widths is None else "wider" if widths[1] > widths[0] * (1 + 1e-9) else "narrower"
    shown = metric if as_input else (rule.metric if metric == rule.id else metric)
    unit = unit_of_metric(rule)
    return Prediction(
        city,
        place.solution,
        shown,
        unit.replace("/kw", "/mw") if factor != 1.0 else unit,
        {n: float(v) for n, v in zip(POINTS, points, strict=True)},
        "transfer",
        with_noise,
        place.scale,
        int(place.year),
        len({o.demonstration_id for o in seen}),
        len(seen),
        rule.id,
        _notes(rule, evidence, place, effect, widths or (0.0, 0.0)),
        hashed,
        effect,
    )


def unit_factor(rule: PanelRule, name: str) -> float:
    """Return what turns the panel's unit into that of an input: only kW and MW differ."""
    return 1000.0 if rule.metric.endswith("_per_kw") and name.endswith("_per_mw") else 1.0


def _notes(
    rule: PanelRule, evidence: Evidence, place: Place, effect: str | None, widths: tuple[float, float]
) -> tuple[str, ...]:
    found = [what_narrows(rule, evidence, place)]
    if effect is not None:
        found.append(f"{EFFECTS[effect]} ({widths[0]:.3g} before, {widths[1]:.3g} now).")
    elif evidence.extra:
        found.append("None of the added figures changes this prediction.")
    names = [rule.offset, *(c.name for c in rule.covariates)]
    unknown = [n for n in names if n not in ("", "scale", "year", *place.values)]
    if unknown:
        found.append(f"Not known here, so a middle value stands for it: {', '.join(unknown)}.")
    found.append(
        "Published demonstrations are a favourable choice; the range is widened for it and may still be kind."
    )
    return tuple(found)


def _widths(rule: PanelRule, evidence: Evidence, place: Place) -> tuple[float, float] | None:
    """Return the widths without and with the extra figures, None where they change nothing."""
    before = replace(evidence, extra=())
    held = observations(rule, before)
    if not held or held == observations(rule, evidence):
        return None
    return width(distribution(rule, before, place)), width(distribution(rule, evidence, place))


def width(mixture: Mixture) -> float:
    """Return the distance from the 10 % to the 90 % point on the panel's scale."""
    low, high = mixture.quantile(np.array([0.1, 0.9]))
    return float(high - low)


def what_narrows(rule: PanelRule, evidence: Evidence, place: Place) -> str:
    """Return the sentence that says what narrows the range, and by how much."""
    return _narrowing(rule, relevant(rule, evidence), promise_prior(rule, evidence), tuple(place.row(rule)))


@lru_cache(maxsize=4096)
def _narrowing(
    rule: PanelRule, evidence: Evidence, promise: tuple[float, float], covariates: tuple[float, ...]
) -> str:
    seen, row = observations(rule, evidence), np.array(covariates)
    ratio = transfer_rules().selection_ratio
    count = len({o.demonstration_id for o in seen})
    held, prior = figures_of(rule, seen), prior_of(rule, promise)
    now = predict(fit(held, prior), row, 0.0, ratio)
    likely = float(now.quantile(0.5))
    more = _one_more(held, row, likely, noise_around(rule, "A", likely))
    then = predict(fit(more, prior), row, 0.0, ratio)
    gain = 1.0 - width(then) / width(now)
    word = "demonstration" if count == 1 else "demonstrations"
    if gain < 0.03:
        return (
            f"From {count} {word}; the places differ among themselves, so one more figure from elsewhere "
            "narrows little: a measurement of your own narrows it."
        )
    return (
        f"From {count} {word}; one more measured one that agrees would narrow the range by {gain:.0%} "
        "(on the scale on which it was fitted)."
    )


def _one_more(figures: Figures, row: FloatArray, value: float, noise: float) -> Figures:
    """Return the figures with one more, of a demonstration of its own."""
    return Figures(
        np.append(figures.y, value),
        np.vstack([figures.x, row]),
        np.append(figures.group, figures.group.max(initial=-1) + 1),
        np.append(figures.noise, noise),
    )


def _check_known(exclude: Sequence[str], extra: Sequence[ExtraFigure]) -> None:
    known = {*demonstrations(), *(e.place.id for e in extra)}
    for name in exclude:
        if name not in known:
            near = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.4)
            hint = f"; did you mean '{near[0]}'?" if near else "; 'replicity evidence list' shows the names."
            raise UnknownDemonstration(f"There is no demonstration called '{name[:80]}'{hint}")


def _documented(
    solution: str, metric: str, city: City, context: Mapping[str, ContextValue], rule: PanelRule | None
) -> tuple[Spread, str, tuple[str, ...]]:
    """Return the documented range of an input, a context value or a metric."""
    held = catalogued(solution)
    names = [metric]
    if held is not None and rule is not None:
        names += [name for name, panel in held.evidence.items() if panel == rule.id]
    for name in names:
        parameter = None if held is None else held.parameters.get(name)
        if parameter is not None:
            note = f"No figure is used: this is the documented range of the input {name}."
            told = " ".join(part for part in (parameter.derivation, parameter.note) if part)
            return parameter_spread(parameter, city.country), parameter.unit, (note, told)
    if metric in context or metric in fact_names():
        try:
            value = value_or_world(context, metric)
            note = f"A value of the city's context ({value.source}, {value.status})."
            return value.spread(), value.unit, (note,)
        except MissingValue:
            pass  # a word, or no number anywhere: no metric that can be predicted
    bounds = metrics().get(rule.metric if rule is not None else metric)
    if bounds is not None and rule is not None and not rule.is_money:
        low, tenth = bounds.lowest, 0.1 * (bounds.highest - bounds.lowest)
        spread = Spread(low + tenth, low + 5 * tenth, low + 9 * tenth, "uniform")
        return spread, bounds.unit, ("No figure is used: these are the bounds of what is possible, no more.",)
    raise _unknown(solution, metric, rule)


def _unknown(solution: str, metric: str, rule: PanelRule | None) -> UnknownMetric:
    known = known_metrics(solution)
    if rule is not None or metric in known:
        return UnknownMetric(
            f"No figure is left for '{metric[:80]}' of {solution} and no range is documented for it; "
            "leave fewer demonstrations out or add figures with --figures."
        )
    near = difflib.get_close_matches(metric, known, n=3, cutoff=0.5)
    hint = f"did you mean {' or '.join(near)}? " if near else ""
    return UnknownMetric(
        f"There is no metric '{metric[:80]}' for {solution}; {hint}Known are: {', '.join(known)}."
    )
