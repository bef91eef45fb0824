"""Panels of comparable figures: brought to one base, and fitted for any part of the evidence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from scipy.special import logit

from replicity.appraisal.context import city_context, world_spread
from replicity.appraisal.figure_documents import ExtraFigure, FigureError
from replicity.appraisal.price_levels import price_level
from replicity.catalogue.cities import City, UnknownCity, all_cities, get_city, nearest_city
from replicity.catalogue.countries import countries, price_tables
from replicity.catalogue.evidence import Figure, PanelRow, demonstrations, figures, panel_rows, towns
from replicity.catalogue.panels import Covariate, PanelRule, transfer_rules
from replicity.engine.array import FloatArray
from replicity.engine.transfer import Figures, Posterior, Prior, fit, log_evidence
from replicity.quantities.money import MoneyError, to_base_eur

PROMISES = ("planned", "modelled")
# the grid of the common effect of promises: five of its prior's standard deviations to either side
PROMISE_STEPS = 121
REFERENCE_PLACE = "EU"
LEAST_LEFT_SHARE = 0.02  # below it a saving, or what it leaves, cannot be told from the noise


@dataclass(frozen=True, slots=True)
class Evidence:
    """Which evidence is used: all that is delivered but the excluded demonstrations, and extra figures."""

    excluded: frozenset[str] = frozenset()
    extra: tuple[ExtraFigure, ...] = ()


@dataclass(frozen=True, slots=True)
class Observation:
    """One comparable value; money is in euro of the base year at the price level of the reference place."""

    demonstration_id: str
    city_id: str
    country: str
    solution: str
    scope: str
    value: float
    scale: float | None
    year: int | None
    promised: bool
    grade: str
    source_ids: tuple[str, ...]
    figure_ids: tuple[str, ...]
    values: Mapping[str, float] = field(hash=False, compare=False)


@lru_cache(maxsize=1024)
def observations(rule: PanelRule, evidence: Evidence) -> tuple[Observation, ...]:
    """Return the observations of a panel in a fixed order."""
    extra = [e for e in evidence.extra if e.place.id not in evidence.excluded]
    replaced = {e.figure.id for e in extra}
    if _rows(rule.id):
        found = [
            _of_row(rule, row)
            for row in _rows(rule.id)
            if row.demonstration_id not in evidence.excluded and not replaced & set(row.figure_ids)
        ]
    else:
        found = [
            o
            for o in _delivered_observations(rule)
            if o.demonstration_id not in evidence.excluded and not replaced & set(o.figure_ids)
        ]
    found += [_of_figure(rule, e) for e in extra if _counts(rule, e.figure, e.place.solution)]
    return tuple(found)


@lru_cache(maxsize=512)
def _delivered_observations(rule: PanelRule) -> tuple[Observation, ...]:
    """Return the delivered figures of a metric without rows, but for money that cannot be compared."""
    found = []
    for figure in figures(rule.solution):
        if _counts(rule, figure, rule.solution):
            try:
                found.append(_of_figure(rule, ExtraFigure(figure, demonstrations()[figure.demonstration_id])))
            except FigureError:  # a currency or a year beyond the tables of prices
                continue
    return tuple(found)


@lru_cache(maxsize=64)
def members(rule: PanelRule) -> frozenset[str]:
    """Return the demonstrations of a panel."""
    return frozenset(o.demonstration_id for o in observations(rule, Evidence()))


def source_ids(rule: PanelRule, evidence: Evidence) -> tuple[str, ...]:
    """Return the sources of a panel's observations, each once."""
    return tuple(dict.fromkeys(i for o in observations(rule, evidence) for i in o.source_ids))


@lru_cache(maxsize=64)
def _rows(panel: str) -> tuple[PanelRow, ...]:
    return tuple(r for r in panel_rows() if r.panel == panel)


