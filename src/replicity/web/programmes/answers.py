"""The answers of a form: what can be used, what cannot and why, and what was typed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.http import QueryDict

from replicity.web.shared.errors import Refused
from replicity.web.shared.languages import current_language
from replicity.web.shared.numbers import field_factor, read_number
from replicity.web.shared.own_values import LONGEST_REASON, REASON, known, last, not_a_number, usable

NOT_ANSWERS = ("csrfmiddlewaretoken", "revision", "step", "last", "later")


@dataclass(frozen=True, slots=True)
class Given:
    """What a form gives: usable values (None takes one back), reasons, faults by name, the typed texts."""

    values: Mapping[str, float | None] = field(default_factory=dict)
    justifications: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)


def given_answers(form: QueryDict) -> Given:
    """Return the answers of a form.

    Raises
    ------
    Refused
        For a name that is no input.
    """
    names = [n for n in form if n not in NOT_ANSWERS and not n.startswith(REASON)]
    values: dict[str, float | None] = {}
    faults: dict[str, str] = {}
    for name in names:
        known(name)
        try:
            values[name] = _value(name, last(form, name))
        except Refused as refused:
            faults[name] = refused.sentence
    reasons = {n: last(form, REASON + n)[:LONGEST_REASON] for n in names}
    return Given(values, {n: t for n, t in reasons.items() if t}, faults, _typed(form, names))


def _value(name: str, text: str) -> float | None:
    if not text:
        return None
    number = read_number(text, current_language())
    if number is None:
        raise Refused(not_a_number(name, text))
    return usable(name, number / field_factor(name))


def _typed(form: QueryDict, names: Iterable[str]) -> dict[str, str]:
    fields = [f for n in names for f in (n, REASON + n)]
    return {f: last(form, f) for f in fields if f in form}
