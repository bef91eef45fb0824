"""Business models, one file each, found by discovery: who stands where, and what the contract pays."""

import importlib
import pkgutil
from collections.abc import Mapping
from functools import lru_cache

from replicity.engine.business_models.contract import BusinessModel


@lru_cache(maxsize=1)
def business_models() -> Mapping[str, BusinessModel]:
    """Return all business models by id."""
    found = {}
    for module in pkgutil.iter_modules(__path__):
        model = getattr(importlib.import_module(f"{__name__}.{module.name}"), "MODEL", None)
        if isinstance(model, BusinessModel):
            found[model.id] = model
    return found
