"""Which preconditions pass, condition or block a solution in a city, and which the city must answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from replicity.appraisal.context import ContextValue
from replicity.catalogue.preconditions import Precondition, preconditions
from replicity.catalogue.solutions import CatalogueSolution, PreconditionUse

STATUSES = ("pass", "conditional", "blocked", "unknown")


@dataclass(frozen=True, slots=True)
class Condition:
    """One precondition in one city: its status and why, what mends it and who must act."""

    id: str
    status: str
    question: str
    basis: str
    remedy: str
    owner: str
    severity: str

    def to_dict(self) -> dict[str, object]:
        """Return the condition as in the JSON."""
        return {
            "id": self.id,
            "status": self.status,
            "question": self.question,
            "basis": self.basis,
            "remedy": self.remedy,
            "owner": self.owner,
            "severity": self.severity,
        }


def conditions(
    solution: CatalogueSolution,
    context: Mapping[str, ContextValue],
    answers: Mapping[str, bool],
    language: str = "en",
    business_model: str | None = None,
) -> tuple[Condition, ...]:
    """Return the status of each precondition of a solution under a business model, worst first."""
    order = {"blocked": 0, "conditional": 1, "unknown": 2, "pass": 3}
    uses = preconditions_of(solution, business_model or solution.business_models[0].id)
    found = [_condition(use, context, answers, language) for use in uses]
    return tuple(sorted(found, key=lambda c: (order[c.status], c.id)))


def preconditions_of(
    solution: CatalogueSolution, business_model: str, stage: str = "match"
) -> tuple[PreconditionUse, ...]:
    """Return what must hold for a solution under a business model: what it lists, and what speaks of it."""
    known = preconditions()
    listed = {use.id for use in solution.preconditions}
    spoken = tuple(
        PreconditionUse(record.id, None)
        for record in known.values()
        if record.id not in listed
        and record.applies_to.covers(solution.id)
        and record.applies_to.stage == stage
    )
    own = solution.preconditions if stage == "match" else ()
    return tuple(use for use in (*own, *spoken) if known[use.id].applies_to.holds_under(business_model))


def overall(found: tuple[Condition, ...]) -> str:
    """Return pass, conditional or blocked for the whole.

    What is unknown makes it conditional; a minor condition is a remark and changes nothing.
    """
    statuses = {c.status for c in found if c.severity != "minor"}
    if "blocked" in statuses:
        return "blocked"
    return "conditional" if statuses & {"conditional", "unknown"} else "pass"


def _condition(
    use: PreconditionUse, context: Mapping[str, ContextValue], answers: Mapping[str, bool], language: str
) -> Condition:
    record = preconditions()[use.id]
    test = use.test or record.test
    name = record.answer_name
    if name is not None and (name in answers or "context" not in test):
        status, basis = _answered(record, name, answers)
    else:
        status, basis = _measured(test, context)
    return Condition(
        id=record.id,
        status=status,
        question=record.question.of(language),
        basis=basis,
        remedy=record.remedy.of(language),
        owner=record.owner,
        severity=record.severity,
    )


def _answered(record: Precondition, name: str, answers: Mapping[str, bool]) -> tuple[str, str]:
    """Return status and basis of a question to the city."""
    answer = answers.get(name)
    if answer is None:
        return "unknown", name
    return ("pass" if answer else record.if_missing), name


def _measured(test: Mapping[str, Any], context: Mapping[str, ContextValue]) -> tuple[str, str]:
    """Return status and basis of a threshold on a context value."""
    name = test["context"]
    held = context.get(name)
    if held is None or not isinstance(held.value, float):
        return "unknown", name
    basis = f"{name} = {held.value:.4g}"
    for status in ("blocked", "conditional"):
        below, above = test.get(f"{status}_below"), test.get(f"{status}_above")
        if (below is not None and held.value < below) or (above is not None and held.value > above):
            return status, basis
    return "pass", basis
