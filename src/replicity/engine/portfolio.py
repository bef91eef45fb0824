"""Which candidates, at which size, in which year, within budgets: a mixed-integer program.

Each candidate may be begun once, at one of its sizes, in one of the years. Everything that a choice
brings (carbon, value, equity) is additive over the choices, apart from declared synergies.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from replicity.engine.array import FloatArray
from replicity.engine.portfolio_rows import rows_of

# the search is cut by counting nodes, not seconds, so that the same problem has the same answer everywhere
MOST_NODES = 50_000


class NoPortfolio(ValueError):
    """Conditions that no choice can meet at once."""


@dataclass(frozen=True, slots=True)
class Order:
    """One candidate comes before another.

    Attributes
    ----------
    before, after : int
        Positions of the candidates.
    lag_years : int
        `after` begins at least so many years after `before`.
    required : bool
        Whether `after` is impossible without `before`; if not, the order holds only where both are chosen.
    """

    before: int
    after: int
    lag_years: int = 0
    required: bool = True


@dataclass(frozen=True, slots=True)
class Synergy:
    """What `second` brings more (+) or less (-), by its size and year, where `first` is chosen too.

    `gains` holds arrays of shape ``(sizes, years)`` in the unit of each objective.
    """

    first: int
    second: int
    gains: Mapping[str, FloatArray]


@dataclass(frozen=True, slots=True)
class Limit:
    """What an actor can carry a year: `use`, shape ``(candidates, sizes)``, in the year of the beginning."""

    actor: str
    use: FloatArray
    most_per_year: float


@dataclass(frozen=True, slots=True)
class Programme:
    """The candidates and the conditions.

    Attributes
    ----------
    cost_eur : array, shape ``(candidates, sizes)``
        Spent in the year of the beginning; NaN where a candidate has no such size.
    gains : mapping of objective to array, shape ``(candidates, sizes, years)``
        What a choice brings, in the unit of the objective; more is better.
    budgets_eur : array, shape ``(years,)``
        Money that comes in each year.
    carry_over : bool
        Whether money that is not spent in a year may be spent later.
    orders, synergies, limits : tuples
    exclusions : tuple of tuples of int
        Groups of which at most one is chosen.
    """

    cost_eur: FloatArray
    gains: Mapping[str, FloatArray]
    budgets_eur: FloatArray
    carry_over: bool = True
    orders: tuple[Order, ...] = ()
    exclusions: tuple[tuple[int, ...], ...] = ()
    synergies: tuple[Synergy, ...] = ()
    limits: tuple[Limit, ...] = ()

    @property
    def shape(self) -> tuple[int, int, int]:
        """Return the numbers of candidates, sizes and years."""
        candidates, sizes = self.cost_eur.shape
        return candidates, sizes, self.budgets_eur.size


@dataclass(frozen=True, slots=True)
class Tail:
    """The mean of an objective over its worst draws (conditional value at risk), as an objective of its own.

    Rockafellar and Uryasev (2000), Optimization of Conditional Value-at-Risk, Journal of Risk 2(3): with
    K draws and the worst share s, maximise ``c - sum(max(c - v_k, 0)) / (s K)``, which is linear.

    Attributes
    ----------
    name : str
        The objective that has draws; synergies add to every draw alike.
    draws : array, shape ``(draws, candidates, sizes, years)``
    worst_share : float
        Share of the draws that count as the tail (0.1: the worst tenth).
    weight : float
        Weight of the tail's mean in what is maximised.
    """

    name: str
    draws: FloatArray
    worst_share: float
    weight: float


@dataclass(frozen=True, slots=True)
class Choice:
    """A chosen portfolio.

    Attributes
    ----------
    size, year : int arrays, shape ``(candidates,)``
        Positions; -1 for a candidate that is not chosen.
    gains : mapping
        What it brings by objective, synergies included.
    spent_eur : array, shape ``(years,)``
    gap_share : float
        How far above this choice the solver's proven bound lies, relative to what was maximised.
    """

    size: NDArray[np.int64]
    year: NDArray[np.int64]
    gains: Mapping[str, float]
    spent_eur: FloatArray
    gap_share: float = field(default=0.0)

    @property
    def chosen(self) -> tuple[int, ...]:
        """Return the positions of the chosen candidates."""
        return tuple(int(i) for i in np.flatnonzero(self.size >= 0))


def portfolio(
    programme: Programme,
    weights: Mapping[str, float],
    floors: Mapping[str, float] | None = None,
    tail: Tail | None = None,
    gap_share: float = 0.01,
) -> Choice:
    """Return the choice with the greatest weighted sum of objectives.

    Parameters
    ----------
    programme : Programme
    weights : mapping
        Weight of each objective; one that is missing weighs nothing.
    floors : mapping, optional
        The least of an objective that the choice must bring.
    tail : Tail, optional
        Adds the weighted mean of the worst draws to what is maximised.
    gap_share : float
        The search ends when the best possible is proven to lie at most this share above the choice.

    Returns
    -------
    Choice

    Raises
    ------
    NoPortfolio
        If no choice meets the floors within the budgets.
    """
    # scipy.optimize takes 0.4 s to load: only who asks for a portfolio waits for it
    from scipy.optimize import Bounds, LinearConstraint, milp

    rows = rows_of(programme, weights, floors or {}, tail)
    found = milp(
        c=-rows.objective,
        constraints=LinearConstraint(rows.matrix, rows.lowest, rows.highest),
        integrality=rows.integral,
        bounds=Bounds(rows.floor, rows.ceiling),
        options={"mip_rel_gap": gap_share, "node_limit": MOST_NODES},
    )
    if found.x is None:
        raise NoPortfolio(
            "No portfolio meets all conditions within the budget; "
            "lower what it must bring or raise the budget."
        )
    picked = np.asarray(found.x[: rows.choices] > 0.5).reshape(programme.shape)
    return replace(choice_of(programme, picked), gap_share=float(found.mip_gap or 0.0))


def choice_of(programme: Programme, picked: NDArray[np.bool_]) -> Choice:
    """Return the choice that an array of yes and no, shape ``(candidates, sizes, years)``, stands for."""
    taken = np.asarray(picked.any(axis=(1, 2)))
    size = np.where(taken, picked.any(axis=2).argmax(axis=1), -1)
    year = np.where(taken, picked.any(axis=1).argmax(axis=1), -1)
    cost = np.nan_to_num(programme.cost_eur)[:, :, np.newaxis]
    gains = {name: float(gain[picked].sum()) for name, gain in programme.gains.items()}
    for synergy in programme.synergies:
        if taken[synergy.first] and taken[synergy.second]:
            for name, gain in synergy.gains.items():
                gains[name] += float(gain[picked[synergy.second]].sum())
    return Choice(size, year, gains, np.asarray((picked * cost).sum(axis=(0, 1))))


def value_draws(programme: Programme, choice: Choice, name: str, draws: FloatArray) -> FloatArray:
    """Return an objective of a choice by draw, synergies included.

    Parameters
    ----------
    draws : array, shape ``(draws, candidates, sizes, years)``

    Returns
    -------
    array, shape ``(draws,)``
    """
    chosen = list(choice.chosen)
    total = draws[:, chosen, choice.size[chosen], choice.year[chosen]].sum(axis=1)
    for synergy in programme.synergies:
        if {synergy.first, synergy.second} <= set(chosen) and name in synergy.gains:
            second = synergy.second
            total = total + synergy.gains[name][choice.size[second], choice.year[second]]
    return np.asarray(total)


def mean_of_worst(values: FloatArray, worst_share: float) -> float:
    """Return the mean of the lowest `worst_share` of the values (the last one counted in part)."""
    ranked = np.sort(np.asarray(values, dtype=np.float64))
    count = worst_share * ranked.size
    parts = np.clip(count - np.arange(ranked.size), 0.0, 1.0)
    return float((ranked * parts).sum() / count)


def frontier(
    programme: Programme, first: str, second: str, points: int = 7, gap_share: float = 0.01
) -> tuple[Choice, ...]:
    """Return choices of which none is better than another in both objectives, most of `first` at the front.

    Epsilon-constraint: between the two ends, the most of `first` is sought for rising floors of
    `second`. A thousandth of the other objective's weight keeps each point from being dominated
    (Mavrotas 2009, Applied Mathematics and Computation 213(2)).
    """
    scale = {name: max(float(np.abs(programme.gains[name]).max()), 1e-300) for name in (first, second)}

    def most(name: str, other: str, floors: Mapping[str, float] | None = None) -> Choice:
        weights = {name: 1.0 / scale[name], other: 1e-3 / scale[other]}
        return portfolio(programme, weights, floors, gap_share=gap_share)

    start, end = most(first, second), most(second, first)
    # the ends themselves are choices, so every floor between them can be met
    floors = np.linspace(start.gains[second], end.gains[second], points)[1:-1]
    between = [most(first, second, {second: float(f - 1e-9 * abs(f))}) for f in floors]
    return undominated([start, *between, end], (first, second))


def undominated(choices: Sequence[Choice], names: Sequence[str]) -> tuple[Choice, ...]:
    """Return the choices that no other equals or betters in all objectives, most of the first in front."""
    values = np.array([[c.gains[n] for n in names] for c in choices])
    kept: list[int] = []
    for index in np.lexsort(-values.T[::-1]):
        if not any((values[k] >= values[index]).all() for k in kept):
            kept.append(int(index))
    return tuple(choices[i] for i in kept)
