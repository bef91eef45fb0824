"""Evidence beside what is delivered: parts of the platform that hold figures offer them here."""

from collections.abc import Callable, Collection, Mapping
from typing import Final

from replicity.appraisal.figure_documents import ExtraFigure, evidence_hash_with
from replicity.catalogue.sources import Source

Figures = Callable[[], tuple[ExtraFigure, ...]]
# by their ids, each with its address on this platform; of some ids alone where they are named
SourcesOf = Callable[[Collection[str]], Mapping[str, tuple[Source, str]]]
_FIGURES: Final[list[Figures]] = []
_SOURCES: Final[list[SourcesOf]] = []
_INVENTED: Final[list[Figures]] = []


def offer(figures: Figures, sources: SourcesOf, invented: Figures) -> None:
    """Have figures counted in every appraisal on the pages, and their sources shown with their address.

    Those that a demonstration invented are kept apart: they are shown, never counted.
    """
    _FIGURES.append(figures)
    _SOURCES.append(sources)
    _INVENTED.append(invented)


def further_figures() -> tuple[ExtraFigure, ...]:
    """Return the figures that were accepted here, in a fixed order."""
    return tuple(figure for figures in _FIGURES for figure in figures())


def invented_figures() -> tuple[ExtraFigure, ...]:
    """Return what demonstrations invented: pages show it with that mark, nothing counts it."""
    return tuple(figure for figures in _INVENTED for figure in figures())


def further_sources(source_ids: Collection[str]) -> dict[str, tuple[Source, str]]:
    """Return the sources that are not delivered, each with its address on this platform."""
    return {name: held for sources in _SOURCES for name, held in sources(source_ids).items()}


def evidence_in_use() -> str:
    """Return the fingerprint of the evidence that the pages use."""
    return evidence_hash_with(further_figures())
