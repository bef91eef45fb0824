"""One appraisal: city x solution x scale x business model, to distributions with every input traceable."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from replicity.appraisal.adaptation import Adaptation, adaptation_log
from replicity.appraisal.bankability import Bankability, Facts, assess
from replicity.appraisal.bargain import Bargain, Table, signing_table, strike
from replicity.appraisal.conditions import Condition, conditions
from replicity.appraisal.consistency import Finding, findings_on
from replicity.appraisal.context import ContextValue
from replicity.appraisal.deal import discount_rates, finance_terms, model_flows, paths_of, sound_deal
from replicity.appraisal.figure_documents import ExtraFigure, evidence_hash_with
from replicity.appraisal.inputs import Input, Quote, appraisal_inputs, draw_inputs
from replicity.appraisal.measures import (
    RETURNS,
    ActorResult,
    actor_result,
    cash_returns,
    debt_measures,
    shaped,
    summaries,
    whole_investment,
)
from replicity.appraisal.ratios import energy_by_year, ratios
from replicity.appraisal.remedy import Losses, Remedy, price_with_grant, remedies
from replicity.catalogue.cities import City
from replicity.catalogue.evidence import demonstrations_of
from replicity.catalogue.methods import method_numbers
from replicity.catalogue.solutions import CatalogueSolution
from replicity.engine.array import FloatArray, running_total
from replicity.engine.business_models import business_models
from replicity.engine.business_models.contract import Deal
from replicity.engine.emissions import avoided_emissions
from replicity.engine.finance import net_present_value, payback_years
from replicity.engine.ledger import Actor, market_total
from replicity.engine.settlement import Settlement, first_investment, settle
from replicity.engine.summary import Summary, quantiles, summarise
from replicity.quantities.money import BASE_YEAR
from replicity.version import VERSION

# the points of the pictures by year are those of at most so many draws
PICTURE_DRAWS = 2500
# outside the deal's own parties: their consent is not asked
BYSTANDERS = frozenset((Actor.WORLD, Actor.STATE, Actor.LENDER))


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of an appraisal; `extra_figures` are added to the delivered evidence.

    `quotes` names those of the overrides that are quotes.
    """

    scale: float
    business_model: str
    overrides: Mapping[str, float]
    answers: Mapping[str, bool]
    draws: int
    seed: int
    language: str
    extra_figures: tuple[ExtraFigure, ...] = ()
    justifications: Mapping[str, str] = field(default_factory=dict)
    quotes: Mapping[str, Quote] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Yearly:
    """Figures by year for pictures: the 10, 50 and 90 % points of cumulative cash, and means."""

    cumulative_eur: Mapping[str, tuple[float, ...]]
    actors_eur: Mapping[str, tuple[float, ...]]
    avoided_tco2e: tuple[float, ...]
    energy_saved_kwh: tuple[float, ...]

    def to_dict(self) -> dict[str, object]:
        """Return the figures as in the JSON."""
        return {
            "cumulative_eur": {k: list(v) for k, v in self.cumulative_eur.items()},
            "actors_eur": {k: list(v) for k, v in self.actors_eur.items()},
            "avoided_tco2e": list(self.avoided_tco2e),
            "energy_saved_kwh": list(self.energy_saved_kwh),
        }


@dataclass(frozen=True, slots=True)
class Appraisal:
    """The result of one appraisal."""

    city: City
    solution: CatalogueSolution
    request: Request
    results: Mapping[str, Summary]
    probability_of_loss_share: float | None
    actors: Mapping[str, ActorResult]
    bargain: Bargain
    bankability: Bankability | None
    preconditions: tuple[Condition, ...]
    adaptation_log: tuple[Adaptation, ...]
    losers: tuple[str, ...]
    remedies: tuple[Remedy, ...]
    inputs: Mapping[str, Input]
    yearly: Yearly
    indicators: Mapping[str, float]
    evidence_hash: str

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return what is doubtful about the values that the user set."""
        asked = self.request
        return findings_on(self.city, self.solution, asked.overrides, asked.justifications, asked.language)

    def to_dict(self) -> dict[str, object]:
        """Return the appraisal as in the JSON."""
        return {
            "version": VERSION,
            "base_year": BASE_YEAR,
            "evidence_hash": self.evidence_hash,
            "city": self.city.id,
            "city_name": self.city.name,
            "country": self.city.country,
            "solution": self.solution.id,
            "scale": self.request.scale,
            "scale_name": self.solution.scale_name,
            "business_model": self.request.business_model,
            "horizon_years": self.solution.horizon_years,
            "draws": self.request.draws,
            "seed": self.request.seed,
            "results": {name: value.to_dict() for name, value in self.results.items()},
            "irr_defined_share": self.results["irr_share"].defined_share,
            "probability_of_loss_share": self.probability_of_loss_share,
            "actors": {name: value.to_dict() for name, value in self.actors.items()},
            "zone_of_agreement": self.bargain.to_dict(),
            "bankability": None if self.bankability is None else self.bankability.to_dict(),
            "preconditions": [c.to_dict() for c in self.preconditions],
            "adaptation_log": [a.to_dict() for a in self.adaptation_log],
            "losers": list(self.losers),
            "remedies": [r.to_dict() for r in self.remedies],
            "findings": [f.to_dict() for f in self.findings],
            "indicators": dict(self.indicators),
            "inputs": {name: value.to_dict() for name, value in sorted(self.inputs.items())},
            "yearly": self.yearly.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class Case:
    """An appraisal with the draws behind it, for the match and for pictures."""

    appraisal: Appraisal
    measures: Mapping[str, FloatArray]
    draws: Mapping[str, FloatArray]
    settlement: Settlement


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a deal brings to the whole and to each actor, before it is judged and mended."""

    draws: Mapping[str, FloatArray]
    deal: Deal
    table: Table
    bargain: Bargain
    settlement: Settlement
    measures: Mapping[str, FloatArray]
    results: Mapping[str, Summary]
    actors: Mapping[str, ActorResult]
    yearly: Yearly


