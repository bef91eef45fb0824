"""The inputs of one appraisal: parameters brought to the city, context, scale and the user's own values."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from replicity.appraisal.context import ContextValue, value_or_world
from replicity.appraisal.figure_documents import ExtraFigure
from replicity.appraisal.panels import Evidence, observations, source_ids
from replicity.appraisal.parameter_values import parameter_spread
from replicity.appraisal.prediction import Place, transferred, unit_factor, what_narrows
from replicity.catalogue.cities import City
from replicity.catalogue.panels import transfer_rules
from replicity.catalogue.parameters import Parameter, common_parameters
from replicity.catalogue.solutions import CatalogueSolution
from replicity.engine.array import FloatArray
from replicity.engine.uncertainty import KEPT_DRAWS, Spread, Stream, correlate, stream_of
from replicity.quantities.money import BASE_YEAR
from replicity.quantities.suffixes import UnitError, unit_of

# context values that the ledger needs beside what a model asks for
PRICED = (
    "electricity_eur_per_kwh",
    "electricity_export_ratio",
    "gas_eur_per_kwh",
    "diesel_eur_per_litre",
    "petrol_eur_per_litre",
    "grid_kgco2e_per_kwh",
    "discount_rate_real_share",
    "inflation_share",
    "corporate_tax_share",
    "sovereign_default_spread_share",
)
# taken at their middle: a rate of discount is a choice of the decision maker, not a property of the draw
CERTAIN = (
    "discount_rate_real_share",
    "inflation_share",
    "corporate_tax_share",
    "sovereign_default_spread_share",
)
# the record of the method that makes one distribution of the figures of many sources
TRANSFER_SOURCE = "replicity-transfer"
# energy prices move together; rank correlation of the normal scores
ENERGY_PRICES = ("electricity_eur_per_kwh", "gas_eur_per_kwh", "diesel_eur_per_litre", "petrol_eur_per_litre")
ENERGY_PRICE_CORRELATION = 0.5
# what turns a country's price into that of a solution's users; a price that the user sets needs no turning
OWN_PRICES = {"gas_eur_per_kwh": "gas_tariff_ratio", "diesel_eur_per_litre": "diesel_tariff_ratio"}


LOWEST_RATE = -0.5
COLDEST, HOTTEST = -100.0, 300.0
DIVISORS = ("_efficiency_share", "_efficiency_ratio", "_performance_ratio", "_dscr_ratio", "_heating_ratio")


class InputError(ValueError):
    """A value that the user gave and that cannot be used."""


@dataclass(frozen=True, slots=True)
class Input:
    """One input: what is believed of it, in the base year's euro at the city, and where it comes from.

    One of status ``transfer`` is predicted from `demonstrations_count` demonstrations; `figure_sources` tell
    of them.
    """

    name: str
    spread: Spread
    unit: str
    year: str
    source: str
    status: str
    scope: str
    note: str = ""
    demonstrations_count: int | None = None
    figure_sources: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """Return the input as in the JSON."""
        return {
            "value": self.spread.mode,
            "low": self.spread.low,
            "high": self.spread.high,
            "unit": self.unit,
            "year": self.year or None,
            "source": self.source or None,
            "status": self.status,
            "note": self.note or None,
            "demonstrations_count": self.demonstrations_count,
            "figure_sources": list(self.figure_sources),
        }


@dataclass(frozen=True, slots=True)
class Quote:
    """A price that a provider quoted, in real euro of the base year, and who quoted it."""

    value: float
    source: str


def appraisal_inputs(
    city: City,
    solution: CatalogueSolution,
    context: Mapping[str, ContextValue],
    scale: float,
    overrides: Mapping[str, float],
    extra_figures: tuple[ExtraFigure, ...] = (),
    quotes: Mapping[str, Quote] | None = None,
) -> dict[str, Input]:
    """Return every input of an appraisal by name, the user's own values in the place of ours.

    An input that a panel of figures measures is predicted for this city from the demonstrations. `quotes`
    tells by name which of the own values are quotes, and whose.
    """
    found = {solution.scale_name: _scale_input(solution, scale)}
    import_cost = overrides.get("equipment_import_cost_share")
    for name in (*solution.model.input_names(), *PRICED):
        if name in found:
            continue
        if name in solution.evidence and name not in overrides:
            found[name] = _from_evidence(name, city, solution, context, scale, extra_figures)
        elif name in solution.parameters:
            found[name] = _from_parameter(
                solution.parameters[name], city, f"solution:{solution.id}", import_cost
            )
        else:
            found[name] = _from_context(_tariff(solution, context, name))
    for name, parameter in common_parameters().items():
        own = solution.parameters.get(name)
        scope = "world" if own is None else f"solution:{solution.id}"
        found[name] = _from_parameter(own or parameter, city, scope, import_cost)
    for name in CERTAIN:
        found[name] = replace(found[name], spread=Spread.fixed(found[name].spread.mode))
    for price, ratio in OWN_PRICES.items():
        if price in overrides:
            note = "Your own price is taken as the price that the user pays."
            found[ratio] = replace(found[ratio], spread=Spread.fixed(1.0), note=note)
    for name, value in overrides.items():
        if name in found:
            found[name] = _own(found[name], value, (quotes or {}).get(name))
    return found


def settable_names(solution: CatalogueSolution) -> frozenset[str]:
    """Return the names that a user may set for a solution, besides the context's."""
    return frozenset((*solution.model.input_names(), *solution.parameters, *common_parameters(), *PRICED))


