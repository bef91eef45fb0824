"""The match: which solutions fit a city, how sure the ranking is, what lifts and what holds back each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from replicity.appraisal.business_case import Case, build_case
from replicity.appraisal.conditions import overall
from replicity.appraisal.context import ContextValue
from replicity.appraisal.explanation import Explanation, explain
from replicity.appraisal.figure_documents import evidence_hash_with, extra_figures
from replicity.appraisal.hosts import Host, evidence_score, hosts
from replicity.appraisal.inputs import InputError
from replicity.appraisal.requests import Options, checked, own_context, request_of
from replicity.catalogue.cities import City, get_city
from replicity.catalogue.methods import criteria, method_numbers
from replicity.catalogue.solutions import CatalogueSolution, catalogue
from replicity.engine.acceptability import rank_acceptability, scores, uncertain_weights, value
from replicity.engine.array import FloatArray
from replicity.quantities.money import BASE_YEAR
from replicity.version import VERSION

NEAREST_HOSTS = 3


@dataclass(frozen=True, slots=True)
class MatchedSolution:
    """One solution's place in the match."""

    solution: CatalogueSolution
    case: Case
    status: str
    rank: int | None
    rank_acceptability: tuple[float, ...]
    top3_share: float
    score: float
    criteria: Mapping[str, float | None]
    explanation: Explanation
    hosts: tuple[Host, ...]

    def to_dict(self) -> dict[str, object]:
        """Return the solution's place as in the JSON."""
        datum = self.explanation.most_valuable_datum
        return {
            "solution": self.solution.id,
            "name": self.solution.name.of(self.case.appraisal.request.language),
            "track": self.solution.track,
            "rank": self.rank,
            "rank_acceptability": list(self.rank_acceptability),
            "top3_share": self.top3_share,
            "score": self.score,
            "status": self.status,
            "criteria": dict(self.criteria),
            "reasons": list(self.explanation.reasons),
            "held_back_by": list(self.explanation.held_back_by),
            "would_change_it": list(self.explanation.would_change_it),
            "most_valuable_datum": None if datum is None else datum.to_dict(),
            "hosts": [host.to_dict() for host in self.hosts[:NEAREST_HOSTS]],
        }


@dataclass(frozen=True, slots=True)
class Match:
    """The ranked solutions of a city; blocked ones are listed last, without a rank."""

    city: City
    context: Mapping[str, ContextValue]
    weights: Mapping[str, float]
    solutions: tuple[MatchedSolution, ...]
    options: Options

    def to_dict(self) -> dict[str, object]:
        """Return the match as in the JSON."""
        return {
            "version": VERSION,
            "base_year": BASE_YEAR,
            "evidence_hash": evidence_hash_with(extra_figures(self.options.extra_figures)),
            "city": self.city.id,
            "city_name": self.city.name,
            "country": self.city.country,
            "weights": dict(self.weights),
            "draws": self.options.draws,
            "seed": self.options.seed,
            "solutions": [s.to_dict() for s in self.solutions],
        }


def match(
    city: str,
    *,
    goals: Mapping[str, float] | None = None,
    track: int | None = None,
    options: Options | None = None,
) -> Match:
    """Return the match of a city, by the name that people use."""
    return match_of(get_city(city), goals or {}, track, options or Options())


def match_of(city: City, goals: Mapping[str, float], track: int | None, options: Options) -> Match:
    """Return the match of a city with the city's own goals (weights by criterion) for a track or all."""
    weights = goal_weights(goals)
    chosen = [s for s in catalogue().values() if track is None or track in (s.track, *s.tracks_also)]
    if not chosen:
        raise InputError(f"There is no track {track} with solutions; the tracks are 1 to 5.")
    # a value for another solution's input is no mistake in a match, so all names of the catalogue are known
    checked(options, list(catalogue().values()))
    context = own_context(city, options)
    cases = [build_case(city, s, context, request_of(s, context, options)) for s in chosen]
    open_cases = [c for c in cases if overall(c.appraisal.preconditions) != "blocked"]
    blocked = [c for c in cases if overall(c.appraisal.preconditions) == "blocked"]
    found_hosts = {s.id: hosts(city, s, context, options.language) for s in chosen}
    ranked = _ranked(open_cases, found_hosts, weights, context, options)
    listed = [_blocked(case, found_hosts[case.appraisal.solution.id]) for case in blocked]
    return Match(city, context, weights, (*ranked, *listed), options)


