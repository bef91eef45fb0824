"""From figures to places: linear scales with round ticks, and amounts of euro in a fitting unit."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from replicity.catalogue.wording import sentence as _
from replicity.catalogue.wording import translator
from replicity.quantities.writing import written


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear scale from a domain to places on the picture."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return the place of a value."""
        span = self.high - self.low
        return self.start + (value - self.low) / span * (self.end - self.start)


def ticks(low: float, high: float, count: int = 5) -> list[float]:
    """Return about so many round values that hold the domain between the first and the last."""
    if not (math.isfinite(low) and math.isfinite(high)) or high <= low:
        low, high = (low - 1.0, low + 1.0) if math.isfinite(low) else (0.0, 1.0)
    rough = (high - low) / max(count, 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(s * power for s in (1, 2, 2.5, 5, 10) if s * power >= rough * (1 - 1e-9))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(i * step, 12) for i in range(first, last + 1)]


def bounds(values: Iterable[float | None]) -> tuple[float, float]:
    """Return the smallest and the largest of the finite values and zero."""
    known = [v for v in values if v is not None and math.isfinite(v)]
    return min([0.0, *known]), max([0.0, *known])


@dataclass(frozen=True, slots=True)
class EuroUnit:
    """The unit in which amounts of a size are written."""

    factor: float
    name: str


def euro_unit(largest: float, language: str) -> EuroUnit:
    """Return the unit that leaves one to three digits before the point."""
    say = translator(language)
    if largest >= 1e6:
        return EuroUnit(1e6, say(_("€ million")))
    if largest >= 1e3:
        return EuroUnit(1e3, say(_("€ thousand")))
    return EuroUnit(1.0, "€")


def amount(value: float, unit: EuroUnit, language: str) -> str:
    """Return an amount in its unit, with a true minus sign."""
    return signed(value / unit.factor, language)


def signed(value: float, language: str) -> str:
    """Return a number with a true minus sign."""
    return written(value, language).replace("-", "\N{MINUS SIGN}")
