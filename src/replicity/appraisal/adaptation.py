"""The adaptation log: what of a business model is kept, changed or dropped in this city, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from replicity.appraisal.context import ContextValue
from replicity.catalogue.methods import adaptation_rules


@dataclass(frozen=True, slots=True)
class Adaptation:
    """One line of the log."""

    rule: str
    decision: str
    why: str
    source: str

    def to_dict(self) -> dict[str, object]:
        """Return the line as in the JSON."""
        return {"rule": self.rule, "decision": self.decision, "why": self.why, "source": self.source}


def adaptation_log(
    model: str,
    solution: str,
    context: Mapping[str, ContextValue],
    measures: Mapping[str, float | None],
    language: str,
) -> tuple[Adaptation, ...]:
    """Return the lines for a business model; a rule whose figure is unknown leaves no line."""
    found = []
    for rule in adaptation_rules():
        applies = model in rule.models and (not rule.solutions or solution in rule.solutions)
        holds = _holds(rule.test, context, measures) if applies else None
        if holds is not None:
            why = (rule.why if holds else rule.kept_because).of(language)
            found.append(Adaptation(rule.id, rule.decision if holds else "keep", why, rule.source))
    return tuple(found)


def _holds(
    test: Mapping[str, Any], context: Mapping[str, ContextValue], measures: Mapping[str, float | None]
) -> bool | None:
    """Tell whether a rule's test holds, None where its figure is unknown."""
    if "context" in test:
        held = context.get(test["context"])
        value = held.value if held is not None and isinstance(held.value, float) else None
    else:
        value = measures.get(test["measure"])
    if value is None:
        return None
    return bool(value < test["below"] if "below" in test else value > test["above"])