@lru_cache(maxsize=64)
def _solutions(rule: PanelRule) -> frozenset[str]:
    return frozenset((rule.solution, *(r.solution for r in _rows(rule.id))))


@lru_cache(maxsize=1)
def _delivered() -> Mapping[str, Figure]:
    return {f.id: f for f in figures()}


def _counts(rule: PanelRule, figure: Figure, solution: str) -> bool:
    """Tell whether a figure is about what the panel is about."""
    if solution not in _solutions(rule):
        return False
    whole, _, unit = rule.metric.rpartition("_per_")
    by_scale = figure.metric == whole and figure.scale_unit == unit and bool(figure.scale)
    return figure.metric in (rule.metric, rule.name, *rule.also) or by_scale


def _of_row(rule: PanelRule, row: PanelRow) -> Observation:
    place = demonstrations()[row.demonstration_id]
    value = row.value
    if value is None and row.amount is not None and row.price_year is not None:
        value = _comparable_eur(rule, row.amount, row.currency, row.price_year, place.country)
    if value is None:
        raise MoneyError(f"An observation of {row.demonstration_id} in the panel {row.panel} has no value.")
    told = [_delivered()[i] for i in row.figure_ids]
    values = place_values(place.city_id, place.country) if rule.needs_context else {}
    return Observation(
        place.id,
        place.city_id,
        place.country,
        row.solution,
        row.scope,
        value,
        row.scale,
        row.year or place.year,
        row.status in PROMISES,
        max(f.grade for f in told),
        tuple(f.source_id for f in told),
        row.figure_ids,
        values,
    )


def _of_figure(rule: PanelRule, extra: ExtraFigure) -> Observation:
    figure, place = extra.figure, extra.place
    value = figure.value
    if figure.metric not in (rule.metric, rule.name, *rule.also):
        value /= figure.scale or 1.0  # told for the whole, counted by unit
    try:
        if rule.is_money:
            value = _comparable_eur(rule, value, figure.currency, figure.price_year, place.country)
        _on_scale(rule, value)
    except (MoneyError, FigureError) as error:
        raise FigureError(f"The figure {figure.id} of {place.id} cannot be used: {error}") from None
    sources = (figure.source_id,) if figure.source_id else ()
    scope = figure.scope or rule.also.get(figure.metric, "")
    return Observation(
        place.id,
        place.city_id,
        place.country,
        place.solution,
        scope,
        value,
        figure.scale,
        figure.period_year or place.year,
        figure.status in PROMISES,
        figure.grade,
        sources,
        (figure.id,),
        place_values(place.city_id, place.country) if rule.needs_context else {},
    )


def _comparable_eur(rule: PanelRule, amount: float, currency: str, year: int | None, country: str) -> float:
    """Return an amount in euro of the base year, its local part at the price level of the reference place."""
    if not currency or year is None:
        raise MoneyError("an amount of money needs its currency and its price year.")
    eur = float(to_base_eur(price_tables(), amount, currency, year, country or None))
    return eur / local_factor(rule, country)


def local_factor(rule: PanelRule, country: str) -> float:
    """Return what a cost of the reference place comes to in a country: its local part moves."""
    if not rule.is_money or rule.local_share == 0:
        return 1.0
    known = country if country in countries() else "world"
    ratio = price_level(known) / price_level(REFERENCE_PLACE)
    return 1.0 - rule.local_share + rule.local_share * ratio


@lru_cache(maxsize=1024)
def place_values(city_id: str, country: str) -> Mapping[str, float]:
    """Return the context of a demonstration's place; a country's is that of its largest city."""
    city = place_of(city_id, country)
    return {} if city is None else numbers_of(city)


def numbers_of(city: City) -> dict[str, float]:
    """Return the context of a city as plain numbers."""
    return {n: v.value for n, v in city_context(city).items() if isinstance(v.value, float)}


