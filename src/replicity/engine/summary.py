"""Draws in, figures for people out: quantiles, means and shares that never hold NaN or infinity."""

from dataclasses import dataclass

import numpy as np

from replicity.engine.array import FloatArray


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
    mean = (
        _figure(values.mean())
        if exists.all()
        else (None if never_is_infinite else _figure(values[exists].mean()))
    )
    if never_is_infinite:
        ranked = np.sort(np.where(exists, values, np.inf))
        p10, p50, p90 = (_figure(ranked[round(q * (ranked.size - 1))]) for q in (0.1, 0.5, 0.9))
    else:
        p10, p50, p90 = (_figure(q) for q in np.quantile(values[exists], (0.1, 0.5, 0.9)))
    return Summary(p10, p50, p90, mean, defined)
