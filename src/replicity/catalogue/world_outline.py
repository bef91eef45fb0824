"""The outline of the world's countries for small maps."""

import json
from functools import lru_cache

import numpy as np

from replicity.catalogue.tables import DATA
from replicity.engine.array import FloatArray


@lru_cache(maxsize=1)
def world_outline() -> tuple[FloatArray, ...]:
    """Return the rings, each of shape ``(points, 2)``: longitude, latitude in degrees; none crosses 180°."""
    document = json.loads((DATA / "world" / "outline.json").read_text(encoding="utf-8"))
    parts = float(document["parts_per_degree"])
    return tuple(np.cumsum(np.asarray(ring).reshape(-1, 2), axis=0) / parts for ring in document["rings"])
