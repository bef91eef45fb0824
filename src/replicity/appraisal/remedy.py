"""Who loses and what mends it: for each actor, the smallest side payment, grant or change of the price.

All three bring the actor's expected net present value, after tax and finance, up to minus the tolerance. A
side payment is made once when the contract is signed, untaxed, by the actor that gains most.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from replicity.appraisal.bargain import Bargain, Table, price_guess, within_unit
from replicity.catalogue.labels import label, shown
from replicity.catalogue.wording import sentence as _
from replicity.catalogue.wording import translator
from replicity.engine.agreement import acceptable_price
from replicity.engine.ledger import Actor
from replicity.quantities.suffixes import unit_of
from replicity.quantities.writing import money

# a gain of less than a cent is the rounding of a price that gives all of it away
LEAST_PAYMENT_EUR = 0.01


@dataclass(frozen=True, slots=True)
class Remedy:
    """One way to mend the loss of one actor.

    `kind` is side_payment, grant or price; `amount` in the unit of `name`. `from_actor` is who makes a side
    payment. `accepted` tells whether those who pay for it still do not lose.
    """

    actor: str
    kind: str
    name: str
    amount: float
    from_actor: str | None
    accepted: bool
    sentence: str

    def to_dict(self) -> dict[str, object]:
        """Return the remedy as in the JSON."""
        return {
            "actor": self.actor,
            "kind": self.kind,
            "name": self.name,
            "amount": self.amount,
            "unit": unit_of(self.name),
            "from_actor": self.from_actor,
            "accepted": self.accepted,
            "sentence": self.sentence,
        }


@dataclass(frozen=True, slots=True)
class Losses:
    """What there is to mend: expected worth by actor whose consent is needed, and the tolerance (eur)."""

    expected_eur: Mapping[Actor, float]
    tolerance_eur: float
    investor: Actor

    @property
    def losers(self) -> tuple[Actor, ...]:
        """Return those who expect to lose more than the tolerance."""
        return tuple(actor for actor, worth in self.expected_eur.items() if worth < -self.tolerance_eur)


def remedies(table: Table, bargain: Bargain, losses: Losses, language: str) -> tuple[Remedy, ...]:
    """Return what mends each loss at the contract price in force, nothing where nobody loses."""
    found: list[Remedy | None] = []
    left = dict(losses.expected_eur)
    for actor in losses.losers:
        found.append(_side_payment(actor, losses, left, language))
        if actor is losses.investor:
            found.append(_grant(table, bargain, losses, language))
        if actor in (table.seller, table.buyer):
            found.append(_price(table, actor, losses, language))
    return tuple(remedy for remedy in found if remedy is not None)


def price_with_grant(table: Table, bargain: Bargain, investor: Actor) -> float:
    """Return the contract price that goes with a grant to the investor.

    Where the parties agree it is the price in force; else the one that the other side just accepts, for then
    the grant must close the whole gap.
    """
    if bargain.origin != "no agreement" or bargain.zone is None:
        return bargain.price
    limits = {table.seller: bargain.zone.highest, table.buyer: bargain.zone.lowest}
    limit = limits.get(investor)
    return bargain.price if limit is None else limit


def _side_payment(actor: Actor, losses: Losses, left: dict[Actor, float], language: str) -> Remedy | None:
    """Return the payment from the largest gainer; what one loser takes is gone for the next."""
    payer = max(left, key=lambda a: left[a])
    if left[payer] < LEAST_PAYMENT_EUR or payer is actor:
        return None
    amount = -losses.expected_eur[actor] - losses.tolerance_eur
    left[payer] -= amount
    accepted = left[payer] >= -losses.tolerance_eur
    text = (
        _("{actor}: a payment of {amount} would mend the loss; who gains most can make it: {payer}.")
        if accepted
        else _(
            "{actor}: a payment of {amount} would mend the loss, more than what who gains most has: {payer}."
        )
    )
    words = translator(language)(text).format(
        actor=label(actor, language), payer=label(payer, language), amount=money(amount, language)
    )
    return Remedy(actor, "side_payment", "side_payment_eur", amount, payer, accepted, words)


def _grant(table: Table, bargain: Bargain, losses: Losses, language: str) -> Remedy | None:
    """Return the smallest grant to an investor that loses, None where even a whole one does not do."""
    investor, price = losses.investor, price_with_grant(table, bargain, losses.investor)

    def gain(share: float) -> float:
        return table.expected(investor, price, share) + losses.tolerance_eur

    if gain(1.0) < 0:
        return None
    share = acceptable_price(gain, rises=True, guess=1.0)
    if share is None or share <= 0:
        return None
    text = _("{actor}: a grant of {share} of the investment would mend the loss.")
    if price != bargain.price:
        text = _(
            "{actor}: a grant of {share} of the investment, with {name} at {price}, would mend the loss."
        )
    words = translator(language)(text).format(
        actor=label(investor, language),
        share=shown(share, "share", language),
        name=label(bargain.name or "", language),
        price=shown(price, unit_of(bargain.name), language) if bargain.name else "",
    )
    return Remedy(investor, "grant", "grant_share", share, Actor.STATE, True, words)


def _price(table: Table, actor: Actor, losses: Losses, language: str) -> Remedy | None:
    """Return the price at which a seller or buyer no longer loses, and whether the other still agrees."""
    contract, seller, buyer = table.model.price, table.seller, table.buyer
    if contract is None or seller is None or buyer is None or seller is buyer:
        return None
    other = buyer if actor is seller else seller

    def gain(price: float) -> float:
        return table.expected(actor, price) + losses.tolerance_eur

    found = acceptable_price(gain, rises=actor is seller, guess=price_guess(table))
    price = within_unit(contract.name, found)
    if price is None:
        return None
    accepted = table.expected(other, price) >= -losses.tolerance_eur
    text = (
        _("{actor}: {name} at {price} would mend the loss, and the other side still agrees.")
        if accepted
        else _("{actor}: {name} at {price} would mend the loss, but then the other side loses.")
    )
    words = translator(language)(text).format(
        actor=label(actor, language),
        name=label(contract.name, language),
        price=shown(price, unit_of(contract.name), language),
    )
    return Remedy(actor, "price", contract.name, price, None, accepted, words)
