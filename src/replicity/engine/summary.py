"""Draws in, figures for people out: quantiles, means and shares that never hold NaN or infinity."""

from dataclasses import dataclass

import numpy as np

from replicity.engine.array import FloatArray

POINTS = (0.1, 0.5, 0.9)


@dataclass(frozen=True, slots=True)
class Summary:
    """The 10 %, 50 % and 90 % points and the mean of a result; None where the figure does not exist."""

    p10: float | None
    p50: float | None
    p90: float | None
    mean: float | None
    defined_share: float = 1.0

    def to_dict(self) -> dict[str, float | None]:
        """Return the figures by name, as in the JSON."""
        return {"p10": self.p10, "p50": self.p50, "p90": self.p90, "mean": self.mean}


def _figure(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def quantiles(values: FloatArray, probabilities: tuple[float, ...]) -> FloatArray:
    """Return the points that are not exceeded with given probabilities, linear between two draws.

    As ``np.quantile(values, probabilities, axis=-1)`` for finite values, without its checks.

    Parameters
    ----------
    values : array, shape ``(..., draws)``
    probabilities : tuple of float
        From 0 to 1.

    Returns
    -------
    array, shape ``(probabilities, ...)``
    """
    places = np.array(probabilities) * (values.shape[-1] - 1)
    below = np.floor(places).astype(np.int64)
    above = np.minimum(below + 1, values.shape[-1] - 1)
    ranked = np.partition(values, sorted({*below, *above}), axis=-1)
    low, high = ranked[..., below], ranked[..., above]
    return np.moveaxis(low + (high - low) * (places - below), -1, 0)


def summarise(draws: FloatArray, *, never_is_infinite: bool = False) -> Summary:
    """Summarise a result over its draws.

    Parameters
    ----------
    draws : array
        All axes are draws. NaN means that the result does not exist in that draw.
    never_is_infinite : bool
        For times such as the payback: NaN ('never') counts as infinity in the quantiles, and a quantile
        that is infinite is None. Otherwise the quantiles are of the draws in which the result exists.

    Returns
    -------
    Summary
        With `defined_share`, the share of draws in which the result exists.
    """
    values = np.asarray(draws, dtype=np.float64).ravel()
    exists = np.isfinite(values)
    defined = float(exists.mean()) if values.size else 0.0
    if not exists.any():
        return Summary(None, None, None, None, 0.0)
    whole = bool(exists.all())
    kept = values if whole else values[exists]
    mean = None if never_is_infinite and not whole else _figure(kept.mean())
    if never_is_infinite:
        ranks = [round(q * (values.size - 1)) for q in POINTS]
        ranked = np.partition(np.where(exists, values, np.inf), ranks)
        p10, p50, p90 = (_figure(ranked[rank]) for rank in ranks)
    else:
        p10, p50, p90 = (_figure(point) for point in quantiles(kept, POINTS))
    return Summary(p10, p50, p90, mean, defined)