def check_value(name: str, value: float) -> None:
    """Refuse a value that the unit of the name does not allow.

    Raises
    ------
    InputError
        With a sentence that says what is allowed.
    """
    try:
        unit = unit_of(name)
    except UnitError:
        unit = ""
    if not np.isfinite(value):
        raise InputError(f"'{name}' must be a finite number, not {value}.")
    signed = (
        "growth_share",
        "_celsius",
        "_score",
        "discount_rate_real_share",
        "inflation_share",
        "premium_share",
        "_degree",
    )
    if value < 0 and not name.endswith(signed):
        raise InputError(f"'{name}' must not be negative, but {value:g} was given.")
    if unit.startswith("share") and value > 1:
        raise InputError(
            f"'{name}' is a share between 0 and 1, but {value:g} was given; write 0.4 for 40 per cent."
        )
    if unit.startswith("share") and value < LOWEST_RATE:
        raise InputError(f"'{name}' must not be below {LOWEST_RATE:g}, but {value:g} was given.")
    if name.endswith("_celsius") and not COLDEST <= value <= HOTTEST:
        raise InputError(f"'{name}' must be from {COLDEST:g} to {HOTTEST:g} °C, but {value:g} was given.")
    if value == 0 and name.endswith(DIVISORS):
        raise InputError(f"'{name}' must be above zero: something is divided by it.")
    if value > 1e15:
        raise InputError(f"'{name}' is too large: {value:g}; give a number below 1e15.")


def unknown_name(name: str, known: Iterable[str]) -> InputError:
    """Return the error for a name that is no input, with the nearest names."""
    near = difflib.get_close_matches(name, sorted(known), n=3, cutoff=0.5)
    hint = (
        f"did you mean {' or '.join(near)}?"
        if near
        else "see 'replicity solution show SOLUTION' for the names."
    )
    return InputError(f"There is no input called '{name[:80]}'; {hint}")


def draw_inputs(inputs: Mapping[str, Input], seed: int, draws: int) -> dict[str, FloatArray]:
    """Return the draws of every input; a certain one stays a single number."""
    streams = {
        name: stream_of(seed, item.scope, name, draws)
        for name, item in inputs.items()
        if not item.spread.is_fixed and name not in ENERGY_PRICES
    }
    # all of them are linked, certain ones too: setting one price leaves the draws of the others as they were
    linked = tuple((inputs[name].scope, name) for name in ENERGY_PRICES if name in inputs)
    prices = linked_streams if draws <= KEPT_DRAWS else linked_streams.__wrapped__
    streams.update(zip((name for _, name in linked), prices(seed, linked, draws), strict=True))
    return {
        name: np.asarray(item.spread.mode) if item.spread.is_fixed else item.spread.at(streams[name])
        for name, item in inputs.items()
    }


@lru_cache(maxsize=16)
def linked_streams(seed: int, names: tuple[tuple[str, str], ...], draws: int) -> tuple[Stream, ...]:
    """Return the streams of energy prices, by scope and name, which move together."""
    matrix = np.full((len(names), len(names)), ENERGY_PRICE_CORRELATION)
    np.fill_diagonal(matrix, 1.0)
    apart = [stream_of(seed, scope, name, draws) for scope, name in names]
    return correlate(apart, matrix) if len(names) > 1 else tuple(apart)


def _scale_input(solution: CatalogueSolution, scale: float) -> Input:
    return Input(
        solution.scale_name,
        Spread.fixed(scale),
        unit_of(solution.scale_name),
        "",
        solution.default_scale.source_id,
        "scale",
        "city",
        solution.default_scale.why.en,
    )


def _tariff(solution: CatalogueSolution, context: Mapping[str, ContextValue], name: str) -> ContextValue:
    """Return a context value; for electricity that of the solution's users, unless the user set a price."""
    usual = value_or_world(context, name)
    if name != "electricity_eur_per_kwh" or usual.status == "user":
        return usual
    own = context.get(solution.electricity_price)
    return usual if own is None or own.value is None else replace(own, name=name)


def _from_context(value: ContextValue) -> Input:
    return Input(
        value.name,
        value.spread(),
        value.unit,
        value.year,
        value.source,
        value.status,
        value.scope,
        value.note,
    )


def _own(before: Input, value: float, quote: Quote | None) -> Input:
    return replace(
        before,
        spread=Spread.fixed(float(value)),
        year=str(BASE_YEAR) if quote else "",
        source=quote.source if quote else "your own value",
        status="quote" if quote else "user",
        note="",
        demonstrations_count=None,
        figure_sources=(),
    )


def _from_evidence(
    name: str,
    city: City,
    solution: CatalogueSolution,
    context: Mapping[str, ContextValue],
    scale: float,
    extra: tuple[ExtraFigure, ...],
) -> Input:
    """Return an input as the demonstrations elsewhere lead to expect it here."""
    evidence = Evidence(frozenset(), extra)
    values = {n: v.value for n, v in context.items() if isinstance(v.value, float)}
    rule = transfer_rules().panels[solution.evidence[name]]
    place = Place(solution.id, city.country, scale, float(BASE_YEAR), values)
    return Input(
        name,
        transferred(rule, evidence, place, unit_factor(rule, name)),
        solution.parameters[name].unit,
        str(BASE_YEAR),
        TRANSFER_SOURCE,
        "transfer",
        f"solution:{solution.id}",
        what_narrows(rule, evidence, place),
        len({o.demonstration_id for o in observations(rule, evidence)}),
        source_ids(rule, evidence),
    )


def _from_parameter(
    parameter: Parameter, city: City, scope: str, import_cost_share: float | None = None
) -> Input:
    """Return a parameter at the city."""
    note = " ".join(part for part in (parameter.derivation, parameter.note) if part)
    year = parameter.period or (str(parameter.price_year) if parameter.price_year else "")
    return Input(
        parameter.name,
        parameter_spread(parameter, city.country, import_cost_share),
        parameter.unit,
        year,
        parameter.source_id,
        parameter.kind,
        scope,
        note,
    )
