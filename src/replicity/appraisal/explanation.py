"""Why a solution stands where it stands: what lifts it, what holds it back, what would change it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from replicity.appraisal.business_case import Case, expected_cash_worth
from replicity.appraisal.information import Datum, information
from replicity.catalogue.labels import label, shown
from replicity.catalogue.methods import criteria
from replicity.catalogue.wording import sentence as _
from replicity.catalogue.wording import translator
from replicity.engine.sensitivity import Swing, swings

LIFTS = 0.6  # a value above this lifts a solution
HOLDS = 0.4  # a value below this holds it back
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Explanation:
    """Sentences for people, and the swings behind them."""

    reasons: tuple[str, ...]
    held_back_by: tuple[str, ...]
    would_change_it: tuple[str, ...]
    swings: tuple[Swing, ...]
    most_valuable_datum: Datum | None = None


def explain(case: Case, values: Mapping[str, float | None], weights: Mapping[str, float]) -> Explanation:
    """Return the explanation of a case from the expected values of its criteria."""
    language = case.appraisal.request.language
    say = translator(language)
    known = {name: v for name, v in values.items() if v is not None}
    ups = sorted((n for n, v in known.items() if v > LIFTS), key=lambda n: -weights[n] * known[n])
    downs = sorted((n for n, v in known.items() if v < HOLDS), key=lambda n: -weights[n] * (1 - known[n]))
    line = say(_("{criterion}: {value} of 100"))
    reasons = [_criterion_line(line, n, known[n], language) for n in ups[:SHOWN]]
    held = [_criterion_line(line, n, known[n], language) for n in downs[:SHOWN]]
    held += [c.question for c in case.appraisal.preconditions if c.status == "blocked"]
    found = cash_swings(case)
    changing = _would_change(case, found, language)
    return Explanation(tuple(reasons), tuple(held), changing, found, information(case).most_valuable)


def cash_swings(case: Case) -> tuple[Swing, ...]:
    """Return which inputs move the net present value of the whole investment, widest first."""
    if case.appraisal.solution.enabler:
        return ()
    spreads = {name: item.spread for name, item in case.appraisal.inputs.items()}
    return swings(spreads, lambda draws: expected_cash_worth(case.appraisal.solution, draws))


def break_even(case: Case, name: str) -> float | None:
    """Return the value of an input at which the net present value is zero, the rest at the middle.

    Looked for from a fifth of the input's 10 % point to five times its 90 % point; None where the sign
    does not change there.
    """
    item = case.appraisal.inputs[name]
    low, high = item.spread.low / 5.0, item.spread.high * 5.0
    if not low < high or low <= 0:
        return None
    if item.unit == "share":
        high = min(high, 1.0)
    grid = np.geomspace(low, high, 200)
    middle = {n: np.asarray(i.spread.mode) for n, i in case.appraisal.inputs.items()}
    worth = np.broadcast_to(expected_cash_worth(case.appraisal.solution, {**middle, name: grid}), grid.shape)
    changes = np.flatnonzero(np.sign(worth[:-1]) != np.sign(worth[1:]))
    if changes.size == 0:
        return None
    nearest = changes[np.argmin(np.abs(np.log(grid[changes] / max(item.spread.mode, low))))]
    x0, x1, y0, y1 = grid[nearest], grid[nearest + 1], worth[nearest], worth[nearest + 1]
    return float(x0 - y0 * (x1 - x0) / (y1 - y0))


def _criterion_line(line: str, name: str, value: float, language: str) -> str:
    return line.format(criterion=criteria()[name].name.of(language), value=round(100 * value))


def _would_change(case: Case, found: tuple[Swing, ...], language: str) -> tuple[str, ...]:
    """Return the sentences on break-even values, open conditions and bankability."""
    say = translator(language)
    sentences = []
    for swing in found[:SHOWN]:
        turning = break_even(case, swing.name)
        if turning is not None:
            item = case.appraisal.inputs[swing.name]
            sentences.append(
                say(_("{name}: it breaks even at {turning} (now {now})")).format(
                    name=label(swing.name, language),
                    turning=shown(turning, item.unit, language),
                    now=shown(item.spread.mode, item.unit, language),
                )
            )
    unmet = (c for c in case.appraisal.preconditions if c.status in ("blocked", "conditional"))
    sentences.extend(condition.remedy for condition in unmet)
    if case.appraisal.bankability is not None:
        sentences.append(case.appraisal.bankability.lift)
    return tuple(sentences[: SHOWN + 2])
