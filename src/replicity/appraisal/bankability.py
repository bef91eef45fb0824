"""Bankability: scalable, economically appealing, relatively low risk; one grade, and what lifts it.

Each axis is the mean of its parts, each between 0 and 1 (`data/common/criteria.yaml` holds the ends).
A no-go threshold that is crossed makes the grade D whatever the axes say. What lifts the grade is the
weakest part that alone can reach the next one, with the amount that it takes, and the smallest grant.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from replicity.catalogue.labels import shown
from replicity.catalogue.methods import method_numbers
from replicity.catalogue.wording import sentence as _
from replicity.catalogue.wording import translator
from replicity.quantities.writing import written


@dataclass(frozen=True, slots=True)
class Facts:
    """What bankability is judged by; None where a figure does not exist."""

    readiness_level: float
    demonstrations_count: int
    investment_eur: float
    savings_to_investment_ratio: float | None
    investor_payback_years: float | None
    investor_loss_share: float
    sovereign_spread_share: float | None
    coverage_p10_ratio: float | None
    losers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bankability:
    """Grade A to D, the three axes (0..1), the thresholds crossed and the sentence that lifts the grade."""

    grade: str
    scalable: float
    appealing: float
    low_risk: float
    no_go: tuple[str, ...]
    lift: str

    @property
    def score(self) -> float:
        """Return the mean of the axes, halved where a threshold is crossed."""
        mean = (self.scalable + self.appealing + self.low_risk) / 3.0
        return mean * (0.5 if self.no_go else 1.0)

    def to_dict(self) -> dict[str, object]:
        """Return the bankability as in the JSON."""
        return {
            "grade": self.grade,
            "scalable": self.scalable,
            "appealing": self.appealing,
            "low_risk": self.low_risk,
            "no_go": list(self.no_go),
            "lift": self.lift,
        }


def assess(facts: Facts, language: str, with_grant: Callable[[float], Facts] | None = None) -> Bankability:
    """Return the bankability of a deal.

    Parameters
    ----------
    facts : Facts
    language : str
        Of the sentences.
    with_grant : callable, optional
        What the facts become with a grant of a share of the investment; without it no grant is computed.
    """
    axes = _axes(facts)
    grade = _grade(facts)
    no_go = tuple(translator(language)(_NO_GO[name]) for name in crossed(facts))
    lift = _lift(facts, grade, Words(language), with_grant)
    return Bankability(grade, axes["scalable"], axes["appealing"], axes["low_risk"], no_go, lift)


def _axes(facts: Facts) -> dict[str, float]:
    """Return the three axes, each the mean of its parts."""
    parts = _parts(facts)
    return {
        axis: sum(v for (a, _name), v in parts.items() if a == axis)
        / sum(1 for a, _name in parts if a == axis)
        for axis in ("scalable", "appealing", "low_risk")
    }


def _grade(facts: Facts) -> str:
    """Return the grade: from the mean of the axes, D where a threshold is crossed."""
    if crossed(facts):
        return "D"
    mean = sum(_axes(facts).values()) / 3.0
    grades = method_numbers()["bankability"]["grades"]
    # a hair of tolerance, so that what reaches a threshold by computation counts as reaching it
    return next((g for g, least in grades.items() if mean >= least - 1e-9), "D")


def between(value: float, worst: float, best: float) -> float:
    """Return where a value stands between the worst (0) and the best (1) end, linear and cut off."""
    return min(max((value - worst) / (best - worst), 0.0), 1.0)


_Parts = dict[tuple[str, str], float]


def _scalable(facts: Facts) -> _Parts:
    numbers = method_numbers()
    ticket = numbers["bankability"]["scalable"]["smallest_ticket_eur"]
    return {
        ("scalable", "readiness"): facts.readiness_level / 9.0,
        ("scalable", "demonstrations"): min(facts.demonstrations_count / numbers["evidence_full_count"], 1.0),
        ("scalable", "ticket"): min(facts.investment_eur / ticket, 1.0),
    }


def _appealing(facts: Facts) -> _Parts:
    ends = method_numbers()["bankability"]["appealing"]
    ratio, payback = facts.savings_to_investment_ratio, facts.investor_payback_years
    return {
        ("appealing", "ratio"): 0.0
        if ratio is None
        else between(ratio, ends["ratio_worst"], ends["ratio_best"]),
        ("appealing", "payback"): 0.0
        if payback is None
        else between(payback, ends["payback_worst_years"], ends["payback_best_years"]),
    }


def _low_risk(facts: Facts) -> _Parts:
    ends = method_numbers()["bankability"]["low_risk"]
    parts = {("low_risk", "loss"): 1.0 - facts.investor_loss_share}
    if facts.sovereign_spread_share is not None:
        parts["low_risk", "spread"] = between(
            facts.sovereign_spread_share, ends["spread_worst_share"], ends["spread_best_share"]
        )
    coverage = facts.coverage_p10_ratio
    parts["low_risk", "coverage"] = (
        0.0
        if coverage is None
        else between(coverage, ends["coverage_worst_ratio"], ends["coverage_best_ratio"])
    )
    return parts


def _parts(facts: Facts) -> _Parts:
    return {**_scalable(facts), **_appealing(facts), **_low_risk(facts)}


def crossed(facts: Facts) -> tuple[str, ...]:
    """Return the thresholds at which nobody lends that the facts cross."""
    limits = method_numbers()["bankability"]["no_go"]
    found = {
        "investor_loss": facts.investor_loss_share > limits["investor_loss_share"],
        "spread": (facts.sovereign_spread_share or 0.0) > limits["sovereign_spread_share"],
        "readiness": facts.readiness_level < limits["readiness_level"],
        "losers": bool(facts.losers),
    }
    return tuple(name for name, holds in found.items() if holds)


_NO_GO = {
    "investor_loss": _(
        "The investor loses in more than half of the draws; lower the cost or find a higher price or a grant."
    ),
    "spread": _("The country's credit spread is above 12 per cent; a guarantee from outside is needed."),
    "readiness": _("The solution is not ready for the market (readiness level below 6); pilot it first."),
    "losers": _(
        "Someone whose consent is needed expects to lose; agree on a side payment or another price first."
    ),
}


@dataclass(frozen=True, slots=True)
class Words:
    """Writes the sentences of what lifts a grade, with their amounts, in one language."""

    language: str

    def sentence(self, text: str, **values: object) -> str:
        """Return a translated sentence with its values filled in."""
        return translator(self.language)(text).format(**values)

    def share(self, value: float) -> str:
        """Return a share as per cent."""
        return shown(value, "share", self.language)

    def change(self, name: str, now: float | None, target: float, grade: str) -> str:
        """Return the sentence on a figure that has to change from what it is, if it is, to a target."""
        text = _LEVERS[name] if now is not None else _FIRST[name]
        number = written(target, self.language)
        return self.sentence(text, now=written(now, self.language), target=number, grade=grade)


def next_grade(grade: str) -> str | None:
    """Return the next better grade, None for the best."""
    order = [*method_numbers()["bankability"]["grades"], "D"]
    place = order.index(grade)
    return order[place - 1] if place else None


def _lift(facts: Facts, grade: str, words: Words, with_grant: Callable[[float], Facts] | None) -> str:
    """Return what lifts the grade to the next one, and by how much where that can be computed."""
    better = next_grade(grade)
    if better is None:
        return words.sentence(_BEST)
    reached = (text for text, changed in _levers(facts, better, words) if _grade(changed) <= better)
    lever = next(reached, None)
    grant = None if with_grant is None else smallest_grant(with_grant, better)
    found = [] if lever is None else [lever]
    if grant is not None:
        found.append(words.sentence(_GRANT, share=words.share(grant), grade=better))
    if found:
        return " ".join(found)
    stop = crossed(facts)
    if stop:
        not_even = "" if with_grant is None else " " + words.sentence(_NOT_EVEN)
        return words.sentence(_NO_GO[stop[0]]) + not_even
    parts = _parts(facts)
    return words.sentence(_LIFTS[min(parts, key=lambda key: (parts[key], key))[1]])


def smallest_grant(with_grant: Callable[[float], Facts], better: str) -> float | None:
    """Return the smallest grant, in whole per cent of the investment, that reaches a grade, else None."""
    if _grade(with_grant(1.0)) > better:
        return None
    low, high = 0, 100
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if _grade(with_grant(middle / 100.0)) <= better else (middle, high)
    return high / 100.0


def _levers(facts: Facts, better: str, words: Words) -> list[tuple[str, Facts]]:
    """Return the changes of one part alone that reach a grade, weakest part first: sentence and new facts.

    The mean of three axes rises by a third of an axis, an axis by its part over the number of its parts.
    """
    numbers = method_numbers()["bankability"]
    parts, missing = _parts(facts), 3.0 * (numbers["grades"][better] - sum(_axes(facts).values()) / 3.0)
    found = []
    for (axis, name), value in sorted(parts.items(), key=lambda item: (item[1], item[0])):
        target = value + max(missing, 0.0) * sum(1 for a, _n in parts if a == axis)
        if target <= 1.0 + 1e-9:
            found.extend(_lever(name, facts, min(target, 1.0), better, words))
    if "spread" in crossed(facts):
        limit = float(numbers["no_go"]["sovereign_spread_share"])
        found.insert(0, _spread_lever(facts, limit, better, words))
    return found


def _lever(name: str, facts: Facts, target: float, better: str, words: Words) -> list[tuple[str, Facts]]:
    """Return the change that brings one part to a target from 0 to 1, none where nobody can make it."""
    numbers = method_numbers()
    ends = {**numbers["bankability"]["appealing"], **numbers["bankability"]["low_risk"]}
    if name == "ticket" and facts.investment_eur > 0:
        amount = target * numbers["bankability"]["scalable"]["smallest_ticket_eur"]
        sites = math.ceil(round(amount / facts.investment_eur, 9))
        changed = replace(facts, investment_eur=sites * facts.investment_eur)
        return [(words.sentence(_LEVERS[name], count=sites, grade=better), changed)]
    if name == "demonstrations":
        count = math.ceil(round(target * numbers["evidence_full_count"], 9))
        more = count - facts.demonstrations_count
        changed = replace(facts, demonstrations_count=count)
        return [(words.sentence(_LEVERS[name], count=more, grade=better), changed)]
    if name == "ratio" and (facts.savings_to_investment_ratio or 0.0) > 0:
        ratio = _at(target, ends["ratio_worst"], ends["ratio_best"])
        # a cost lower by c divides the ratio of worth to cost by 1 - c
        lower = words.share(1.0 - (facts.savings_to_investment_ratio or 0.0) / ratio)
        changed = replace(facts, savings_to_investment_ratio=ratio)
        return [(words.sentence(_LEVERS[name], share=lower, grade=better), changed)]
    if name == "payback":
        years = _at(target, ends["payback_worst_years"], ends["payback_best_years"])
        text = words.change("payback", facts.investor_payback_years, years, better)
        return [(text, replace(facts, investor_payback_years=years))]
    if name == "spread":
        spread = _at(target, ends["spread_worst_share"], ends["spread_best_share"])
        return [_spread_lever(facts, spread, better, words)]
    if name == "coverage":
        ratio = _at(target, ends["coverage_worst_ratio"], ends["coverage_best_ratio"])
        text = words.change("coverage", facts.coverage_p10_ratio, ratio, better)
        return [(text, replace(facts, coverage_p10_ratio=ratio))]
    return []


def _spread_lever(facts: Facts, target: float, better: str, words: Words) -> tuple[str, Facts]:
    """Return the guarantee that takes the country's spread down to a target."""
    now = words.share(facts.sovereign_spread_share or 0.0)
    text = words.sentence(_LEVERS["spread"], now=now, target=words.share(target), grade=better)
    return text, replace(facts, sovereign_spread_share=target)


