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
) -> tuple[Condition, ...]:
    """Return the status of each precondition of a solution, worst first."""
    order = {"blocked": 0, "conditional": 1, "unknown": 2, "pass": 3}
    found = [_condition(use, context, answers, language) for use in solution.preconditions]
    return tuple(sorted(found, key=lambda c: (order[c.status], c.id)))


def overall(found: tuple[Condition, ...]) -> str:
    """Return pass, conditional or blocked for the whole; what is unknown makes it conditional."""
    statuses = {c.status for c in found}
    if "blocked" in statuses:
        return "blocked"
    return "conditional" if statuses & {"conditional", "unknown"} else "pass"


def _condition(
    use: PreconditionUse, context: Mapping[str, ContextValue], answers: Mapping[str, bool], language: str
) -> Condition:
    record = preconditions()[use.id]
    test = use.test or record.test
    status, basis = _answered(record, test, answers) if "answer" in test else _measured(test, context)
    return Condition(
        id=record.id,
        status=status,
        question=record.question.of(language),
        basis=basis,
        remedy=record.remedy.of(language),
        owner=record.owner,
        severity=record.severity,
    )


def _answered(record: Precondition, test: Mapping[str, Any], answers: Mapping[str, bool]) -> tuple[str, str]:
    """Return status and basis of a question to the city."""
    answer = answers.get(test["answer"])
    if answer is None:
        return "unknown", test["answer"]
    return ("pass" if answer else record.if_missing), test["answer"]


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
