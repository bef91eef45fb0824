"""Roles, tasks, milestones and risks; procurement and money."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from replicity.web.projects.models import FinanceLine, Project
from replicity.web.projects.views.frame import framed, project_of
from replicity.web.shared.access import signed_in


@require_GET
@signed_in
def work(request: HttpRequest, number: int) -> HttpResponse:
    """Show who does what until when, and what may go wrong."""
    project = project_of(request, number)
    return framed(
        request,
        project,
        "projects/work.html",
        "project-work",
        role_holders=project.role_holders.all(),
        tasks=project.tasks.all(),
        milestones=project.milestones.all(),
        risks=project.risks.all(),
    )


def finance_of(project: Project) -> dict[str, Any]:
    """Return uses, sources, their sums, and what is committed."""
    lines = list(project.finance_lines.all())
    uses = [line for line in lines if line.side == FinanceLine.Side.USE]
    sources = [line for line in lines if line.side == FinanceLine.Side.SOURCE]
    sure = (FinanceLine.State.COMMITTED, FinanceLine.State.PAID)
    total_uses, total_sources = (sum(line.amount_eur for line in side) for side in (uses, sources))
    committed = sum(line.amount_eur for line in sources if line.state in sure)
    return {
        "uses": uses,
        "sources": sources,
        "total_uses": total_uses,
        "total_sources": total_sources,
        "committed": committed,
        "gap": total_uses - total_sources,
        "covered_share": min(committed / total_uses, 1.0) if total_uses else None,
    }


@require_GET
@signed_in
def money(request: HttpRequest, number: int) -> HttpResponse:
    """Show the procurement route, and where the money comes from and goes to."""
    project = project_of(request, number)
    return framed(request, project, "projects/money.html", "project-money", **finance_of(project))
