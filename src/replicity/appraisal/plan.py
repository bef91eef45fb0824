"""The replication plan: context, match, appraisals, and within a budget the portfolio."""

from collections.abc import Mapping
from dataclasses import dataclass

from replicity.appraisal.business_case import Appraisal, Case
from replicity.appraisal.conditions import overall
from replicity.appraisal.context import ContextValue
from replicity.appraisal.explanation import explain
from replicity.appraisal.figure_documents import evidence_hash_with, extra_figures
from replicity.appraisal.hosts import hosts
from replicity.appraisal.matching import Match, MatchedSolution, match_of
from replicity.appraisal.portfolio import Portfolio, checked_budget, portfolio_of
from replicity.appraisal.requests import Options, own_context
from replicity.catalogue.cities import City, get_city
from replicity.quantities.money import BASE_YEAR
from replicity.version import VERSION


@dataclass(frozen=True, slots=True)
class Plan:
    """A city's replication plan."""

    city: City
    context: Mapping[str, ContextValue]
    match: Match
    options: Options
    date: str
    portfolio: Portfolio | None = None

    @property
    def ranked(self) -> tuple[MatchedSolution, ...]:
        """Return the solutions that are not blocked, best first."""
        return tuple(s for s in self.match.solutions if s.rank is not None)

    @property
    def appraisals(self) -> tuple[Appraisal, ...]:
        """Return the appraisals of all solutions, in the order of the match."""
        return tuple(s.case.appraisal for s in self.match.solutions)

    def to_dict(self) -> dict[str, object]:
        """Return the plan as in the JSON."""
        return {
            "version": VERSION,
            "base_year": BASE_YEAR,
            "evidence_hash": evidence_hash_with(extra_figures(self.options.extra_figures)),
            "date": self.date,
            "language": self.options.language,
            "city": self.city.id,
            "city_name": self.city.name,
            "country": self.city.country,
            "context": {name: value.to_dict() for name, value in self.context.items()},
            "match": self.match.to_dict(),
            "appraisals": [a.to_dict() for a in self.appraisals],
            "portfolio": None if self.portfolio is None else self.portfolio.to_dict(),
        }


def plan(
    city: str,
    *,
    date: str,
    goals: Mapping[str, float] | None = None,
    budget_eur: float | None = None,
    options: Options | None = None,
) -> Plan:
    """Return the replication plan of a city, by the name that people use, dated as given (YYYY-MM-DD)."""
    return plan_of(get_city(city), goals or {}, options or Options(), date, budget_eur)


def plan_of(
    city: City, goals: Mapping[str, float], options: Options, date: str, budget_eur: float | None = None
) -> Plan:
    """Return the replication plan of a city; with a budget also what to begin within it, and when."""
    if budget_eur is not None:
        checked_budget(budget_eur)
    matched = match_of(city, goals, None, options)
    chosen = None
    if budget_eur is not None:
        cases = [s.case for s in matched.solutions]
        chosen = portfolio_of(cases, matched.context, matched.weights, budget_eur, options.language)
    return Plan(city, matched.context, matched, options, date, chosen)


def plan_of_case(case: Case, date: str) -> Plan:
    """Return the plan that knows one case alone, which is compared with nothing, for documents on it."""
    found = case.appraisal
    asked, solution = found.request, found.solution
    options = Options(
        values=asked.overrides,
        draws=asked.draws,
        seed=asked.seed,
        language=asked.language,
        extra_figures=asked.extra_figures,
        justifications=asked.justifications,
    )
    context = own_context(found.city, options)
    alone = MatchedSolution(
        solution=solution,
        case=case,
        status=overall(found.preconditions),
        rank=1,
        rank_acceptability=(1.0,),
        top3_share=1.0,
        score=1.0,
        criteria={},
        explanation=explain(case, {}, {}),
        hosts=hosts(found.city, solution, context, asked.language),
    )
    return Plan(found.city, context, Match(found.city, context, {}, (alone,), options), options, date)