def outcome_of(solution: CatalogueSolution, inputs: Mapping[str, Input], request: Request) -> Outcome:
    """Return the draws, the price agreed, the settled ledger, and every actor's worth, return and payback."""
    model = business_models()[request.business_model]
    draws = draw_inputs(inputs, request.seed, request.draws)
    deal = sound_deal(solution, model, draws, tuple(request.overrides))
    terms, rates = finance_terms(draws), discount_rates(draws)
    table = signing_table(deal, model, terms, rates)
    bargain = strike(table, request.overrides)
    settlement = settle(deal, model, bargain.price, terms)
    avoided = avoided_emissions(deal.flows, deal.paths)
    count, horizon = request.draws, solution.horizon_years
    # what the world is not paid is the cash of the whole investment
    cash = shaped(-settlement.before_finance.net(Actor.WORLD), count, horizon)
    measures = _measures(solution, deal, settlement, cash, avoided, rates[Actor.CITY])
    nets = {a: shaped(settlement.ledger.net(a), count, horizon) for a in settlement.ledger.actors()}
    return Outcome(
        draws=draws,
        deal=deal,
        table=table,
        bargain=bargain,
        settlement=settlement,
        measures=measures,
        results=summaries(measures),
        actors=_actors(nets, rates, settlement.investor),
        yearly=_yearly(nets, cash, avoided, energy_by_year(deal.flows, horizon + 1)),
    )


def build_case(
    city: City, solution: CatalogueSolution, context: Mapping[str, ContextValue], request: Request
) -> Case:
    """Return the appraisal of a checked request."""
    inputs = appraisal_inputs(
        city, solution, context, request.scale, request.overrides, request.extra_figures, request.quotes
    )
    found = outcome_of(solution, inputs, request)
    losses = _losses(solution, found)
    p50 = {name: summary.p50 for name, summary in found.results.items()}
    asked, model, measures = request.language, request.business_model, found.measures
    appraisal = Appraisal(
        city=city,
        solution=solution,
        request=request,
        results=found.results,
        probability_of_loss_share=None if solution.enabler else float(np.mean(measures["npv_eur"] < 0)),
        actors=found.actors,
        bargain=found.bargain,
        bankability=_bankability(solution, context, found, losses, asked),
        preconditions=conditions(solution, context, request.answers, asked, model),
        adaptation_log=adaptation_log(model, solution, context, p50, asked, request.answers),
        losers=tuple(actor.value for actor in losses.losers),
        remedies=remedies(found.table, found.bargain, losses, asked),
        inputs=inputs,
        yearly=found.yearly,
        indicators={name: float(np.mean(value)) for name, value in found.deal.flows.indicators.items()},
        evidence_hash=evidence_hash_with(request.extra_figures),
    )
    return Case(appraisal, measures, found.draws, found.settlement)


def _actors(
    nets: Mapping[Actor, FloatArray], rates: Mapping[Actor, float], investor: Actor
) -> dict[str, ActorResult]:
    """Return what the deal is for the investor and each other actor that gains or loses anything by it."""
    return {
        actor.value: actor_result(net, actor, rates[actor])
        for actor, net in nets.items()
        if actor is investor or (actor is not Actor.WORLD and np.any(net))
    }


