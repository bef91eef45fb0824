"""From flows to a settled ledger: market payments, contract, grant, debt and tax, in that order."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from replicity.engine.archetype import Flows, Kind, Side
from replicity.engine.array import FloatArray, Number, times_profile
from replicity.engine.business_models.contract import AFTER_TERM, BusinessModel, Deal
from replicity.engine.debt import Debt, DebtTerms, no_debt, size_debt
from replicity.engine.ledger import Actor, Entry, Ledger, market_entries
from replicity.engine.profiles import at_start
from replicity.engine.tax import depreciation, profit_tax


@dataclass(frozen=True, slots=True)
class FinanceTerms:
    """Grant, debt and tax of a deal.

    Attributes
    ----------
    grant_share : float or array
        Share of the first investment that the state pays to the investor.
    debt : DebtTerms
    tax_share : float or array
        Rate of the tax on profit.
    taxed : frozenset of Actor
        Who pays tax on profit.
    depreciation_years : int
        Years over which purchases are written off.
    """

    grant_share: Number
    debt: DebtTerms
    tax_share: Number
    taxed: frozenset[Actor]
    depreciation_years: int


@dataclass(frozen=True, slots=True)
class Settlement:
    """A settled deal: the ledger before finance and tax, the whole ledger, the loan and what serves it."""

    before_finance: Ledger
    ledger: Ledger
    investor: Actor
    debt: Debt
    cash_available_nominal: FloatArray
    price_index: FloatArray


@dataclass(frozen=True, slots=True)
class Position:
    """What a settled deal is for one actor: its net cash in real eur by year, and how the loan is served."""

    net_eur: FloatArray
    debt: Debt
    cash_available_nominal: FloatArray


def investor_of(model: BusinessModel, own: Mapping[Side, Actor]) -> Actor:
    """Return who pays for the thing under a business model."""
    return model.parties(own)[Side.ASSET]


def market_ledger(deal: Deal) -> Ledger:
    """Return the market payments, the same at every contract price."""
    return Ledger(market_entries(deal.flows, deal.paths, deal.parties))


def before_finance(deal: Deal, model: BusinessModel, price: Number, market: Ledger | None = None) -> Ledger:
    """Return the market payments and the contract's, before grant, debt and tax."""
    return (market or market_ledger(deal)).plus(model.payments(deal, price))


def first_investment(flows: Flows, horizon_years: int) -> FloatArray:
    """Return what is bought in year 0, eur (shape of the inputs)."""
    bought = [m.amount_eur[..., 0] for m in flows.money if m.kind is Kind.INVESTMENT]
    return np.asarray(sum(bought, np.zeros(())))


def contract_finance(before: Ledger, investor: Actor) -> float:
    """Return the expected eur that a contract brings the investor in year 0; banks lend the rest."""
    brought = [
        float(np.mean(np.asarray(e.amount_eur)[..., 0]))
        for e in before.entries
        if e.capital and e.payee is investor and e.payer not in (investor, Actor.WORLD)
    ]
    return sum(brought)


def settle(
    deal: Deal, model: BusinessModel, price: Number, terms: FinanceTerms, market: Ledger | None = None
) -> Settlement:
    """Settle a deal at a contract price.

    Parameters
    ----------
    deal : Deal
        Flows, prices and parties; arrays broadcast over draws, year axis last.
    model : BusinessModel
    price : float or array
        The contract price in the unit of its name; ignored by a model without one.
    terms : FinanceTerms
    market : Ledger, optional
        The deal's `market_ledger`, if it is at hand.

    Returns
    -------
    Settlement
        All amounts in the ledgers in real euro; what is fixed in nominal money (debt service,
        depreciation) is divided by the price index.
    """
    investor = deal.parties[Side.ASSET]
    base = before_finance(deal, model, price, market).keeping_nets()
    debt, cash = _debt(base.net(investor, capital=False), base, deal, terms)
    taxes = [
        Entry(actor, Actor.STATE, "profit_tax", _tax_eur(_cash_of(actor, base), deal, debt, actor, terms))
        for actor in base.actors()
        if actor in terms.taxed
    ]
    ledger = base.plus((*_finance(deal, debt, terms), *taxes))
    return Settlement(base, ledger, investor, debt, cash, deal.price_index())


