"""Bankability: scalable, economically appealing, relatively low risk; one grade, and what lifts it.

Each axis is the mean of its parts, each between 0 and 1 (`data/common/criteria.yaml` holds the ends).
A no-go threshold that is crossed makes the grade D whatever the axes say.
"""

from collections.abc import Callable
from dataclasses import dataclass

from replicity.catalogue.methods import method_numbers
from replicity.catalogue.wording import sentence as _


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


def assess(facts: Facts, say: Callable[[str], str]) -> Bankability:
    """Return the bankability of a deal, its sentences through the translator `say`."""
    numbers = method_numbers()["bankability"]
    parts = {**_scalable(facts), **_appealing(facts), **_low_risk(facts)}
    axes = {
        axis: sum(v for (a, _name), v in parts.items() if a == axis)
        / sum(1 for a, _name in parts if a == axis)
        for axis in ("scalable", "appealing", "low_risk")
    }
    no_go = _no_go(facts, say)
    mean = sum(axes.values()) / 3.0
    grade = "D"
    if not no_go:
        grade = next((g for g, least in numbers["grades"].items() if mean >= least), "D")
    weakest = min(parts, key=lambda key: (parts[key], key))[1]
    lift = no_go[0] if no_go else say(_LIFTS[weakest])
    return Bankability(grade, axes["scalable"], axes["appealing"], axes["low_risk"], no_go, lift)


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


def _no_go(facts: Facts, say: Callable[[str], str]) -> tuple[str, ...]:
    limits = method_numbers()["bankability"]["no_go"]
    found = []
    if facts.investor_loss_share > limits["investor_loss_share"]:
        found.append(
            say(
                _(
                    "The investor loses in more than half of the draws; lower the cost or find a higher price or a grant."
                )
            )
        )
    if (facts.sovereign_spread_share or 0.0) > limits["sovereign_spread_share"]:
        found.append(
            say(_("The country's credit spread is above 12 per cent; a guarantee from outside is needed."))
        )
    if facts.readiness_level < limits["readiness_level"]:
        found.append(
            say(_("The solution is not ready for the market (readiness level below 6); pilot it first."))
        )
    if facts.losers:
        found.append(
            say(
                _(
                    "Someone whose consent is needed expects to lose; agree on a side payment or another price first."
                )
            )
        )
    return tuple(found)


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
