"""The canvas of a project: at the hosts, adapted with the city's figures, and the parties' words."""

from dataclasses import dataclass
from datetime import date

from replicity.appraisal.business_case import Case
from replicity.appraisal.canvas import canvases
from replicity.appraisal.frozen_prediction import FrozenPrediction
from replicity.appraisal.requests import case_of, own_context
from replicity.reports.workbook import workbook
from replicity.web.projects.models import CanvasNote, Project
from replicity.web.projects.queries import place_of, solution_of
from replicity.web.shared.languages import current_language
from replicity.web.shared.results import code_digest, result


@dataclass(frozen=True, slots=True)
class CanvasRow:
    """One block: at the hosts, here by the appraisal, and here by the parties."""

    id: str
    title: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    note: CanvasNote | None


@dataclass(frozen=True, slots=True)
class ProjectCanvas:
    """Both canvases side by side."""

    before: str
    after: str
    rows: tuple[CanvasRow, ...]


def case_workbook(project: Project, frozen: FrozenPrediction) -> bytes:
    """Return the workbook of the frozen case, worked out from its record."""
    language = current_language()
    key = f"workbook-{code_digest()[:16]}-{project.prediction.digest}-{language}"
    return result(key, lambda: workbook(_case(project, frozen, language), date.fromisoformat(frozen.date)))


def _case(project: Project, frozen: FrozenPrediction, language: str) -> Case:
    options = frozen.options(language)
    return case_of(place_of(project), solution_of(project), options, frozen.scale, frozen.business_model)


Blocks = tuple[tuple[str, str, tuple[str, ...]], ...]


def project_canvas(project: Project, frozen: FrozenPrediction | None) -> ProjectCanvas | None:
    """Return the canvas once the prediction is frozen, None before."""
    if frozen is None:
        return None
    language = current_language()
    key = f"canvas-{code_digest()[:16]}-{project.prediction.digest}-{language}"
    titles, host, adapted = result(key, lambda: _worked_out(project, frozen, language))
    notes = {note.block: note for note in project.canvas_notes.all()}
    rows = tuple(
        CanvasRow(old[0], old[1], old[2], new[2], notes.get(old[0]))
        for old, new in zip(host, adapted, strict=True)
    )
    return ProjectCanvas(titles[0], titles[1], rows)


def _worked_out(
    project: Project, frozen: FrozenPrediction, language: str
) -> tuple[tuple[str, str], Blocks, Blocks]:
    """Return names and blocks of both canvases, from the frozen inputs."""
    city, solution = place_of(project), solution_of(project)
    options, case = frozen.options(language), _case(project, frozen, language)
    answers = case.appraisal.request.answers
    host, adapted = canvases(solution, own_context(city, options), language, answers, case)
    blocks = [tuple((b.id, b.title, b.lines) for b in canvas.blocks) for canvas in (host, adapted)]
    return (host.title, adapted.title), blocks[0], blocks[1]