def _at(part: float, worst: float, best: float) -> float:
    """Return the value that stands at a part of the way from the worst to the best end."""
    return worst + part * (best - worst)


_BEST = _("The grade is the best there is.")
_GRANT = _("A grant of {share} of the investment would lift the grade to {grade}.")
_NOT_EVEN = _("Even a grant of the whole investment alone would not lift the grade.")
# where there is no figure today: no payback within the horizon, no loan that the income carries
_FIRST = {
    "payback": _("A payback of {target} years for the investor would lift the grade to {grade}."),
    "coverage": _("A loan that is covered {target} times in the poor case would lift the grade to {grade}."),
}
_LEVERS = {
    "ticket": _("Pooling {count} sites of this size would lift the grade to {grade}."),
    "demonstrations": _("{count} more demonstrations with figures would lift the grade to {grade}."),
    "ratio": _("An investment lower by {share} would lift the grade to {grade}."),
    "payback": _(
        "A payback of {target} years for the investor instead of {now} would lift the grade to {grade}."
    ),
    "spread": _(
        "A guarantee that takes the credit spread from {now} to {target} would lift the grade to {grade}."
    ),
    "coverage": _(
        "Debt covered {target} times in the poor case instead of {now} would lift the grade to {grade}."
    ),
}
_LIFTS = {
    "readiness": _("A further replica elsewhere would prove that the solution is ready."),
    "demonstrations": _("More demonstrations with measured results would lift the grade."),
    "ticket": _(
        "Pooling the investment with other sites or cities to one million euro would lift the grade."
    ),
    "ratio": _("A lower investment or a higher value of the savings would lift the grade."),
    "payback": _("A shorter payback for the investor, by a grant or a better price, would lift the grade."),
    "loss": _("Less uncertainty in the widest inputs would lift the grade: measure them first."),
    "spread": _("A guarantee against the country's credit risk would lift the grade."),
    "coverage": _("Steadier income in the first years would let the project carry debt and lift the grade."),
}
