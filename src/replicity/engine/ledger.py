"""All payments, each with two sides: payer, payee, item, amount by year.

Because every entry has both sides, the nets of all actors, `world` included, cancel. A contract between
actors inside the city's economy only moves money: the sum over them stays what the world is paid.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from replicity.engine.archetype import Carrier, Flows, Kind, Side
from replicity.engine.array import FloatArray
from replicity.engine.prices import Paths


class Actor(StrEnum):
    """Those who pay and are paid."""

    CITY = "city"
    OWNER = "owner"  # of the building or land: developer, housing company or association
    RESIDENT = "resident"
    UTILITY = "utility"
    PROVIDER = "provider"  # energy service company, operator
    LENDER = "lender"
    STATE = "state"
    WORLD = "world"  # suppliers and markets outside the deal


@dataclass(frozen=True, slots=True)
class Entry:
    """One payment stream from payer to payee in real euro of the base year, by year.

    `capital` marks what is bought to last (it is depreciated, and no part of the cash that serves debt).
    """

    payer: Actor
    payee: Actor
    item: str
    amount_eur: FloatArray
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Ledger:
    """A set of entries.

    `start` is a ledger with the first of the entries whose nets are kept, so that many ledgers that begin
    alike (a search for a price) add them up once.
    """

    entries: tuple[Entry, ...]
    start: "Ledger | None" = None
    _nets: dict[tuple[Actor, bool | None], FloatArray] | None = field(default=None, repr=False, compare=False)

    def keeping_nets(self) -> "Ledger":
        """Return the same ledger, which adds up each net once and keeps it."""
        return Ledger(self.entries, self.start, {})

    def plus(self, entries: Iterable[Entry]) -> "Ledger":
        """Return a ledger with more entries."""
        return Ledger(self.entries + tuple(entries), self.start if self._nets is None else self)

    def actors(self) -> tuple[Actor, ...]:
        """Return the actors that pay or are paid, in the order of `Actor`."""
        seen = {e.payer for e in self.entries} | {e.payee for e in self.entries}
        return tuple(actor for actor in Actor if actor in seen)

    def net(self, actor: Actor, *, capital: bool | None = None) -> FloatArray:
        """Return what the actor receives minus what it pays, eur by year.

        Parameters
        ----------
        actor : Actor
        capital : bool, optional
            Only the capital entries (True) or only the others (False).
        """
        if self._nets is not None:
            key = (actor, capital)
            if key not in self._nets and capital is None:
                self._nets[key] = self.net(actor, capital=False) + self.net(actor, capital=True)
            elif key not in self._nets:
                self._nets[key] = Ledger(self.entries, self.start).net(actor, capital=capital)
            return self._nets[key]
        before = np.zeros(1) if self.start is None else self.start.net(actor, capital=capital)
        added = self.entries if self.start is None else self.entries[len(self.start.entries) :]
        own = [
            entry
            for entry in added
            if entry.payer != entry.payee
            and actor in (entry.payer, entry.payee)
            and (capital is None or entry.capital is capital)
        ]
        if not own:
            return before
        # one array for the sum: a new one for each entry costs more than the addition
        shape = np.broadcast_shapes(before.shape, *(np.shape(entry.amount_eur) for entry in own))
        total = np.empty(shape, order="F")
        total[...] = before
        for entry in own:
            if entry.payee is actor:
                total += entry.amount_eur
            else:
                total -= entry.amount_eur
        return total


def market_entries(flows: Flows, paths: Paths, parties: Mapping[Side, Actor]) -> tuple[Entry, ...]:
    """Return what the sides pay to the world for the solution, at market prices, and to each other.

    Parameters
    ----------
    flows : Flows
        Differences to the counterfactual.
    paths : Paths
        Prices of the carriers by year.
    parties : mapping
        Who stands on each side.
    """
    entries = [
        Entry(parties[line.side], Actor.WORLD, line.name, line.amount_eur, line.kind is not Kind.OPERATION)
        for line in flows.money
    ]
    for energy in flows.energy:
        amount = energy.amount * paths.price_eur[energy.carrier]
        if energy.carrier is Carrier.EXPORT:
            amount = -amount
        entries.append(Entry(parties[energy.side], Actor.WORLD, energy.name, amount))
    entries.extend(Entry(parties[t.payer], parties[t.payee], t.name, t.amount_eur) for t in flows.transfers)
    return tuple(entries)


def market_total(flows: Flows, paths: Paths) -> FloatArray:
    """Return the solution's own cash flow at market prices, eur by year: what it saves less what it costs."""
    bought = [(e.carrier, e.amount * paths.price_eur[e.carrier]) for e in flows.energy]
    amounts = [line.amount_eur for line in flows.money] + [worth for _, worth in bought]
    total = np.zeros(np.broadcast_shapes((1,), *map(np.shape, amounts)), order="F")
    for line in flows.money:
        total -= line.amount_eur
    for carrier, worth in bought:
        if carrier is Carrier.EXPORT:
            total += worth
        else:
            total -= worth
    return total
