"""The business model canvas of the hosts beside that of the city, block by block."""

from collections.abc import Mapping
from dataclasses import dataclass

from replicity.appraisal.business_case import Case
from replicity.appraisal.canvas import canvases
from replicity.appraisal.context import ContextValue
from replicity.catalogue.solutions import CatalogueSolution
from replicity.web.shared.languages import current_language


@dataclass(frozen=True, slots=True)
class BlockRow:
    """One block: its lines at the hosts, and in the city with whether each came there."""

    title: str
    before: tuple[str, ...]
    after: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class CanvasRows:
    """Both canvases: the names of their business models and the blocks side by side."""

    before: str
    after: str
    same: bool
    rows: tuple[BlockRow, ...]


def canvas_rows(solution: CatalogueSolution, context: Mapping[str, ContextValue], case: Case) -> CanvasRows:
    """Return the canvases before and after adaptation."""
    answers = case.appraisal.request.answers
    host, adapted = canvases(solution, context, current_language(), answers, case)
    rows = tuple(
        BlockRow(old.title, old.lines, tuple((line, line not in old.lines) for line in new.lines))
        for old, new in zip(host.blocks, adapted.blocks, strict=True)
    )
    return CanvasRows(host.title, adapted.title, host.business_model == adapted.business_model, rows)
