"""The contract price: what the user set, or what splits the expected gain between the two sides."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from replicity.engine.agreement import Zone, acceptable_price
from replicity.engine.archetype import Side
from replicity.engine.array import FloatArray
from replicity.engine.business_models.contract import BusinessModel, Deal
from replicity.engine.draw_blocks import arrays_of, with_arrays
from replicity.engine.finance import net_present_value
from replicity.engine.ledger import Actor, Ledger
from replicity.engine.settlement import (
    FinanceTerms,
    Position,
    first_investment,
    market_ledger,
    position_of,
    settle,
)
from replicity.quantities.suffixes import unit_of

# the price is agreed before the draws are known: an expectation over these many is enough to settle it
BARGAINING_DRAWS = 2000
# who lives on the finance and the taxes of the others
FINANCED = frozenset((Actor.STATE, Actor.LENDER))
# a loan at its break-even rate is worth nothing in every draw: what is left is the rounding of the search
_ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class Bargain:
    """The price in force, where it comes from (`user`, `proposed`, `no agreement`, `none`), and the zone.

    `regret_seller_share` and `regret_buyer_share` are the shares of draws in which that side is worse off
    than without the deal at the price in force; None where there is no price.
    """

    price: float
    name: str | None
    origin: str
    zone: Zone | None
    regret_seller_share: float | None = None
    regret_buyer_share: float | None = None

    def to_dict(self) -> dict[str, object] | None:
        """Return the zone of agreement as in the JSON."""
        if self.zone is None or self.name is None:
            return None
        return {
            "lowest": self.zone.lowest,
            "highest": self.zone.highest,
            "proposed": self.zone.proposed,
            "in_force": self.price,
            "origin": self.origin,
            "name": self.name,
            "unit": unit_of(self.name),
            "regret_seller_share": self.regret_seller_share,
            "regret_buyer_share": self.regret_buyer_share,
        }


@dataclass(frozen=True, slots=True)
class Table:
    """The deal as the parties see it when they sign: some of the draws, and what each price brings to whom.

    Worths that were computed once are kept: searches for a price and for what mends a loss ask for the same.
    """

    deal: Deal
    model: BusinessModel
    terms: FinanceTerms
    rates: Mapping[Actor, float]
    market: Ledger | None = None
    _known: dict[tuple[float, float], dict[Actor, FloatArray]] = field(default_factory=dict, repr=False)

    @property
    def seller(self) -> Actor | None:
        """Return who is paid the contract price, None without one."""
        return None if self.model.price is None else self.deal.parties[self.model.price.seller]

    @property
    def buyer(self) -> Actor | None:
        """Return who pays the contract price, None without one."""
        return None if self.model.price is None else self.deal.parties[self.model.price.buyer]

    def position(self, actor: Actor, price: float, grant_share: float) -> Position:
        """Return what the deal is for one actor at a price and a grant."""
        terms = replace(self.terms, grant_share=grant_share)
        if actor in FINANCED:
            settled = settle(self.deal, self.model, price, terms, self.market)
            return Position(settled.ledger.net(actor), settled.debt, settled.cash_available_nominal)
        return position_of(actor, self.deal, self.model, price, terms, self.market)

    def worth(self, actor: Actor, price: float, grant_share: float | None = None) -> FloatArray:
        """Return an actor's net present value by draw after tax and finance, eur."""
        grant = float(np.mean(self.terms.grant_share)) if grant_share is None else grant_share
        if actor not in FINANCED and actor is not self.deal.parties[Side.ASSET]:
            grant = 0.0  # goes to the investor: what it is makes no difference to the others
        known = self._known.setdefault((price, grant), {})
        if actor not in known:
            cash = np.atleast_2d(self.position(actor, price, grant).net_eur)
            known[actor] = np.asarray(net_present_value(cash, self.rates[actor]))
        return known[actor]

    def regret(self, actor: Actor | None, price: float) -> float | None:
        """Return the share of draws in which an actor is worse off, roundings apart; None without one."""
        if actor is None:
            return None
        worth = self.worth(actor, price)
        rounding = _ROUNDING * float(np.mean(first_investment(self.deal.flows, self.deal.horizon_years)))
        return float(np.mean(worth < -rounding))

    def expected(self, actor: Actor, price: float, grant_share: float | None = None) -> float:
        """Return the mean of an actor's net present value, eur."""
        return float(np.mean(self.worth(actor, price, grant_share)))


def signing_table(
    deal: Deal, model: BusinessModel, terms: FinanceTerms, rates: Mapping[Actor, float]
) -> Table:
    """Return what the parties look at when they sign."""
    few = thin(deal, BARGAINING_DRAWS)
    return Table(few, model, terms, rates, market_ledger(few).keeping_nets())


def strike(table: Table, overrides: Mapping[str, float]) -> Bargain:
    """Return the price of a deal, its zone of agreement, and how likely each side regrets the price.

    Without agreement the price is the middle of what either side needs, so that the loss is shared and
    shown, not hidden.
    """
    if table.model.price is None:
        return Bargain(0.0, None, "none", None)
    name = table.model.price.name
    zone = _zone(table)
    known = [p for p in (zone.lowest, zone.highest) if p is not None]
    if name in overrides:
        price, origin = float(overrides[name]), "user"
    elif zone.proposed is not None:
        price, origin = zone.proposed, "proposed"
    else:
        price, origin = (float(np.mean(known)) if known else 0.0), "no agreement"
    return Bargain(
        price, name, origin, zone, table.regret(table.seller, price), table.regret(table.buyer, price)
    )


def within_unit(name: str, price: float | None) -> float | None:
    """Return a price that its unit allows: a share above 1 is none."""
    return None if price is not None and unit_of(name) == "share" and price > 1.0 else price


def _zone(table: Table) -> Zone:
    """Return the lowest price for the seller and the highest for the buyer, after tax and finance."""
    seller, buyer = table.seller, table.buyer
    if table.model.price is None or seller is None or buyer is None or seller == buyer:
        return Zone(None, None)
    guess = price_guess(table)
    lowest = acceptable_price(lambda p: table.expected(seller, p), rises=True, guess=guess)
    highest = acceptable_price(lambda p: table.expected(buyer, p), rises=False, guess=guess)
    if highest is not None and unit_of(table.model.price.name) == "share":
        highest = min(highest, 1.0)
    return Zone(within_unit(table.model.price.name, lowest), highest)


def price_guess(table: Table) -> float:
    """Return a price of the right size: what pays one euro, scaled to the largest market payment."""
    deal = table.deal
    unit = sum(
        float(np.mean(np.abs(np.asarray(e.amount_eur)).sum(axis=-1)))
        for e in table.model.payments(deal, 1.0)[:1]
    )
    market = max(
        (float(np.mean(np.abs(line.amount_eur).sum(axis=-1))) for line in deal.flows.money), default=1.0
    )
    return max(market, 1.0) / unit if unit > 0 else 1.0


def thin(deal: Deal, draws: int) -> Deal:
    """Return a deal with at most so many of its draws, evenly taken."""

    def cut(array: FloatArray) -> FloatArray:
        held = np.asarray(array)
        if held.ndim < 2 or held.shape[0] <= draws:
            return held
        return held[:: -(-held.shape[0] // draws)].copy(order="F")

    flows, paths = deal.flows, deal.paths
    return replace(
        deal,
        flows=with_arrays(flows, map(cut, arrays_of(flows))),
        paths=replace(
            paths,
            price_eur={c: cut(v) for c, v in paths.price_eur.items()},
            emission_kgco2e={c: cut(v) for c, v in paths.emission_kgco2e.items()},
        ),
    )
