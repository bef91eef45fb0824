"""A solution's flows for many draws, block by block, so that what is in between stays in the cache."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import numpy as np

from replicity.engine.archetype import Flows
from replicity.engine.array import FloatArray, empty_by_year

# a block of so many draws and some thirty years is two megabytes
BLOCK_DRAWS = 10_000


def with_arrays(flows: Flows, arrays: Iterator[FloatArray]) -> Flows:
    """Return flows with other arrays, in the order of `arrays_of`."""
    return Flows(
        money=tuple(replace(line, amount_eur=next(arrays)) for line in flows.money),
        energy=tuple(replace(line, amount=next(arrays)) for line in flows.energy),
        transfers=tuple(replace(line, amount_eur=next(arrays)) for line in flows.transfers),
        services={name: next(arrays) for name in flows.services},
        direct_tco2e=None if flows.direct_tco2e is None else next(arrays),
        indicators={name: next(arrays) for name in flows.indicators},
    )


def arrays_of(flows: Flows) -> list[FloatArray]:
    """Return all arrays of flows, by year first, then the indicators."""
    found = [line.amount_eur for line in flows.money]
    found += [line.amount for line in flows.energy]
    found += [line.amount_eur for line in flows.transfers]
    found += flows.services.values()
    found += [] if flows.direct_tco2e is None else [flows.direct_tco2e]
    found += flows.indicators.values()
    return [np.asarray(array) for array in found]


def flows_in_blocks(
    model: Callable[[Mapping[str, FloatArray]], Flows], inputs: Mapping[str, FloatArray]
) -> Flows:
    """Return the flows of drawn inputs, the same as all at once.

    Parameters
    ----------
    model : callable
        Flows of inputs by name; each draw by itself.
    inputs : mapping of name to array, shape ``()`` or ``(draws,)``
        With other shapes the model is asked once, for all.
    """
    shapes = {np.shape(value) for value in inputs.values()} - {()}
    if len(shapes) != 1 or len(min(shapes)) != 1 or min(shapes) == (1,):
        return model(inputs)
    (draws,) = min(shapes)
    if draws <= BLOCK_DRAWS:
        flows = model(inputs)
        arrays = arrays_of(flows)
        # a single number stays one: NumPy would give it an axis
        return with_arrays(flows, (np.asfortranarray(a) if a.ndim > 1 else a for a in arrays))
    whole: list[FloatArray] = []
    for start in range(0, draws, BLOCK_DRAWS):
        part = slice(start, min(start + BLOCK_DRAWS, draws))
        flows = model({name: value[part] if np.ndim(value) else value for name, value in inputs.items()})
        arrays = arrays_of(flows)
        if not whole:
            by_year = len(arrays) - len(flows.indicators)
            whole = [_room(a, part.stop, draws, i < by_year) for i, a in enumerate(arrays)]
        for room, array in zip(whole, arrays, strict=True):
            room[part if room.shape[:1] == (draws,) else ...] = array
    return with_arrays(flows, iter(whole))


def _room(array: FloatArray, block: int, draws: int, by_year: bool) -> FloatArray:
    """Return room for an array of all draws; one that does not depend on them keeps its shape."""
    if array.shape[:1] != (block,) or array.ndim != 1 + by_year:
        return np.empty(array.shape)
    return empty_by_year((draws,), array.shape[-1] - 1) if by_year else np.empty(draws)
