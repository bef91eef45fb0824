"""Whether what a city or an evaluator enters can be and is likely: findings, each with what to check."""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from math import isfinite

from replicity.appraisal.balances import Desk, Doubt, computed_doubts, relation_doubts, unit_in
from replicity.appraisal.beliefs import beliefs, experiences
from replicity.appraisal.inputs import settable_names
from replicity.catalogue.bounds import Rule, rulebook
from replicity.catalogue.cities import City
from replicity.catalogue.countries import fact_names
from replicity.catalogue.evidence import metrics
from replicity.catalogue.preconditions import preconditions
from replicity.catalogue.solutions import CatalogueSolution, get_solution
from replicity.engine.business_models import business_models
from replicity.quantities.suffixes import is_money

SLIPS = (1000.0, 1e-3)
SHORTEST_JUSTIFICATION = 10


@dataclass(frozen=True, slots=True)
class Finding:
    """One doubt about entered values.

    An error cannot be accepted; a warning is, with a justification, which stays with the values.
    """

    rule: str
    severity: str
    names: tuple[str, ...]
    reason: str
    check: str
    justification: str | None = None

    @property
    def accepted(self) -> bool:
        """Tell whether it is an exception that was justified."""
        return self.severity == "warning" and self.justification is not None

    def to_dict(self) -> dict[str, object]:
        """Return the finding as in the JSON."""
        return {
            "rule": self.rule,
            "severity": self.severity,
            "names": list(self.names),
            "reason": self.reason,
            "check": self.check,
            "justification": self.justification,
            "accepted": self.accepted,
        }


def check_entries(
    city: City,
    solution: CatalogueSolution,
    entries: Mapping[str, float],
    justifications: Mapping[str, str] | None = None,
    language: str = "en",
) -> tuple[Finding, ...]:
    """Return what is doubtful about entered values, errors first.

    `entries` are inputs, context values and measured results by name, money in euro of the base year;
    answers to questions are passed over. `justifications` are texts by the same names.
    """
    questions = {p.answer_name for p in preconditions().values()}
    values = {n: float(v) for n, v in sorted(entries.items()) if n not in questions}
    if not values:
        return ()
    desk = Desk({in_euro(n): v for n, v in values.items() if isfinite(v)}, beliefs(city, solution))
    doubts = [*_names_and_bounds(desk, solution, values, language)]
    refused = {name for doubt in doubts for name in doubt.names}
    doubts += relation_doubts(desk, solution.id)
    doubts += computed_doubts(desk, solution.id)
    doubts += _likelihood(desk, solution, refused)
    found = [_finding(doubt, language) for doubt in doubts]
    given = {in_euro(n): text.strip() for n, text in (justifications or {}).items()}
    order = {"error": 0, "warning": 1}
    return tuple(
        sorted((_justified(f, given) for f in found), key=lambda f: (order[f.severity], f.rule, f.names))
    )


def findings_on(
    city: City,
    solution: CatalogueSolution,
    values: Mapping[str, float],
    justifications: Mapping[str, str],
    language: str,
) -> tuple[Finding, ...]:
    """Return what is doubtful about the user's own values, of those that the solution knows."""
    # in a match one set of values serves all solutions: another solution's input is no mistake
    known = _known(solution.id)
    own = {name: value for name, value in values.items() if name in known or name == "population_count"}
    return check_entries(city, solution, own, justifications, language)


def in_euro(name: str) -> str:
    """Return the name of a measured amount of money as an amount of euro."""
    return name.replace("_money", "_eur")


def _justified(finding: Finding, given: Mapping[str, str]) -> Finding:
    """Return a warning with the justification of one of its values, if there is one of substance."""
    if finding.severity != "warning":
        return finding
    texts = [given[n] for n in finding.names if len(given.get(n, "")) >= SHORTEST_JUSTIFICATION]
    return replace(finding, justification=" ".join(texts)) if texts else finding


def _finding(doubt: Doubt, language: str) -> Finding:
    """Return the finding of a doubt in words."""
    book = rulebook()
    parts = ("name", "value", "lowest", "highest", "limit", "left", "right")
    reason = (
        book.sentences[doubt.kind]
        .of(language)
        .format(
            **{part: doubt.text(part, language) for part in parts},
            count=doubt.count,
            reason=doubt.rule.reason.of(language),
        )
    )
    hint = book.hints[doubt.hint].of(language).format(names=doubt.near) + " " if doubt.hint else ""
    return Finding(
        doubt.rule.id,
        doubt.severity,
        doubt.names,
        reason[0].upper() + reason[1:] + ".",
        hint + doubt.rule.check.of(language),
    )


