"""The catalogue and the evidence."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from replicity.appraisal.figure_documents import figure_document
from replicity.catalogue.evidence import demonstrations, figures
from replicity.catalogue.overview import solution_document
from replicity.catalogue.solutions import catalogue, get_solution
from replicity.web.api.requests import EvidenceChoice
from replicity.web.shared.further_evidence import further_figures

router = Router(tags=["catalogue"])


@router.get("/solutions", url_name="api-solutions", summary="List the solutions")
def solutions(request: HttpRequest) -> dict[str, Any]:
    """List the catalogue by track."""
    return {"solutions": [solution_document(s) for s in catalogue().values()]}


@router.get("/evidence", url_name="api-evidence", summary="List the figures of the demonstrations")
def evidence(request: HttpRequest, asked: Query[EvidenceChoice]) -> dict[str, Any]:
    """List the figures, of all or of one solution or city."""
    chosen = get_solution(asked.solution).id if asked.solution else None
    found = figures(chosen, asked.city or None)
    return {"figures": [figure_document(f, demonstrations()[f.demonstration_id]) for f in found]}


@router.get("/evidence/replicas", url_name="api-replicas", summary="List the figures of accepted replicas")
def replicas(request: HttpRequest) -> dict[str, Any]:
    """List what replicas measured and an evaluator accepted, in the form that `--figures` takes."""
    return {"figures": [figure_document(e.figure, e.place) for e in further_figures()]}
