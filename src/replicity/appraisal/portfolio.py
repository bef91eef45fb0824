"""A city's portfolio within a budget: what to begin at which size in which year, and what certainty costs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from replicity.appraisal.business_case import Case
from replicity.appraisal.conditions import overall
from replicity.appraisal.context import ContextValue
from replicity.appraisal.inputs import InputError
from replicity.appraisal.portfolio_programme import (
    OBJECTIVES,
    Candidates,
    candidates_of,
    draws_by_start,
    programme_of,
)
from replicity.catalogue.portfolio import PortfolioRules, portfolio_rules
from replicity.catalogue.wording import sentence as _
from replicity.catalogue.wording import translator
from replicity.engine.array import FloatArray
from replicity.engine.portfolio import (
    Choice,
    Programme,
    Tail,
    frontier,
    mean_of_worst,
    portfolio,
    value_draws,
)
from replicity.engine.summary import Summary, summarise

LARGEST_BUDGET_EUR = 1e15
# what each objective is called in the JSON
KEYS = {"carbon": "avoided_tco2e", "value": "npv_eur", "equity": "residents_npv_eur"}


@dataclass(frozen=True, slots=True)
class Item:
    """One solution of a portfolio; the year counts from 1."""

    case: Case
    scale: float
    year: int
    capex_eur: Summary
    gains: Mapping[str, Summary]

    def to_dict(self) -> dict[str, object]:
        """Return the item as in the JSON."""
        appraisal = self.case.appraisal
        return {
            "solution": appraisal.solution.id,
            "name": appraisal.solution.name.of(appraisal.request.language),
            "scale": self.scale,
            "scale_name": appraisal.solution.scale_name,
            "year": self.year,
            "capex_eur": self.capex_eur.to_dict(),
            **{KEYS[name]: gain.to_dict() for name, gain in self.gains.items()},
        }


@dataclass(frozen=True, slots=True)
class Chosen:
    """A portfolio with its totals; `worst_eur` is the mean value of the worst draws."""

    items: tuple[Item, ...]
    capex_eur: Summary
    gains: Mapping[str, Summary]
    worst_eur: float
    over_budget_share: float
    spent_eur: tuple[float, ...]
    gap_share: float

    def to_dict(self) -> dict[str, object]:
        """Return the portfolio as in the JSON."""
        return {
            "chosen": [item.to_dict() for item in self.items],
            "capex_eur": self.capex_eur.to_dict(),
            **{KEYS[name]: gain.to_dict() for name, gain in self.gains.items()},
            "worst_tenth_npv_eur": self.worst_eur,
            "probability_over_budget_share": self.over_budget_share,
            "spent_by_year_eur": list(self.spent_eur),
            "gap_share": self.gap_share,
        }


@dataclass(frozen=True, slots=True)
class Portfolio:
    """What is proposed, its robust variant, the frontier, and what was left out and why."""

    budget_eur: float
    budgets_eur: tuple[float, ...]
    weights: Mapping[str, float]
    proposed: Chosen
    robust: Chosen
    frontier: tuple[Chosen, ...]
    left_out: tuple[tuple[str, str], ...]
    rules: tuple[str, ...]
    worth_eur: Mapping[str, float] = field(default_factory=dict)

    def given_up(self, name: str) -> float:
        """Return how much less of an objective the robust portfolio expects, in the objective's unit."""
        return (self.proposed.gains[name].mean or 0.0) - (self.robust.gains[name].mean or 0.0)

    @property
    def price_of_robustness_eur(self) -> float:
        """Return what the robust portfolio gives up in expectation, tonnes and residents' gain counted in.

        They count at what the city's weights make them worth beside a euro of value (`worth_eur`), so
        the price is never below zero but for the solver's gap. Without a weight on value there is none.
        """
        return sum(worth * self.given_up(name) for name, worth in self.worth_eur.items())

    def to_dict(self) -> dict[str, object]:
        """Return the portfolio as in the JSON."""
        return {
            "budget_eur": self.budget_eur,
            "budget_by_year_eur": list(self.budgets_eur),
            "weights": dict(self.weights),
            **self.proposed.to_dict(),
            "robust": self.robust.to_dict(),
            "price_of_robustness": {
                "worth_given_up_eur": self.price_of_robustness_eur,
                "expected_npv_given_up_eur": self.given_up("value"),
                "worst_tenth_npv_gained_eur": self.robust.worst_eur - self.proposed.worst_eur,
                "avoided_tco2e_given_up": self.given_up("carbon"),
            },
            "frontier": [_point(point) for point in self.frontier],
            "left_out": [{"solution": name, "reason": reason} for name, reason in self.left_out],
            "rules": list(self.rules),
        }


def _point(point: Chosen) -> dict[str, object]:
    """Return a point of the frontier as in the JSON: expected totals and what is in it."""
    return {
        **{KEYS[name]: gain.mean for name, gain in point.gains.items()},
        "capex_eur": point.capex_eur.mean,
        "gap_share": point.gap_share,
        "chosen": [
            {"solution": i.case.appraisal.solution.id, "scale": i.scale, "year": i.year} for i in point.items
        ],
    }


def checked_budget(budget_eur: float) -> float:
    """Return the budget, or refuse what is none.

    Raises
    ------
    InputError
        For a budget that is not above zero, not finite or absurd.
    """
    if not (np.isfinite(budget_eur) and 0 < budget_eur <= LARGEST_BUDGET_EUR):
        raise InputError(
            f"The budget must be a number of euro above zero and at most {LARGEST_BUDGET_EUR:g}, "
            f"not {budget_eur:g}; leave it out for a plan without a portfolio."
        )
    return float(budget_eur)