def position_of(
    actor: Actor,
    deal: Deal,
    model: BusinessModel,
    price: Number,
    terms: FinanceTerms,
    market: Ledger | None = None,
) -> Position:
    """Return what `settle` finds for one actor, for searches: the others' taxes are left out.

    The state and the lender live on the finance and the taxes of the others: settle the whole for them.
    """
    base, investor = before_finance(deal, model, price, market), deal.parties[Side.ASSET]
    debt = no_debt(deal.horizon_years)
    if actor is not investor and actor not in terms.taxed:
        net = base.net(actor)
        return Position(net, debt, net)
    cash = _cash_of(actor, base)
    net, available = cash.running + cash.capital, cash.running
    if actor is investor:
        debt, available = _debt(cash.running, base, deal, terms)
        net = Ledger(_finance(deal, debt, terms)).net(actor) + net
    if actor in terms.taxed:
        net = net - _tax_eur(cash, deal, debt, actor, terms)
    return Position(net, debt, available)


@dataclass(frozen=True, slots=True)
class _Cash:
    """An actor's running cash, and what it buys to last, before finance and tax, real eur by year."""

    running: FloatArray
    capital: FloatArray


def _cash_of(actor: Actor, base: Ledger) -> _Cash:
    return _Cash(base.net(actor, capital=False), base.net(actor, capital=True))


def _debt(running: FloatArray, base: Ledger, deal: Deal, terms: FinanceTerms) -> tuple[Debt, FloatArray]:
    """Return the loan, and the investor's nominal cash before it that serves it."""
    investor = deal.parties[Side.ASSET]
    investment = first_investment(deal.flows, deal.horizon_years)
    cash = running * deal.price_index()
    grant = np.asarray(terms.grant_share) * investment
    to_finance = float(np.mean(investment - grant)) - contract_finance(base, investor)
    return size_debt(to_finance, cash, _debt_terms(terms.debt, base, deal)), cash


def _finance(deal: Deal, debt: Debt, terms: FinanceTerms) -> tuple[Entry, ...]:
    """Return grant, loan and debt service of the investor, real eur by year."""
    investor, start = deal.parties[Side.ASSET], at_start(deal.horizon_years)
    grant: FloatArray = np.zeros(())
    if np.any(terms.grant_share):
        grant = np.asarray(terms.grant_share) * first_investment(deal.flows, deal.horizon_years)
    return (
        Entry(Actor.STATE, investor, "grant", times_profile(grant, start), capital=True),
        Entry(Actor.LENDER, investor, "loan", debt.principal_eur * start, capital=True),
        Entry(investor, Actor.LENDER, "debt_service", debt.payment_eur / deal.price_index()),
    )


def _debt_terms(terms: DebtTerms, base: Ledger, deal: Deal) -> DebtTerms:
    """Return the terms of the loan: it ends with a contract that hands the thing over and pays no more."""
    if not any(entry.item.endswith(AFTER_TERM) for entry in base.entries):
        return terms
    shortest = int(np.min(deal.contract_term_years))
    return replace(terms, term_years=max(1, min(terms.term_years, shortest)))


def _tax_eur(cash: _Cash, deal: Deal, debt: Debt, actor: Actor, terms: FinanceTerms) -> FloatArray:
    """Return the tax on profit of an actor, in real euro by year."""
    index = deal.price_index()
    profit = np.multiply(cash.running, index)
    bought = np.multiply(cash.capital, -index)
    if actor is deal.parties[Side.ASSET]:
        profit = np.subtract(profit, debt.interest_eur, out=profit)
        if np.any(terms.grant_share):
            grant = np.asarray(terms.grant_share) * first_investment(deal.flows, deal.horizon_years)
            bought = bought - times_profile(grant, at_start(deal.horizon_years))
    profit = profit - depreciation(bought, terms.depreciation_years)
    tax = profit_tax(profit, terms.tax_share)
    tax /= index
    return tax
