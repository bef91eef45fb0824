"""The adaptation of a business model to a city: what is kept, changed or dropped, why, and for what."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from replicity.appraisal.context import ContextValue
from replicity.catalogue.methods import AdaptationRule, adaptation_rules
from replicity.catalogue.solutions import CatalogueSolution

NO_ANSWERS: Mapping[str, bool] = {}
NO_MEASURES: Mapping[str, float | None] = {}


@dataclass(frozen=True, slots=True)
class Adaptation:
    """One line of the log: the rule, the model that it judged, and the model that it proposes instead."""

    rule: str
    decision: str
    why: str
    source: str
    model: str
    to: str | None

    def to_dict(self) -> dict[str, object]:
        """Return the line as in the JSON."""
        return {
            "rule": self.rule,
            "decision": self.decision,
            "why": self.why,
            "source": self.source,
            "model": self.model,
            "to": self.to,
        }


@dataclass(frozen=True, slots=True)
class AdaptedModel:
    """The host's model of a solution, what the rules make of it in a city, and the lines that led there."""

    host: str
    proposed: str
    dropped: bool
    log: tuple[Adaptation, ...]

    @property
    def default(self) -> str:
        """Return the model of an appraisal that names none: the host's, unless a rule drops it."""
        return self.proposed if self.dropped else self.host


def adaptation_log(
    model: str,
    solution: CatalogueSolution,
    context: Mapping[str, ContextValue],
    measures: Mapping[str, float | None],
    language: str,
    answers: Mapping[str, bool] = NO_ANSWERS,
) -> tuple[Adaptation, ...]:
    """Return the lines for a business model; a rule whose figure or answer is unknown leaves no line.

    Where the host's model was dropped, the lines that say so come first.
    """
    adapted = adapted_model(context, solution, answers, language)
    before = adapted.log if adapted.dropped and model != adapted.host else ()
    dropped = tuple(line for line in before if line.model != model and line.decision != "keep")
    return (*dropped, *_lines(model, solution, context, measures, language, answers))


def adapted_model(
    context: Mapping[str, ContextValue],
    solution: CatalogueSolution,
    answers: Mapping[str, bool] = NO_ANSWERS,
    language: str = "en",
) -> AdaptedModel:
    """Return the model that is proposed for a solution in a city after the rules, from the host's on.

    Each rule that changes or drops the model leads to the first of its `to` that the solution offers and
    that was not left before; where there is none, the model stays and the log says what stands against it.
    A change that sums up the result of an appraisal (its size) is no matter of this choice.
    """
    host = solution.business_models[0].id
    model, seen, dropped = host, {host}, False
    log: list[Adaptation] = []
    while True:
        found = _lines(model, solution, context, NO_MEASURES, language, answers)
        log.extend(found)
        step = next((a for a in _worst_first(found) if a.to is not None and a.to not in seen), None)
        if step is None or step.to is None:
            return AdaptedModel(host, model, dropped, tuple(log))
        dropped = dropped or (model == host and step.decision == "drop")
        model = step.to
        seen.add(model)


def _worst_first(lines: tuple[Adaptation, ...]) -> list[Adaptation]:
    """Return the lines with those that drop the model first."""
    return sorted(lines, key=lambda line: line.decision != "drop")


def _lines(
    model: str,
    solution: CatalogueSolution,
    context: Mapping[str, ContextValue],
    measures: Mapping[str, float | None],
    language: str,
    answers: Mapping[str, bool],
) -> tuple[Adaptation, ...]:
    """Return one line for each rule that speaks of the model and can be judged."""
    return tuple(
        line
        for rule in adaptation_rules()
        if model in rule.models and (not rule.solutions or solution.id in rule.solutions)
        for line in _judged(rule, model, solution, _holds(rule.test, context, measures, answers), language)
    )


def _judged(
    rule: AdaptationRule, model: str, solution: CatalogueSolution, holds: bool | None, language: str
) -> Iterator[Adaptation]:
    """Yield the rule's line, none where it cannot be judged."""
    if holds is None:
        return
    offered = {choice.id for choice in solution.business_models}
    to = next((target for target in rule.to if target in offered), None)
    if holds:
        yield Adaptation(rule.id, rule.decision, rule.why.of(language), rule.source, model, to)
    else:
        yield Adaptation(rule.id, "keep", rule.kept_because.of(language), rule.source, model, None)


def _holds(
    test: Mapping[str, Any],
    context: Mapping[str, ContextValue],
    measures: Mapping[str, float | None],
    answers: Mapping[str, bool],
) -> bool | None:
    """Tell whether a rule's test holds, None where its figure or answer is unknown."""
    if "answer" in test:
        answer = answers.get(test["answer"])
        return None if answer is None else answer is bool(test["is"])
    if "context" in test:
        held = context.get(test["context"])
        value = held.value if held is not None and isinstance(held.value, float) else None
    else:
        value = measures.get(test["measure"])
    if value is None:
        return None
    return bool(value < test["below"] if "below" in test else value > test["above"])
