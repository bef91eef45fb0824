"""Solutions, one file each, found by discovery: inputs, flows, and what they are called."""

import importlib
import pkgutil
from collections.abc import Mapping
from functools import lru_cache

from replicity.engine.archetype import Solution


@lru_cache(maxsize=1)
def solutions() -> Mapping[str, Solution]:
    """Return all solutions by id."""
    found = {}
    for module in pkgutil.iter_modules(__path__):
        solution = getattr(importlib.import_module(f"{__name__}.{module.name}"), "SOLUTION", None)
        if isinstance(solution, Solution):
            found[solution.id] = solution
    return found
