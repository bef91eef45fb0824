"""The tests of gates that the project itself answers."""

from collections.abc import Callable, Mapping
from typing import Final

from replicity.appraisal.readings import BASELINE, MEASURED
from replicity.web.projects.models import AdaptationEntry, Facilitation, FinanceLine, Project
from replicity.web.projects.queries import plan_of, prediction_of, readings_of

DECIDING: Final = ("permit", "land", "connection")
SURE: Final = (FinanceLine.State.COMMITTED, FinanceLine.State.PAID)


def _summary(project: Project) -> bool:
    return bool(project.summary.strip())


def _sites(project: Project) -> bool:
    return project.sites.exclude(owner="").exists()


def _prediction(project: Project) -> bool:
    return prediction_of(project) is not None


def _unblocked(project: Project) -> bool:
    frozen = prediction_of(project)
    if frozen is None:
        return False
    return all(condition["status"] != "blocked" for condition in frozen.result["preconditions"])


def _adaptation(project: Project) -> bool:
    # a deviation from the letter is no decision on the concept of the hosts
    decided = set(project.adaptations.filter(deviation=False).values_list("subject", flat=True))
    return decided == set(AdaptationEntry.Subject.values)


def _model(project: Project) -> bool:
    return bool(project.business_model) and project.buyer_id is not None


def _risk_owners(project: Project) -> bool:
    risks = list(project.risks.values_list("owner", "response"))
    return bool(risks) and all(owner and response for owner, response in risks)


def _route(project: Project) -> bool:
    return bool(project.procurement and project.procurement_note.strip())


def _permits(project: Project) -> bool:
    needed = project.facilitations.filter(kind__in=DECIDING)
    return not needed.exclude(state=Facilitation.State.GRANTED).exists()


def _covered(project: Project) -> bool:
    uses = sources = 0.0
    for side, amount, state in project.finance_lines.values_list("side", "amount_eur", "state"):
        if side == FinanceLine.Side.USE:
            uses += amount
        elif state in SURE:
            sources += amount
    return uses > 0 and sources >= uses


def _baselines(project: Project) -> bool:
    held = {r.meter for r in readings_of(project) if r.kind == BASELINE}
    return {m.name for m in plan_of(project).meters.values() if m.needs_baseline} <= held


def _operator(project: Project) -> bool:
    return project.role_holders.filter(role__icontains="opera").exists()


def _reading(project: Project) -> bool:
    return project.measurements.filter(kind=MEASURED).exists()


CHECKS: Final[Mapping[str, Callable[[Project], bool]]] = {
    "summary": _summary,
    "sites": _sites,
    "prediction": _prediction,
    "unblocked": _unblocked,
    "adaptation": _adaptation,
    "model": _model,
    "risk_owners": _risk_owners,
    "route": _route,
    "permits": _permits,
    "covered": _covered,
    "baselines": _baselines,
    "operator": _operator,
    "reading": _reading,
}


def holds(test: str, project: Project) -> bool:
    """Tell whether a test that the project answers holds."""
    return CHECKS[test](project)