@lru_cache(maxsize=1024)
def place_of(city_id: str, country: str) -> City | None:
    """Return the city of a demonstration, for a small town its neighbour, for a country its largest."""
    if city_id in towns():
        town = towns()[city_id]
        return nearest_city(town.latitude_degree, town.longitude_degree)
    try:
        return get_city(city_id) if city_id else _largest_city(country)
    except UnknownCity:
        return _largest_city(country)


@lru_cache(maxsize=256)
def _largest_city(country: str) -> City | None:
    table = all_cities()
    found = np.flatnonzero(table.country == country)
    if not found.size:
        return None
    return get_city(str(table.ids[found[np.argmax(table.population_count[found])]]))


def _on_scale(rule: PanelRule, value: float) -> float:
    """Return a value on the panel's scale."""
    scale = rule.kind.scale
    if scale == "saving":
        if value >= 1:
            raise FigureError(f"a saving must be below 1, not {value:g}.")
        return float(np.log1p(-value))
    if scale == "logit":
        if not 0 < value < 1:
            raise FigureError(f"a share must lie between 0 and 1, not {value:g}.")
        return float(logit(value))
    if value <= 0:
        raise FigureError(f"the value must be above zero, not {value:g}.")
    return float(np.log(value))


def offset_of(rule: PanelRule, values: Mapping[str, float]) -> float:
    """Return what physics takes off the logarithm of a value at a place."""
    if not rule.offset:
        return 0.0
    known = values.get(rule.offset)
    return float(np.log(known if known else world_spread(rule.offset)[1]))


def outcome(rule: PanelRule, observation: Observation) -> float:
    """Return an observation on the panel's scale, less what physics explains."""
    return _on_scale(rule, observation.value) - offset_of(rule, observation.values)


def _covariate(covariate: Covariate, value: float | None) -> float:
    """Return a covariate centred; an unknown one counts as the centre."""
    if value is None or (covariate.log and value <= 0):
        return 0.0
    if covariate.log:
        return float(np.log(value / covariate.centre)) / covariate.per
    return (value - covariate.centre) / covariate.per


def design_row(
    rule: PanelRule,
    solution: str,
    scope: str,
    scale: float | None,
    year: float | None,
    promised: bool,
    values: Mapping[str, float],
) -> list[float]:
    """Return the covariates of one row: one, flags, covariates, promise."""
    known: dict[str, float | None] = {**values, "scale": scale, "year": year}
    flags = [float(flag.marks(scope, solution)) for flag in rule.flags]
    covariates = [_covariate(c, known.get(c.name)) for c in rule.covariates]
    return [1.0, *flags, *covariates, float(promised)]


def row_of(rule: PanelRule, seen: Observation) -> list[float]:
    """Return the covariates of an observation."""
    return design_row(rule, seen.solution, seen.scope, seen.scale, seen.year, seen.promised, seen.values)


def noise_of(rule: PanelRule, grade: str, value: float) -> float:
    """Return the standard deviation of a measurement of a value, on the panel's scale."""
    relative = transfer_rules().noise_by_grade[grade]
    if rule.kind.scale == "logit":
        return 2.0 * relative
    if rule.kind.scale == "saving":  # the error of the smaller part: what was saved, or what is left
        left = max(1.0 - value, LEAST_LEFT_SHARE)
        return relative * min(1.0, max(abs(value), LEAST_LEFT_SHARE) / left)
    return relative


def noise_around(rule: PanelRule, grade: str, expected: float) -> float:
    """Return the standard deviation of a measurement where a value is expected on the panel's scale."""
    return noise_of(rule, grade, float(-np.expm1(expected)) if rule.kind.scale == "saving" else 0.0)


def figures_of(rule: PanelRule, seen: tuple[Observation, ...]) -> Figures:
    """Return observations as the engine takes them."""
    names = {name: i for i, name in enumerate(dict.fromkeys(o.demonstration_id for o in seen))}
    width = 2 + len(rule.flags) + len(rule.covariates)
    return Figures(
        y=np.array([outcome(rule, o) for o in seen], dtype=np.float64),
        x=np.array([row_of(rule, o) for o in seen], dtype=np.float64).reshape(len(seen), width),
        group=np.array([names[o.demonstration_id] for o in seen], dtype=np.int64),
        noise=np.array([noise_of(rule, o.grade, o.value) for o in seen], dtype=np.float64),
    )


