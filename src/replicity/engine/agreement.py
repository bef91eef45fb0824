"""The zone of agreement: contract prices at which neither side expects to lose."""

from collections.abc import Callable
from dataclasses import dataclass

_REACH = 2.0**40  # a price this many times the first guess means that there is none
_STEPS = 100
_EXACT = 1e-8


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
    The gain is affine in the price but for taxes, losses carried forward and sized debt: a secant
    step is nearly exact, and the Illinois form of false position keeps the root between two prices.
    """
    low, at_low = 0.0, gain(0.0)
    if rises and at_low >= 0:
        return 0.0
    if not rises and at_low < 0:
        return None
    high, at_high = guess, gain(guess)
    while (at_high < 0) is rises:
        low, at_low = high, at_high
        high *= 4.0
        if high > guess * _REACH:
            return None
        at_high = gain(high)
    return _root(gain, low, at_low, high, at_high)


def _root(gain: Callable[[float], float], low: float, at_low: float, high: float, at_high: float) -> float:
    """Return the root of a continuous function between two points of opposite sign (Illinois method)."""
    exact = _EXACT * max(abs(at_low), abs(at_high))
    for _ in range(_STEPS):
        middle = (low * at_high - high * at_low) / (at_high - at_low)
        at_middle = gain(middle)
        if abs(at_middle) <= exact or abs(high - low) <= _EXACT * abs(high):
            return middle
        if at_middle * at_high < 0:
            low, at_low = high, at_high
        else:
            at_low /= 2.0
        high, at_high = middle, at_middle
    return middle
