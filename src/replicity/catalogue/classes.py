"""Context values that are words of a closed list, not numbers."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

# M. C. Peel et al., Updated world map of the Koeppen-Geiger climate classification, Hydrology and Earth
# System Sciences 11 (2007), table 1
KOPPEN_CLASSES: Final = (
    *("Af", "Am", "Aw", "BWh", "BWk", "BSh", "BSk"),
    *("Csa", "Csb", "Csc", "Cwa", "Cwb", "Cwc", "Cfa", "Cfb", "Cfc"),
    *("Dsa", "Dsb", "Dsc", "Dsd", "Dwa", "Dwb", "Dwc", "Dwd", "Dfa", "Dfb", "Dfc", "Dfd", "ET", "EF"),
)
CLASSES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({"koppen_class": KOPPEN_CLASSES})


def known_class(name: str, text: str) -> str | None:
    """Return a class as its list writes it, None where it is not in it."""
    return {known.lower(): known for known in CLASSES[name]}.get(text.strip().lower())
