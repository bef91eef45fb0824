"""Checks what is asked, and builds the case: the door to an appraisal for the web, the CLI and programs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from replicity.appraisal.adaptation import adapted_model
from replicity.appraisal.business_case import Appraisal, Case, Request, build_case
from replicity.appraisal.context import ContextValue, city_context
from replicity.appraisal.figure_documents import ExtraFigure, extra_figures
from replicity.appraisal.inputs import InputError, Quote, check_value, settable_names, unknown_name
from replicity.catalogue.cities import City, get_city
from replicity.catalogue.classes import CLASSES, known_class
from replicity.catalogue.methods import model_texts
from replicity.catalogue.preconditions import preconditions
from replicity.catalogue.solutions import CatalogueSolution, get_solution
from replicity.engine.business_models import business_models

DRAWS = 2000
LARGEST_DRAWS = 1_000_000
SEED = 20_241


class UnknownBusinessModel(LookupError):
    """A business model that the solution cannot be built under."""


@dataclass(frozen=True, slots=True)
class Options:
    """What all requests share: the user's own values, draws, seed, language, figures beside the delivered.

    `values` sets any input, context value, contract price or answer to a precondition (1 yes, 0 no);
    `classes` sets the context values that are words, such as the climate class;
    `extra_figures` are documents as `evidence list --json` prints, or what was read of them;
    `justifications` say by name why an unusual value is right. `quotes` holds by solution what providers
    quoted for its inputs; a value of the user stands before them.
    """

    values: Mapping[str, float] = field(default_factory=dict)
    draws: int = DRAWS
    seed: int = SEED
    language: str = "en"
    extra_figures: Sequence[Mapping[str, Any] | ExtraFigure] = ()
    justifications: Mapping[str, str] = field(default_factory=dict)
    quotes: Mapping[str, Mapping[str, Quote]] = field(default_factory=dict)
    classes: Mapping[str, str] = field(default_factory=dict)


def checked(options: Options, solutions: Sequence[CatalogueSolution]) -> Options:
    """Return the options, or refuse what cannot be used.

    Raises
    ------
    InputError
        For a name that is no input of any of the solutions, or a value out of range.
    """
    if not 1 <= options.draws <= LARGEST_DRAWS:
        raise InputError(f"The number of draws must be between 1 and {LARGEST_DRAWS:,}, not {options.draws}.")
    if not 0 <= options.seed < 2**63:
        raise InputError("The seed must be a whole number from 0 to 9223372036854775807.")
    known = known_names(solutions)
    for name, value in options.values.items():
        if name not in known:
            raise unknown_name(name, known)
        if name in answer_names() and value not in (0.0, 1.0):
            raise InputError(
                f"'{name}' is a question to the city: answer 1 for yes or 0 for no, not {value:g}."
            )
        check_value(name, value)
    for name, text in options.classes.items():
        if name not in CLASSES:
            raise unknown_name(name, CLASSES)
        if known_class(name, text) is None:
            raise InputError(f"'{name}' must be one of {', '.join(CLASSES[name])}, not '{text[:80]}'.")
    return options


def known_names(solutions: Sequence[CatalogueSolution]) -> frozenset[str]:
    """Return every name that may be set for any of the solutions."""
    prices = {m.price.name for m in business_models().values() if m.price}
    context = frozenset(n for n in _context_names())
    inputs = frozenset(n for s in solutions for n in settable_names(s))
    return inputs | context | prices | answer_names()


def answer_names() -> frozenset[str]:
    """Return the names of the questions that are asked from the city."""
    return frozenset(p.answer_name for p in preconditions().values() if p.answer_name is not None)


def _context_names() -> frozenset[str]:
    from replicity.catalogue.countries import fact_names

    places = ("population_count", "elevation_m", "annual_mean_temperature_celsius")
    climate = (
        "heating_degree_days_18c",
        "heating_degree_days_15_5c",
        "cooling_degree_days_18c",
        "cooling_degree_days_22c",
        "ghi_kwh_per_m2_per_year",
        "pv_yield_kwh_per_kw_per_year",
    )
    return frozenset((*fact_names(), *places, *climate))


def own_context(city: City, options: Options) -> dict[str, ContextValue]:
    """Return the context of a city with the user's values in it."""
    return city_context(city, options.values, options.classes)


def default_scale(solution: CatalogueSolution, context: Mapping[str, ContextValue]) -> float:
    """Return the documented size of a first replica in a city."""
    people = context["population_count"].value
    return solution.default_scale.of(people if isinstance(people, float) else 0.0)


def request_of(
    solution: CatalogueSolution,
    context: Mapping[str, ContextValue],
    options: Options,
    scale: float | None = None,
    business_model: str | None = None,
) -> Request:
    """Return the checked request of one appraisal.

    Raises
    ------
    InputError
        For a scale that is not a positive number.
    UnknownBusinessModel
        For a model that the solution cannot be built under.
    """
    if scale is None:
        scale = options.values.get(solution.scale_name)
    size = default_scale(solution, context) if scale is None else float(scale)
    check_value(solution.scale_name, size)
    if size == 0:
        raise InputError(
            f"The scale '{solution.scale_name}' must be above zero; leave it out for the default."
        )
    questions = answer_names()
    answers = {n: bool(v) for n, v in options.values.items() if n in questions}
    default = adapted_model(context, solution, answers).default
    model = (business_model or default).strip().lower().replace("-", "_")
    if model not in {m.id for m in solution.business_models}:
        offered = ", ".join(m.id for m in solution.business_models)
        known = "exists, but not for this solution" if model in model_texts() else "does not exist"
        raise UnknownBusinessModel(
            f"The business model '{model[:80]}' {known}; {solution.id} can be built under: {offered}."
        )
    own = {n: v for n, v in options.values.items() if n not in questions and n != solution.scale_name}
    quotes = {n: q for n, q in options.quotes.get(solution.id, {}).items() if n not in own}
    return Request(
        scale=size,
        business_model=model,
        overrides={**{n: q.value for n, q in quotes.items()}, **own},
        answers=answers,
        draws=options.draws,
        seed=options.seed,
        language=options.language,
        extra_figures=extra_figures(options.extra_figures),
        justifications=options.justifications,
        quotes=quotes,
    )


def case_of(
    city: City,
    solution: CatalogueSolution,
    options: Options,
    scale: float | None = None,
    business_model: str | None = None,
) -> Case:
    """Return the case of a city and a solution, checked and built."""
    checked(options, (solution,))
    context = own_context(city, options)
    return build_case(city, solution, context, request_of(solution, context, options, scale, business_model))


def appraise(
    city: str,
    solution: str,
    *,
    scale: float | None = None,
    business_model: str | None = None,
    options: Options | None = None,
    extra_figures: Sequence[Mapping[str, Any] | ExtraFigure] = (),
) -> Appraisal:
    """Return the appraisal of a solution in a city, both by the names that people use."""
    given = options or Options()
    asked = replace(given, extra_figures=(*given.extra_figures, *extra_figures))
    return case_of(get_city(city), get_solution(solution), asked, scale, business_model).appraisal