@lru_cache(maxsize=1)
def _measured_bounds() -> Mapping[str, tuple[float, float]]:
    return {in_euro(m.id): (m.lowest, m.highest) for m in metrics().values()}


@lru_cache(maxsize=64)
def _known(solution: str) -> frozenset[str]:
    prices = {m.price.name for m in business_models().values() if m.price}
    return frozenset((*settable_names(get_solution(solution)), *fact_names(), *prices, *_measured_bounds()))


def _names_and_bounds(
    desk: Desk, solution: CatalogueSolution, values: Mapping[str, float], language: str
) -> Iterator[Doubt]:
    """Yield unknown names, numbers that are none, and values outside the bounds of their quantity."""
    book = rulebook()
    known = _known(solution.id)
    for name, value in values.items():
        if in_euro(name) not in known and name not in desk.ours:
            near = difflib.get_close_matches(name, sorted(known), n=3, cutoff=0.6)
            for rule in book.of_kind("known_name", solution.id):
                yield Doubt(
                    rule,
                    rule.kind,
                    rule.severity,
                    (name,),
                    value,
                    hint="nearest" if near else "",
                    near=", ".join(near),
                )
        elif not isfinite(value):
            for rule in book.of_kind("finite", solution.id):
                yield Doubt(rule, rule.kind, rule.severity, (in_euro(name),), value)
        else:
            yield from _outside(in_euro(name), value, solution)


def _outside(name: str, value: float, solution: CatalogueSolution) -> Iterator[Doubt]:
    """Yield the worst of the bounds that a value is outside of."""
    found = [
        _bound_doubt(rule, rule.severity, name, value, rule.lowest, rule.highest)
        for rule in rulebook().of_kind("bounds", solution.id)
        if rule.names_it(name) and not rule.lowest <= value <= rule.highest
    ]
    if name in _measured_bounds():
        low, high = _measured_bounds()[name]
        if not low <= value <= high:
            (rule,) = rulebook().of_kind("evidence", solution.id)
            found.append(_bound_doubt(rule, "error", name, value, low, high))
    yield from sorted(found, key=lambda doubt: doubt.severity)[:1]


def _bound_doubt(rule: Rule, severity: str, name: str, value: float, low: float, high: float) -> Doubt:
    return Doubt(
        rule,
        "bounds",
        severity,
        (name,),
        value,
        lowest=low,
        highest=high,
        unit=unit_in(name),
        hint=_slip(name, value, low, high),
    )


def _slip(name: str, value: float, low: float, high: float) -> str:
    """Return the hint at a likely slip of unit."""
    if unit_in(name) == "share" and 1 < value <= 100:
        return "hundred"
    likely = not is_money(unit_in(name)) and any(low <= value * slip <= high for slip in SLIPS)
    return "thousand" if likely else ""


def _likelihood(desk: Desk, solution: CatalogueSolution, refused: set[str]) -> Iterator[Doubt]:
    """Yield values that are far from ours or from those of the evidence, of those that can be at all."""
    book = rulebook()
    for name, value in desk.entries.items():
        if name in refused:
            continue
        for rule in book.of_kind("near_ours", solution.id):
            if rule.names_it(name) and name in desk.ours:
                ours = float(desk.ours[name].spread.quantile(0.5))
                if ours > 0 and not ours / rule.factor <= value <= ours * rule.factor:
                    yield Doubt(
                        rule, rule.kind, rule.severity, (name,), value, limit=ours, unit=unit_in(name)
                    )
        belief = desk.ours.get(name)
        if belief is not None and not belief.spread.is_fixed:
            yield from _beyond(book.of_kind("spread", solution.id), name, value, *belief.reach())
        expected = experiences(solution.id).get(name)
        if expected is not None:
            rules = book.of_kind("evidence", solution.id)
            for doubt in _beyond(rules, name, value, expected.low, expected.high):
                yield replace(doubt, count=expected.count)


def _beyond(rules: tuple[Rule, ...], name: str, value: float, low: float, high: float) -> Iterator[Doubt]:
    if not low <= value <= high:
        for rule in rules:
            yield Doubt(
                rule,
                rule.kind,
                rule.severity,
                (name,),
                value,
                lowest=low,
                highest=high,
                unit=unit_in(name),
                hint=_slip(name, value, low, high),
            )
