"""The portfolio as rows and columns of a linear program: choices first, then synergies, then the tail.

Columns: a choice for each (candidate, size, year), whole; a column for each (synergy, size, year), the
product of two choices made linear; for a tail its threshold and the shortfall of each draw.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from replicity.engine.array import FloatArray

if TYPE_CHECKING:
    from replicity.engine.portfolio import Order, Programme, Tail


@dataclass(frozen=True, slots=True)
class Rows:
    """The linear program: maximise `objective` with ``lowest <= matrix @ x <= highest``."""

    objective: FloatArray
    matrix: Any
    lowest: FloatArray
    highest: FloatArray
    integral: FloatArray
    floor: FloatArray
    ceiling: FloatArray
    choices: int


@dataclass(slots=True)
class _Block:
    """Rows that are being gathered, each as columns and coefficients."""

    row: list[FloatArray] = field(default_factory=list)
    column: list[FloatArray] = field(default_factory=list)
    entry: list[FloatArray] = field(default_factory=list)
    lowest: list[float] = field(default_factory=list)
    highest: list[float] = field(default_factory=list)

    def add(self, columns: Any, entries: Any, *, lowest: float = -np.inf, highest: float = np.inf) -> None:
        """Add one row, scaled so that its greatest coefficient is one."""
        place = np.asarray(columns).ravel()
        entry = np.broadcast_to(np.asarray(entries, dtype=np.float64), np.shape(columns)).ravel()
        scale = max(float(np.abs(entry).max(initial=0.0)), 1e-300) if entry.any() else 1.0
        self.row.append(np.full(place.size, len(self.lowest), dtype=np.float64))
        self.column.append(place)
        self.entry.append(entry / scale)
        self.lowest.append(lowest / scale)
        self.highest.append(highest / scale)


def rows_of(
    programme: Programme, weights: Mapping[str, float], floors: Mapping[str, float], tail: Tail | None
) -> Rows:
    """Return the linear program of a programme."""
    from scipy.sparse import coo_array

    sizes, years = programme.shape[1:]
    choices = int(np.prod(programme.shape))
    joint = choices + len(programme.synergies) * sizes * years
    total = joint + (0 if tail is None else 1 + tail.draws.shape[0])
    objective, floor, ceiling = np.zeros(total), np.zeros(total), np.ones(total)
    for name, weight in weights.items():
        objective[:joint] += weight * gain_row(programme, name)
    exists = ~np.isnan(programme.cost_eur)
    ceiling[:choices] = np.repeat(exists.ravel(), years)
    block = _Block()
    _once_and_within_budget(programme, block)
    _together(programme, block)
    for name, least in floors.items():
        block.add(np.arange(joint), gain_row(programme, name), lowest=least)
    if tail is not None:
        floor[joint], ceiling[joint:] = -np.inf, np.inf
        _tail(programme, tail, joint, objective, block)
    matrix = coo_array(
        (np.concatenate(block.entry), (np.concatenate(block.row).astype(int), np.concatenate(block.column))),
        shape=(len(block.lowest), total),
    ).tocsr()
    integral = (np.arange(total) < choices).astype(np.float64)
    return Rows(
        objective / max(float(np.abs(objective).max()), 1e-300), matrix, np.array(block.lowest),
        np.array(block.highest), integral, floor, ceiling, choices,
    )  # fmt: skip


def gain_row(programme: Programme, name: str) -> FloatArray:
    """Return what each choice and each synergy adds to an objective, in the order of the columns."""
    shape = programme.shape
    alone = np.nan_to_num(np.broadcast_to(programme.gains[name], shape)).ravel()
    nothing = np.zeros(shape[1:])
    joint = [np.broadcast_to(s.gains.get(name, nothing), shape[1:]).ravel() for s in programme.synergies]
    return np.concatenate([alone, *joint])


def _columns(programme: Programme) -> Any:
    """Return the number of the column of each choice, shape ``(candidates, sizes, years)``."""
    return np.arange(int(np.prod(programme.shape))).reshape(programme.shape)


def _once_and_within_budget(programme: Programme, block: _Block) -> None:
    """Add: each candidate once, one of a group, money that is there, what an actor can carry."""
    column, years = _columns(programme), programme.shape[2]
    for candidate in column:
        block.add(candidate, 1.0, highest=1.0)
    for group in programme.exclusions:
        block.add(column[list(group)], 1.0, highest=1.0)
    cost = np.nan_to_num(programme.cost_eur)[:, :, np.newaxis]
    available = np.cumsum(programme.budgets_eur) if programme.carry_over else programme.budgets_eur
    for year in range(years):
        spent = column[:, :, : year + 1] if programme.carry_over else column[:, :, year : year + 1]
        block.add(spent, cost, highest=float(available[year]))
        for limit in programme.limits:
            block.add(column[:, :, year], limit.use, highest=limit.most_per_year)


def _together(programme: Programme, block: _Block) -> None:
    """Add orders between two candidates, and the products of two choices that synergies are."""
    column, years = _columns(programme), programme.shape[2]
    for order in programme.orders:
        _in_order(order, column, years, block)
    place = column.size
    for synergy in programme.synergies:
        first = column[synergy.first].ravel()
        loses = any(float(np.min(gain)) < 0 for gain in synergy.gains.values())
        for second in column[synergy.second].ravel():
            block.add([place, second], [1.0, -1.0], highest=0.0)
            block.add([place, *first], [1.0, *[-1.0] * first.size], highest=0.0)
            if loses:
                # a loss must be borne where both are chosen
                block.add([place, second, *first], [1.0, -1.0, *[-1.0] * first.size], lowest=-1.0)
            place += 1


def _in_order(order: Order, column: Any, years: int, block: _Block) -> None:
    """Add the rows of one order: by each year, `after` has begun only if `before` had, a lag earlier."""
    for year in range(years):
        begun = column[order.after, :, : year + 1].ravel()
        last = max(year + 1 - order.lag_years, 0)
        if order.required:
            ready = column[order.before, :, :last].ravel()
            block.add([*begun, *ready], [1.0] * begun.size + [-1.0] * ready.size, highest=0.0)
        else:
            later = column[order.before, :, last:].ravel()
            block.add([*begun, *later], 1.0, highest=1.0)


def _tail(programme: Programme, tail: Tail, place: int, objective: FloatArray, block: _Block) -> None:
    """Add the threshold and the shortfall of each draw below it (both in the unit of the objective)."""
    count = tail.draws.shape[0]
    scale = max(float(np.nanmax(np.abs(tail.draws))), 1e-300)
    objective[place] = tail.weight * scale
    objective[place + 1 :] = -tail.weight * scale / (tail.worst_share * count)
    joint = gain_row(programme, tail.name)[int(np.prod(programme.shape)) :]
    for index, draw in enumerate(tail.draws):
        brought = np.concatenate([np.nan_to_num(draw).ravel(), joint]) / scale
        held = np.flatnonzero(brought)
        block.add([*held, place, place + 1 + index], [*brought[held], -1.0, 1.0], lowest=0.0)
