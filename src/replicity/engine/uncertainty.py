"""Uncertain inputs: a spread by its 10 %, 50 % and 90 % points, drawn by Latin hypercube.

Every input has its own stream, named by seed, scope and name: a new input does not disturb the others,
and two scenarios, two business models or two cities share the draws that they should share.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

import numpy as np
from scipy.special import expit, logit, ndtri

from replicity.engine.array import FloatArray

Shape = Literal["fixed", "normal", "lognormal", "logitnormal", "uniform"]
SHAPES: Final[tuple[Shape, ...]] = ("fixed", "normal", "lognormal", "logitnormal", "uniform")

_Z90: Final = float(ndtri(0.9))


class SpreadError(ValueError):
    """A spread whose three points do not fit its shape."""


# streams of so many draws and fewer are kept: solutions, models and cities share them
KEPT_DRAWS: Final = 10_000
KEPT_STREAMS: Final = 128


@dataclass(frozen=True, slots=True, eq=False)
class Stream:
    """Draws of an input before its spread is known: probabilities (0..1) and their normal scores."""

    probability: FloatArray
    score: FloatArray


@dataclass(frozen=True, slots=True)
class Spread:
    """What is believed of a number.

    Attributes
    ----------
    low, mode, high : float
        The 10 %, 50 % and 90 % points, in the number's unit.
    shape : str
        ``fixed`` (always `mode`); ``normal``, ``lognormal``, ``logitnormal``: normal on the plain, log or
        logit scale with a spread of its own on either side of the median, so that all three points are
        met exactly; ``uniform``: equally likely between the points that put 10 % outside either end.

    Raises
    ------
    SpreadError
        If the points are not in order, or outside what the shape can hold.
    """

    low: float
    mode: float
    high: float
    shape: Shape = "normal"

    def __post_init__(self) -> None:
        if self.shape not in SHAPES:
            raise SpreadError(f"The shape '{self.shape}' is not known; use one of {', '.join(SHAPES)}.")
        if not all(np.isfinite(v) for v in (self.low, self.mode, self.high)):
            raise SpreadError("Low, mode and high must be finite numbers.")
        if not self.low <= self.mode <= self.high:
            raise SpreadError(
                f"Low, mode and high must be in order, not {self.low}, {self.mode}, {self.high}."
            )
        if self.shape == "lognormal" and self.low <= 0:
            raise SpreadError(f"A lognormal number is above zero, but low is {self.low}.")
        if self.shape == "logitnormal" and not (self.low > 0 and self.high < 1):
            raise SpreadError(f"A logitnormal number is between 0 and 1, not {self.low} to {self.high}.")

    @classmethod
    def fixed(cls, value: float) -> "Spread":
        """Return the spread of a number that is known."""
        return cls(value, value, value, "fixed")

    @property
    def is_fixed(self) -> bool:
        """Tell whether every draw is the same."""
        return self.shape == "fixed" or self.low == self.high

    def quantile(self, probability: FloatArray | float) -> FloatArray:
        """Return the number that is not exceeded with the given probability (0..1), elementwise."""
        p = np.asarray(probability, dtype=np.float64)
        return self.at(Stream(p, p if self.is_fixed or self.shape == "uniform" else np.asarray(ndtri(p))))

    def at(self, stream: "Stream") -> FloatArray:
        """Return the number at each draw of a stream, as `quantile` of its probabilities."""
        if self.is_fixed:
            return np.full(stream.probability.shape, self.mode)
        if self.shape == "uniform":
            return np.asarray(self.low + (stream.probability - 0.1) / 0.8 * (self.high - self.low))
        if self.shape == "lognormal":
            return np.exp(_two_piece(stream.score, np.log(self.low), np.log(self.mode), np.log(self.high)))
        if self.shape == "logitnormal":
            return np.asarray(
                expit(_two_piece(stream.score, logit(self.low), logit(self.mode), logit(self.high)))
            )
        return _two_piece(stream.score, self.low, self.mode, self.high)


@dataclass(frozen=True, slots=True)
class TabledSpread(Spread):
    """What is believed of a number, told by many points: for distributions that no shape fits.

    Attributes
    ----------
    probabilities, points : tuple of float
        Both rising; between two points the number is linear in the normal score of the probability,
        beyond the ends it stays at the end.
    """

    probabilities: tuple[float, ...] = ()
    points: tuple[float, ...] = ()

    @classmethod
    def of(cls, probabilities: FloatArray, points: FloatArray) -> "TabledSpread":
        """Return the spread of a table of quantiles, which may not fall.

        Raises
        ------
        SpreadError
            If the points fall or are not finite.
        """
        if np.any(np.diff(points) < 0) or not np.all(np.isfinite(points)):
            raise SpreadError("A table of quantiles must hold finite numbers that never fall.")
        score = ndtri(probabilities)
        low, mode, high = np.interp((-_Z90, 0.0, _Z90), score, points)
        return cls(
            float(low),
            float(mode),
            float(high),
            "normal",
            tuple(map(float, probabilities)),
            tuple(map(float, points)),
        )

    def quantile(self, probability: FloatArray | float) -> FloatArray:
        """Return the number that is not exceeded with the given probability (0..1), elementwise."""
        p = np.asarray(probability, dtype=np.float64)
        return self.at(Stream(p, np.asarray(ndtri(p))))

    def at(self, stream: Stream) -> FloatArray:
        """Return the number at each draw of a stream, as `quantile` of its probabilities."""
        return np.asarray(np.interp(stream.score, ndtri(np.array(self.probabilities)), self.points))


def _two_piece(z: FloatArray, low: float, mode: float, high: float) -> FloatArray:
    """Return the two-piece normal quantile that meets the three points at z = -1.28, 0, +1.28."""
    value = np.where(z < 0, (mode - low) / _Z90, (high - mode) / _Z90)
    value *= z
    value += mode
    return value


@lru_cache(maxsize=16)
def cell_middles(draws: int) -> Stream:
    """Return the middles of as many equal cells of probability as there are draws, in rising order."""
    middles = (np.arange(draws) + 0.5) / draws
    stream = Stream(middles, np.asarray(ndtri(middles)))
    stream.probability.flags.writeable = stream.score.flags.writeable = False
    return stream


def _stream(seed: int, scope: str, name: str, draws: int) -> Stream:
    """Return a Latin hypercube of one dimension: the middles of `draws` equal cells, shuffled.

    Parameters
    ----------
    seed : int
        The one seed of the run.
    scope : str
        Which draws are shared: ``world``, ``country:CL``, ``city:geonames:1``, ``solution:...``.
    name : str
        Name of the input.
    draws : int
        Number of draws, at least 1.

    Notes
    -----
    The middles of the cells, not a point at random in each: what is drawn of one input has then the same
    points for every seed, and its normal scores are looked up, not computed.

    References
    ----------
    McKay, M. D., Beckman, R. J. and Conover, W. J. (1979), A comparison of three methods for selecting values
    of input variables in the analysis of output from a computer code, Technometrics 21(2).
    """
    digest = hashlib.sha256(f"{seed}|{scope}|{name}".encode()).digest()
    generator = np.random.Generator(np.random.PCG64(int.from_bytes(digest[:16], "big")))
    order, middles = generator.permutation(draws), cell_middles(draws)
    return Stream(middles.probability[order], middles.score[order])


def stream_of(seed: int, scope: str, name: str, draws: int) -> Stream:
    """Return the stream of an input with its normal scores; not to be written to."""
    return (
        _kept_stream(seed, scope, name, draws) if draws <= KEPT_DRAWS else _stream(seed, scope, name, draws)
    )


@lru_cache(maxsize=KEPT_STREAMS)
def _kept_stream(seed: int, scope: str, name: str, draws: int) -> Stream:
    stream = _stream(seed, scope, name, draws)
    stream.probability.flags.writeable = stream.score.flags.writeable = False
    return stream


def correlate(streams: Sequence[Stream], rank_correlation: FloatArray) -> tuple[Stream, ...]:
    """Reorder streams so that they have a rank correlation, and leave each stream's values as they are.

    Iman and Conover (1982), A distribution-free approach to inducing rank correlation among input
    variables, Communications in Statistics B 11(3), with normal scores.

    Parameters
    ----------
    streams : sequence of Stream
        The first keeps its order.
    rank_correlation : array, shape ``(inputs, inputs)``, positive definite
        Pearson correlation of the normal scores.
    """
    mixed = np.linalg.cholesky(rank_correlation) @ np.stack([stream.score for stream in streams])
    return (streams[0], *map(_in_order_of, mixed[1:]))


def _in_order_of(row: FloatArray) -> Stream:
    """Return the points of all streams in the order of a row."""
    order, middles = np.argsort(row), cell_middles(row.size)
    probability, score = np.empty(row.size), np.empty(row.size)
    probability[order], score[order] = middles.probability, middles.score
    return Stream(probability, score)
