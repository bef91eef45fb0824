"""The zone of agreement: contract prices at which neither side expects to lose."""

from collections.abc import Callable
from dataclasses import dataclass

from scipy.optimize import brentq

_REACH = 2.0**40  # a price this many times the first guess means that there is none
_LEAP, _MARGIN = 4.0, 1.1
_EXACT = 1e-7


@dataclass(frozen=True, slots=True)
class Zone:
    """The lowest price that the seller accepts and the highest that the buyer accepts.

    Either may be None when no price satisfies that side. There is an agreement where lowest <= highest.
    """

    lowest: float | None
    highest: float | None

    @property
    def exists(self) -> bool:
        """Tell whether there is a price that both accept."""
        return self.proposed is not None

    @property
    def proposed(self) -> float | None:
        """Return the price that splits the expected gain by halves, None without agreement."""
        if self.lowest is None or self.highest is None or self.lowest > self.highest:
            return None
        return 0.5 * (self.lowest + self.highest)


def acceptable_price(gain: Callable[[float], float], *, rises: bool, guess: float) -> float | None:
    """Return the price at which an expected gain that is monotone in the price is zero.

    Parameters
    ----------
    gain : callable
        Expected net present value of one side, eur, at a price.
    rises : bool
        True for the seller (gains with the price), False for the buyer.
    guess : float
        A positive price of the right order of magnitude; it only sets the scale of the search.

    Returns
    -------
    float or None
        The break-even price, at least 0. For the seller 0 when it gains even at no price; None when no
        price is high enough. For the buyer None when it loses even at no price.

    Notes
    -----
    The gain is affine in the price but for taxes, losses carried forward and sized debt, so a straight line
    through two prices nearly meets the root; Brent's method ends the search.
    """
    gains: dict[float, float] = {}

    def worth(price: float) -> float:
        if price not in gains:
            gains[price] = gain(price)
        # so little of what is at stake is nothing: the search ends there
        return 0.0 if abs(gains[price]) <= exact else gains[price]

    exact = 0.0
    if rises and worth(0.0) >= 0:
        return 0.0
    if not rises and worth(0.0) < 0:
        return None
    low, high = 0.0, guess
    while (worth(high) < 0) is rises:
        low, high = high, _further(low, worth(low), high, worth(high))
        if high > guess * _REACH:
            return None
    exact = _EXACT * max(map(abs, gains.values()))
    return float(brentq(worth, low, high, xtol=_EXACT * high, rtol=_EXACT))


def _further(low: float, at_low: float, high: float, at_high: float) -> float:
    """Return a price beyond a pair of the same sign: where their line crosses zero, and a little further."""
    towards_zero = abs(at_high) < abs(at_low)
    if not towards_zero:
        return _LEAP * high
    crossing = (low * at_high - high * at_low) / (at_high - at_low)
    return min(_MARGIN * crossing, _LEAP * high)
