"""The contract price: what the user set, or what splits the expected gain between the two sides."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from replicity.engine.agreement import Zone, acceptable_price
from replicity.engine.array import FloatArray
from replicity.engine.business_models.contract import BusinessModel, Deal
from replicity.engine.finance import net_present_value
from replicity.engine.ledger import Actor
from replicity.engine.settlement import FinanceTerms, settle
from replicity.quantities.suffixes import unit_of

# the price is agreed before the draws are known: an expectation over these many is enough to settle it
BARGAINING_DRAWS = 1000


@dataclass(frozen=True, slots=True)
class Bargain:
    """The price in force, where it comes from (`user`, `proposed`, `no agreement`, `none`), and the zone."""

    price: float
    name: str | None
    origin: str
    zone: Zone | None

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
        }


def strike(
    deal: Deal,
    model: BusinessModel,
    terms: FinanceTerms,
    rates: Mapping[Actor, float],
    overrides: Mapping[str, float],
) -> Bargain:
    """Return the price of a deal and its zone of agreement.

    Without agreement the price is the middle of what either side needs, so that the loss is shared and
    shown, not hidden.
    """
    if model.price is None:
        return Bargain(0.0, None, "none", None)
    name = model.price.name
    zone = _zone(deal, model, terms, rates)
    if name in overrides:
        return Bargain(float(overrides[name]), name, "user", zone)
    if zone.proposed is not None:
        return Bargain(zone.proposed, name, "proposed", zone)
    known = [p for p in (zone.lowest, zone.highest) if p is not None]
    return Bargain(float(np.mean(known)) if known else 0.0, name, "no agreement", zone)


def _zone(deal: Deal, model: BusinessModel, terms: FinanceTerms, rates: Mapping[Actor, float]) -> Zone:
    """Return the lowest price for the seller and the highest for the buyer, after tax and finance."""
    assert model.price is not None  # noqa: S101 - asked only for a model with a price
    seller, buyer = deal.parties[model.price.seller], deal.parties[model.price.buyer]
    if seller == buyer:
        return Zone(None, None)
    few = thin(deal, BARGAINING_DRAWS)

    def gain(actor: Actor, price: float) -> float:
        cash = settle(few, model, price, terms).ledger.net(actor)
        return float(np.mean(net_present_value(np.atleast_2d(cash), rates[actor])))

    guess = _guess(few, model)
    lowest = acceptable_price(lambda p: gain(seller, p), rises=True, guess=guess)
    highest = acceptable_price(lambda p: gain(buyer, p), rises=False, guess=guess)
    if unit_of(model.price.name) == "share":
        highest = None if highest is None else min(highest, 1.0)
        lowest = None if lowest is None or lowest > 1.0 else lowest
    return Zone(lowest, highest)


def _guess(deal: Deal, model: BusinessModel) -> float:
    """Return a price of the right size: what pays one euro, scaled to the largest market payment."""
    unit = sum(
        float(np.mean(np.abs(np.asarray(e.amount_eur)).sum(axis=-1))) for e in model.payments(deal, 1.0)[:1]
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
        return held[:: -(-held.shape[0] // draws)]

    flows, paths = deal.flows, deal.paths
    return replace(
        deal,
        flows=replace(
            flows,
            money=tuple(replace(m, amount_eur=cut(m.amount_eur)) for m in flows.money),
            energy=tuple(replace(e, amount=cut(e.amount)) for e in flows.energy),
            transfers=tuple(replace(t, amount_eur=cut(t.amount_eur)) for t in flows.transfers),
            services={n: cut(v) for n, v in flows.services.items()},
        ),
        paths=replace(
            paths,
            price_eur={c: cut(v) for c, v in paths.price_eur.items()},
            emission_kgco2e={c: cut(v) for c, v in paths.emission_kgco2e.items()},
        ),
    )
