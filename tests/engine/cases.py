"""Shared cases: every solution with sample inputs, every business model that it can be built under."""

from functools import lru_cache

import numpy as np

from replicity.appraisal.context import city_context
from replicity.appraisal.inputs import appraisal_inputs, draw_inputs
from replicity.catalogue.cities import get_city
from replicity.catalogue.solutions import catalogue

SOLUTIONS = tuple(catalogue())
PAIRS = tuple((s.id, m.id) for s in catalogue().values() for m in s.business_models)


@lru_cache(maxsize=64)
def sample(solution_id: str, city: str = "Santiago, CL", draws: int = 40):
    """Return drawn inputs of a solution in a city by name."""
    place = get_city(city)
    solution = catalogue()[solution_id]
    context = city_context(place)
    scale = solution.default_scale.of(place.population_count)
    return draw_inputs(appraisal_inputs(place, solution, context, scale, {}), 7, draws)


def model_inputs(solution_id: str, values):
    """Return the frozen inputs of a solution's model."""
    model = catalogue()[solution_id].model
    return model.inputs(**{n: values[n] for n in model.input_names()})


def all_arrays(flows):
    """Return every array of the flows with its name."""
    named = [(m.name, m.amount_eur) for m in flows.money]
    named += [(e.name, e.amount) for e in flows.energy]
    named += [(t.name, t.amount_eur) for t in flows.transfers]
    named += list(flows.services.items())
    if flows.direct_tco2e is not None:
        named.append(("direct_tco2e", flows.direct_tco2e))
    return [(n, np.asarray(a)) for n, a in named]