def goal_weights(goals: Mapping[str, float]) -> dict[str, float]:
    """Return the weight of each criterion: ours, replaced by the city's where it names them, summing to one.

    Raises
    ------
    InputError
        For an unknown goal or weights that cannot be used.
    """
    known = criteria()
    for name, weight in goals.items():
        if name not in known:
            raise InputError(f"There is no goal '{name[:80]}'; use one of: {', '.join(known)}.")
        if not (np.isfinite(weight) and 0 <= weight <= 1e6):
            raise InputError(
                f"The weight of goal '{name}' must be a number from 0 to 1000000, not {weight:g}."
            )
    weights = {name: float(goals.get(name, c.weight)) for name, c in known.items()}
    total = sum(weights.values())
    if total == 0:
        raise InputError("All goals have the weight 0; give at least one of them a positive weight.")
    return {name: weight / total for name, weight in weights.items()}


def _ranked(
    cases: Sequence[Case],
    found_hosts: Mapping[str, tuple[Host, ...]],
    weights: Mapping[str, float],
    context: Mapping[str, ContextValue],
    options: Options,
) -> list[MatchedSolution]:
    """Return the solutions that are not blocked, best expected score first."""
    if not cases:
        return []
    measured = [_measures(c, found_hosts[c.appraisal.solution.id], context) for c in cases]
    values = np.stack([_values(m, options.draws) for m in measured])
    drawn = uncertain_weights(
        np.array([weights[name] for name in criteria()]),
        method_numbers()["weights_concentration"],
        options.seed,
        options.draws,
    )
    scored = scores(values, drawn)
    acceptability = rank_acceptability(scored)
    means = scored.mean(axis=1)
    order = sorted(range(len(cases)), key=lambda i: (-means[i], cases[i].appraisal.solution.id))
    found = []
    for rank, index in enumerate(order, start=1):
        case = cases[index]
        expected = {
            name: None if np.isnan(row).all() else float(np.nanmean(row))
            for name, row in zip(criteria(), values[index], strict=True)
        }
        found.append(
            MatchedSolution(
                solution=case.appraisal.solution,
                case=case,
                status=overall(case.appraisal.preconditions),
                rank=rank,
                rank_acceptability=tuple(map(float, acceptability[index])),
                top3_share=float(acceptability[index][:3].sum()),
                score=float(means[index]),
                criteria=expected,
                explanation=explain(case, expected, weights),
                hosts=found_hosts[case.appraisal.solution.id],
            )
        )
    return found


def _blocked(case: Case, found: tuple[Host, ...]) -> MatchedSolution:
    """Return the place of a blocked solution: listed with what blocks it, not ranked."""
    return MatchedSolution(
        case.appraisal.solution, case, "blocked", None, (), 0.0, 0.0, {}, explain(case, {}, {}), found
    )


def _measures(
    case: Case, found: tuple[Host, ...], context: Mapping[str, ContextValue]
) -> dict[str, FloatArray]:
    """Return what the criteria look at, by the names of their measures."""
    appraisal = case.appraisal
    inhabitants = context["population_count"].value
    people = inhabitants if isinstance(inhabitants, float) and inhabitants > 0 else np.nan
    near = [host.nearness_share for host in found]
    bankability = appraisal.bankability
    with np.errstate(divide="ignore", invalid="ignore"):
        per_euro = case.measures["npv_eur"] / case.measures["capex_eur"]
    return {
        "avoided_kgco2e_per_inhabitant_per_year": case.measures["avoided_tco2e_per_year"] * 1000.0 / people,
        "npv_per_euro_invested_ratio": per_euro,
        "bankability_score": np.asarray(np.nan if bankability is None else bankability.score),
        "evidence_score": np.asarray(evidence_score(appraisal.solution.id)),
        "nearness_share": np.asarray(np.mean(sorted(near)[-NEAREST_HOSTS:]) if near else np.nan),
        "readiness_level_score": np.asarray(float(appraisal.solution.readiness_level)),
        "lead_time_years": np.asarray(appraisal.solution.lead_time_years),
    }


def _values(measures: Mapping[str, FloatArray], draws: int) -> FloatArray:
    """Return the values of all criteria, shape ``(criteria, draws)``."""
    rows = [value(measures[c.measure], c.worst, c.best, log=c.log) for c in criteria().values()]
    return np.stack([np.broadcast_to(row, (draws,)) for row in rows])