def prior_of(rule: PanelRule, promise: tuple[float, float]) -> Prior:
    """Return the prior of a panel, with mean and deviation of the effect of promises."""
    rules, kind = transfer_rules(), rule.kind
    flags, covariates = len(rule.flags), rule.covariates
    mean = [kind.intercept_mean, *([0.0] * flags), *(c.mean for c in covariates), promise[0]]
    sd = [kind.intercept_sd, *([rules.flag_sd] * flags), *(c.sd for c in covariates), promise[1]]
    return Prior(np.array(mean), np.array(sd), kind.tau_scale)


def promise_grid() -> FloatArray:
    """Return the grid of the common effect of promises."""
    reach = 5.0 * transfer_rules().promise_prior_sd
    return np.linspace(-reach, reach, PROMISE_STEPS)


@lru_cache(maxsize=2048)
def _promise_log_likelihood(rule: PanelRule, evidence: Evidence) -> FloatArray | None:
    """Return how well a panel agrees with each effect of promises, None if it holds no promise."""
    seen = observations(rule, evidence)
    if not any(o.promised for o in seen):
        return None
    prior = prior_of(rule, (0.0, transfer_rules().promise_between_panels_sd))
    return log_evidence(figures_of(rule, seen), prior, prior.mean.size - 1, promise_grid())


def promise_weights(group: str, evidence: Evidence, without: str = "") -> FloatArray:
    """Return the posterior of the common effect of promises of a group on its grid, one panel left out."""
    rules, grid = transfer_rules(), promise_grid()
    logs = -0.5 * (grid / rules.promise_prior_sd) ** 2
    for rule in rules.panels.values():
        if rule.kind.promise_group == group and rule.id != without:
            found = _promise_log_likelihood(rule, relevant(rule, evidence))
            logs = logs if found is None else logs + found
    weights = np.exp(logs - logs.max())
    return np.asarray(weights / weights.sum())


@lru_cache(maxsize=2048)
def promise_prior(rule: PanelRule, evidence: Evidence) -> tuple[float, float]:
    """Return mean and deviation of the effect of promises in a panel, from the other panels of its group."""
    grid, weights = promise_grid(), promise_weights(rule.kind.promise_group, evidence, rule.id)
    mean = float(weights @ grid)
    variance = float(weights @ (grid - mean) ** 2) + transfer_rules().promise_between_panels_sd ** 2
    return mean, float(np.sqrt(variance))


def relevant(rule: PanelRule, evidence: Evidence) -> Evidence:
    """Return the part of the evidence that a panel sees, so that fits are shared."""
    extra = tuple(
        e for e in evidence.extra if _counts(rule, e.figure, e.place.solution) or e.figure.id in _ids(rule)
    )
    known = members(rule) | {e.place.id for e in extra}
    return Evidence(evidence.excluded & known, extra)


@lru_cache(maxsize=64)
def _ids(rule: PanelRule) -> frozenset[str]:
    return frozenset(i for row in _rows(rule.id) for i in row.figure_ids)


@lru_cache(maxsize=2048)
def fitted(rule: PanelRule, evidence: Evidence, promise: tuple[float, float]) -> Posterior:
    """Return the fit of a panel to its part of the evidence with a prior for the effect of promises."""
    return fit(figures_of(rule, observations(rule, evidence)), prior_of(rule, promise))


def panel_fit(rule: PanelRule, evidence: Evidence) -> Posterior:
    """Return the fit of a panel to a part of the evidence."""
    return fitted(rule, relevant(rule, evidence), promise_prior(rule, evidence))
