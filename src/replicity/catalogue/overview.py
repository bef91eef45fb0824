"""A solution with what the evidence holds of it, as programs read it."""

from typing import Any

from replicity.catalogue.evidence import demonstrations_of, figures
from replicity.catalogue.solutions import CatalogueSolution


def solution_document(solution: CatalogueSolution) -> dict[str, Any]:
    """Return a solution as in the JSON."""
    own = figures(solution.id)
    return {
        "solution": solution.id,
        "name": solution.name.en,
        "track": solution.track,
        "demonstrations_count": len(demonstrations_of(solution.id)),
        "figures_count": len(own),
        "metrics": sorted({f.metric for f in own}),
        "business_models": [m.id for m in solution.business_models],
        "enabler": solution.enabler,
    }