def portfolio_of(
    cases: Sequence[Case],
    context: Mapping[str, ContextValue],
    weights: Mapping[str, float],
    budget_eur: float,
    language: str = "en",
) -> Portfolio:
    """Return the portfolio of a city from its appraised cases and its weights of criteria."""
    rules = portfolio_rules()
    budget = checked_budget(budget_eur)
    kept, left_out = _open_cases(cases, rules, language)
    own = _weights(weights, rules)
    budgets = tuple([budget / rules.years_count] * rules.years_count)
    if not kept:
        nothing = summarise(np.zeros(1))
        years = (0.0,) * rules.years_count
        empty = Chosen((), nothing, dict.fromkeys(OBJECTIVES, nothing), 0.0, 0.0, years, 0.0)
        return Portfolio(budget, budgets, own, empty, empty, (), left_out, ())
    candidates = candidates_of(kept, context, rules)
    programme = programme_of(candidates, budget, rules)
    scaled = _scaled(programme, own, rules)
    proposed = portfolio(programme, scaled, gap_share=rules.gap_share)
    robust = portfolio(
        programme,
        {name: weight for name, weight in scaled.items() if name != "value"},
        tail=Tail("value", _scenarios(candidates, rules), rules.worst_share, scaled["value"]),
        gap_share=rules.gap_share,
    )
    points = frontier(programme, "value", "carbon", rules.frontier_points_count, rules.gap_share)

    def shown(choice: Choice) -> Chosen:
        return _chosen(candidates, programme, choice, rules)

    return Portfolio(
        budget, budgets, own, shown(proposed), shown(robust), tuple(map(shown, points)), left_out,
        tuple(_rules_in_force(kept, rules, language)),
        {name: weight / scaled["value"] for name, weight in scaled.items() if scaled["value"] > 0},
    )  # fmt: skip


def _open_cases(
    cases: Sequence[Case], rules: PortfolioRules, language: str
) -> tuple[list[Case], tuple[tuple[str, str], ...]]:
    """Return the cases that can be chosen, and those left out with the reason.

    An enabler has no worth in money or carbon to be weighed; it comes in only where another needs it.
    """
    say = translator(language)
    needed = {r.before for r in rules.orders if r.required}
    kept, left_out = [], []
    for case in cases:
        solution = case.appraisal.solution
        if overall(case.appraisal.preconditions) == "blocked":
            left_out.append((solution.id, say(_("a precondition blocks it"))))
        elif solution.enabler and solution.id not in needed:
            left_out.append(
                (solution.id, say(_("an enabler has no return in money to weigh; decide on it by itself")))
            )
        else:
            kept.append(case)
    return kept, tuple(left_out)


def _weights(weights: Mapping[str, float], rules: PortfolioRules) -> dict[str, float]:
    """Return the weights of the objectives, sum one: the city's for carbon and value, ours for equity."""
    own = {
        "carbon": weights.get("carbon", 0.0),
        "value": weights.get("value", 0.0),
        "equity": rules.equity_weight,
    }
    total = sum(own.values())
    return {name: weight / total for name, weight in own.items()}


def _scaled(programme: Programme, weights: Mapping[str, float], rules: PortfolioRules) -> dict[str, float]:
    """Return the weights per unit: each objective counts by how much it can vary over the best of each."""
    ends = [portfolio(programme, {name: 1.0}, gap_share=rules.gap_share) for name in OBJECTIVES]
    found = {}
    for name in OBJECTIVES:
        reached = [end.gains[name] for end in ends]
        width = max(reached) - min(reached)
        found[name] = weights[name] / width if width > 0 else 0.0
    return found


def _scenarios(candidates: Candidates, rules: PortfolioRules) -> FloatArray:
    """Return the value of all choices on the documented number of draws, evenly taken."""
    values = draws_by_start(candidates, "value")
    return values[:: max(1, -(-values.shape[0] // rules.scenarios_count))]


def _chosen(candidates: Candidates, programme: Programme, choice: Choice, rules: PortfolioRules) -> Chosen:
    """Return a choice with its ranges, on all draws."""
    items = []
    cost = np.zeros(candidates.draws["cost"].shape[0])
    for index in choice.chosen:
        size, year = int(choice.size[index]), int(choice.year[index])
        own = candidates.draws["cost"][:, index, size]
        cost = cost + own
        gains = {
            n: summarise(candidates.draws[n][:, index, size] * candidates.timing[n][index, year])
            for n in OBJECTIVES
        }
        scale = float(candidates.scale[index, size])
        items.append(Item(candidates.cases[index], scale, year + 1, summarise(own), gains))
    totals = {n: value_draws(programme, choice, n, draws_by_start(candidates, n)) for n in OBJECTIVES}
    return Chosen(
        items=tuple(sorted(items, key=lambda i: (i.year, i.case.appraisal.solution.id))),
        capex_eur=summarise(cost),
        gains={n: summarise(v) for n, v in totals.items()},
        worst_eur=mean_of_worst(totals["value"], rules.worst_share),
        over_budget_share=float(np.mean(cost > programme.budgets_eur.sum())),
        spent_eur=tuple(map(float, choice.spent_eur)),
        gap_share=choice.gap_share,
    )


def _rules_in_force(cases: Sequence[Case], rules: PortfolioRules, language: str) -> list[str]:
    """Return the reasons of the rules between the solutions that could be chosen."""
    known = {c.appraisal.solution.id for c in cases}
    pairs = [((r.before, r.after), r.why) for r in rules.orders]
    pairs += [((r.first, r.second), r.why) for r in rules.synergies]
    pairs += [((r.solutions[0], r.solutions[-1]), r.why) for r in rules.exclusions]
    return [why.of(language) for names, why in pairs if set(names) <= known]
