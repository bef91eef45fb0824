"""Which input moves the result: one at a time from its 10 % to its 90 % point, the others at their middle."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from replicity.engine.array import FloatArray
from replicity.engine.uncertainty import Spread


@dataclass(frozen=True, slots=True)
class Swing:
    """The result when one input stands at its 10 % and at its 90 % point."""

    name: str
    at_low: float
    at_high: float

    @property
    def width(self) -> float:
        """Return how far the result moves."""
        return abs(self.at_high - self.at_low)


def swings(
    spreads: Mapping[str, Spread], result: Callable[[Mapping[str, FloatArray]], FloatArray]
) -> tuple[Swing, ...]:
    """Return the swing of every uncertain input, widest first, in one vectorised evaluation.

    Parameters
    ----------
    spreads : mapping
        What is believed of each input.
    result : callable
        From a mapping of input name to array, shape ``(cases,)``, to the result, shape ``(cases,)``.
    """
    names = [name for name, spread in spreads.items() if not spread.is_fixed]
    middle = {name: float(spread.quantile(0.5)) for name, spread in spreads.items()}
    cases = {name: np.full(2 * len(names), value) for name, value in middle.items()}
    for index, name in enumerate(names):
        cases[name][2 * index] = spreads[name].quantile(0.1)
        cases[name][2 * index + 1] = spreads[name].quantile(0.9)
    if not names:
        return ()
    values = np.broadcast_to(result(cases), (2 * len(names),))
    found = [Swing(n, float(values[2 * i]), float(values[2 * i + 1])) for i, n in enumerate(names)]
    return tuple(sorted(found, key=lambda swing: (-swing.width, swing.name)))
