"""How alike two cities are for one solution: only the covariates that matter to it count."""

import math
from collections.abc import Mapping

from replicity.appraisal.context import ContextValue
from replicity.catalogue.solutions import CatalogueSolution


def nearness_share(
    solution: CatalogueSolution, here: Mapping[str, ContextValue], there: Mapping[str, ContextValue]
) -> float:
    """Return the nearness of two contexts between 0 and 1: exp of minus the mean relative distance.

    Each covariate's distance counts relative to what the solution's data call far; one that is unknown
    in either city is left out, and with none known the nearness is one half.
    """
    distances = []
    for name, far in solution.nearness.items():
        a, b = here.get(name), there.get(name)
        if a and b and isinstance(a.value, float) and isinstance(b.value, float):
            distances.append(abs(a.value - b.value) / far)
    return math.exp(-sum(distances) / len(distances)) if distances else 0.5
