"""Replicity: which proven city solutions to replicate, from whom, whether they pay here, and how.

`replicity.appraise`, `replicity.match` and `replicity.plan` are the doors for programs; they are loaded
when first used, so that the command line starts at once.
"""

from typing import Any

_DOORS = {
    "appraise": "replicity.appraisal.requests",
    "match": "replicity.appraisal.matching",
    "plan": "replicity.appraisal.plan",
    "Options": "replicity.appraisal.requests",
}

__all__ = ["Options", "appraise", "match", "plan"]  # found by __getattr__


def __getattr__(name: str) -> Any:
    """Load a door when it is first used."""
    if name not in _DOORS:
        raise AttributeError(f"module 'replicity' has no attribute '{name}'")
    import importlib

    return getattr(importlib.import_module(_DOORS[name]), name)
