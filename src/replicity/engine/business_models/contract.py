"""What a contract is: who takes which side, its one price, and the payments that follow from both."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np

from replicity.engine.archetype import Flows, Side
from replicity.engine.array import FloatArray, Number, by_year
from replicity.engine.ledger import Actor, Entry, market_entries
from replicity.engine.prices import Paths
from replicity.engine.profiles import years

_Kept = TypeVar("_Kept")

# how the payments after a handover are named
AFTER_TERM = "_after_term"


@dataclass(frozen=True, slots=True)
class Deal:
    """Everything that a contract may look at.

    Attributes
    ----------
    flows, paths : Flows, Paths
        The solution's differences to the counterfactual and the prices.
    parties : mapping
        The actor on each side, as this business model assigns them.
    user : Actor
        The actor that pays today's bills, the buyer in most contracts; the party on the user's side
        where the parties name one.
    contract_term_years : float or array
        Years that the contract runs; after it the thing passes to the user.
    inflation_share : float or array
        Inflation a year, for what is fixed in nominal money.
    horizon_years : int
    """

    flows: Flows
    paths: Paths
    parties: Mapping[Side, Actor]
    user: Actor
    contract_term_years: Number
    inflation_share: Number
    horizon_years: int
    _kept: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Let the party on the user's side be the user: a model may move today's bills, as to tenants."""
        object.__setattr__(self, "user", self.parties.get(Side.USER, self.user))

    def in_term(self) -> FloatArray:
        """Return 1 in the years in which the contract runs, else 0."""
        year = years(self.horizon_years)
        runs = (year >= 1) & (year <= by_year(self.contract_term_years))
        return np.asfortranarray(runs.astype(np.float64))

    def price_index(self) -> FloatArray:
        """Return the nominal price level relative to year 0 by year (ratio)."""
        return np.asarray((1.0 + by_year(self.inflation_share)) ** years(self.horizon_years))

    def once(self, name: str, made: Callable[["Deal"], _Kept]) -> _Kept:
        """Return what does not depend on the contract price, made once for all prices that are tried."""
        if name not in self._kept:
            self._kept[name] = made(self)
        kept: _Kept = self._kept[name]
        return kept


@dataclass(frozen=True, slots=True)
class ContractPrice:
    """The price that two sides agree on: its name with unit, who sells, on which side the buyer stands."""

    name: str
    seller: Side
    buyer: Side = Side.USER


@dataclass(frozen=True, slots=True)
class BusinessModel:
    """A set of contracts between the actors.

    Attributes
    ----------
    id : str
    takes : mapping
        Who takes the sides that the contract moves; a side that is not named stays with the user's party
        (asset, operation) or with the solution's own (household, public).
    price : ContractPrice or None
        The contract price to be agreed, None where no contract is needed.
    payments : callable
        ``payments(deal, price) -> tuple[Entry, ...]``: between actors only, never with the world.
    needs_service : str or None
        The physical output that the price is paid for; a solution without it cannot use the model.
    """

    id: str
    takes: Mapping[Side, Actor]
    price: ContractPrice | None
    payments: Callable[[Deal, Number], tuple[Entry, ...]]
    needs_service: str | None = None

    def parties(self, own: Mapping[Side, Actor]) -> dict[Side, Actor]:
        """Return who stands on each side, from the solution's own parties and this model."""
        base = {Side.ASSET: own[Side.USER], Side.OPERATION: own[Side.USER], **own}
        return {**base, **self.takes}


def no_payments(deal: Deal, price: Number) -> tuple[Entry, ...]:
    """Return nothing: the market entries are the whole deal."""
    return ()


def handover(deal: Deal) -> tuple[Entry, ...]:
    """Return the user's takeover after the term: it then bears the costs and keeps what is left.

    The seller goes on paying the world in the ledger; the user pays it back, amount for amount.
    """
    return deal.once("handover", _handover)


def _handover(deal: Deal) -> tuple[Entry, ...]:
    after = (years(deal.horizon_years) > by_year(deal.contract_term_years)).astype(np.float64)
    sellers = {deal.parties[Side.ASSET], deal.parties[Side.OPERATION]} - {deal.user}
    own = {Side.ASSET, Side.OPERATION}
    flows = Flows(
        money=tuple(line for line in deal.flows.money if line.side in own),
        energy=tuple(line for line in deal.flows.energy if line.side in own),
    )
    entries = market_entries(flows, deal.paths, deal.parties)
    return tuple(
        Entry(deal.user, e.payer, e.item + AFTER_TERM, e.amount_eur * after, e.capital)
        for e in entries
        if e.payer in sellers
    )