def _measures(
    solution: CatalogueSolution,
    deal: Deal,
    settlement: Settlement,
    cash: FloatArray,
    avoided: FloatArray,
    rate: float,
) -> dict[str, FloatArray]:
    """Return the measures by draw; an enabler has its cost, but no cash return."""
    whole = whole_investment(deal.flows, cash, avoided)
    if solution.enabler:
        cost = net_present_value(-cash, rate)
        return {**dict.fromkeys(RETURNS, np.full(len(cash), np.nan)), **whole, "cost_present_value_eur": cost}
    returns = cash_returns(cash, whole["capex_eur"], avoided, rate)
    return {
        **returns,
        **ratios(deal.flows, settlement, returns["npv_eur"], rate),
        **whole,
        **debt_measures(settlement.debt, settlement.cash_available_nominal, len(cash)),
    }


def expected_cash_worth(solution: CatalogueSolution, draws: Mapping[str, FloatArray]) -> FloatArray:
    """Return the net present value of the whole investment for given inputs, eur (shape of the inputs)."""
    horizon = solution.horizon_years
    flows = model_flows(solution, draws, horizon)
    cash = market_total(flows, paths_of(draws, horizon, flows))
    return net_present_value(cash, np.asarray(draws["discount_rate_real_share"]))


def _losses(solution: CatalogueSolution, found: Outcome) -> Losses:
    """Return what each actor whose consent is needed expects and may lose; an enabler has no losers."""
    investment = float(np.mean(first_investment(found.deal.flows, solution.horizon_years)))
    expected = {
        Actor(name): result.npv_eur.mean or 0.0
        for name, result in found.actors.items()
        if Actor(name) not in BYSTANDERS and not solution.enabler
    }
    tolerance = method_numbers()["consent_tolerance_share"] * abs(investment)
    return Losses(expected, tolerance, found.settlement.investor)


def _bankability(
    solution: CatalogueSolution,
    context: Mapping[str, ContextValue],
    found: Outcome,
    losses: Losses,
    language: str,
) -> Bankability | None:
    """Return the bankability, None for an enabler."""
    if solution.enabler:
        return None
    results, table = found.results, found.table
    investor = found.actors[losses.investor.value]
    spread = context.get("sovereign_default_spread_share")
    facts = Facts(
        readiness_level=solution.readiness_level,
        demonstrations_count=len(demonstrations_of(solution.id)),
        investment_eur=results["capex_eur"].mean or 0.0,
        savings_to_investment_ratio=results["savings_to_investment_ratio"].p50,
        investor_payback_years=investor.payback_years.p50,
        investor_loss_share=investor.probability_of_loss_share,
        sovereign_spread_share=spread.value if spread and isinstance(spread.value, float) else None,
        coverage_p10_ratio=results["dscr_min_ratio"].p10,
        losers=tuple(actor.value for actor in losses.losers),
    )
    price = price_with_grant(table, found.bargain, losses.investor)
    return assess(facts, language, lambda share: _with_grant(facts, table, price, losses, share))


def _with_grant(facts: Facts, table: Table, price: float, losses: Losses, grant_share: float) -> Facts:
    """Return what bankability is judged by with a grant to the investor, all else as it is."""
    investor = losses.investor
    position = table.position(investor, price, grant_share)
    cash = np.atleast_2d(position.net_eur)
    worth = {a: table.worth(a, price, grant_share) for a in losses.expected_eur if a is not investor}
    worth[investor] = net_present_value(cash, table.rates[investor])
    served = debt_measures(position.debt, position.cash_available_nominal, len(cash))
    return replace(
        facts,
        investor_payback_years=summarise(payback_years(cash), never_is_infinite=True).p50,
        investor_loss_share=float(np.mean(worth[investor] < 0)),
        coverage_p10_ratio=summarise(served["dscr_min_ratio"]).p10,
        losers=tuple(a.value for a in losses.expected_eur if worth[a].mean() < -losses.tolerance_eur),
    )


def _yearly(
    nets: Mapping[Actor, FloatArray], cash: FloatArray, avoided: FloatArray, energy: FloatArray
) -> Yearly:
    """Return the figures by year that the pictures show."""
    # a picture needs no more, evenly taken; nothing but the picture rests on them
    cumulative = running_total(cash[:: -(-len(cash) // PICTURE_DRAWS)])
    # the draws of a year side by side in memory are ranked faster
    points = quantiles(np.ascontiguousarray(cumulative.T), (0.1, 0.25, 0.5, 0.75, 0.9))
    names = ("p10", "p25", "p50", "p75", "p90")
    return Yearly(
        cumulative_eur={n: tuple(map(float, row)) for n, row in zip(names, points, strict=True)},
        actors_eur={actor.value: tuple(map(float, net.mean(axis=0))) for actor, net in nets.items()},
        avoided_tco2e=tuple(map(float, np.broadcast_to(avoided, cash.shape).mean(axis=0))),
        energy_saved_kwh=tuple(map(float, energy)),
    )
