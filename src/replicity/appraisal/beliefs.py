"""What we believe of every value that may be entered: our inputs, the city's context, and the evidence."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy.special import stdtrit

from replicity.appraisal.context import city_context
from replicity.appraisal.inputs import appraisal_inputs
from replicity.catalogue.cities import City
from replicity.catalogue.countries import countries, price_tables
from replicity.catalogue.evidence import PanelRow, demonstrations, panel_rows
from replicity.catalogue.solutions import CatalogueSolution
from replicity.engine.uncertainty import Spread
from replicity.quantities.money import BASE_YEAR, to_base_eur

# of a certain kind: measured or modelled for the place itself, not carried over from elsewhere
OF_THE_PLACE = ("modelled", "observed")
FEWEST_FIGURES = 4
TAIL = 0.01


@dataclass(frozen=True, slots=True)
class Belief:
    """What we believe of one number, and whether it is of the place itself."""

    spread: Spread
    of_the_place: bool

    def reach(self) -> tuple[float, float]:
        """Return the 1 % and 99 % points."""
        low, high = self.spread.quantile(np.array([TAIL, 1.0 - TAIL]))
        return float(low), float(high)


@dataclass(frozen=True, slots=True)
class Experience:
    """Where a new figure of a metric is expected: the 1 % and 99 % points, and from how many places."""

    low: float
    high: float
    count: int


def beliefs(city: City, solution: CatalogueSolution) -> dict[str, Belief]:
    """Return our belief of every number of the context and every input of a solution in a city."""
    context = city_context(city)
    people = context["population_count"].value
    scale = solution.default_scale.of(people if isinstance(people, float) else 0.0)
    found = {
        name: Belief(value.spread(), value.status in OF_THE_PLACE)
        for name, value in context.items()
        if isinstance(value.value, float)
    }
    for name, item in appraisal_inputs(city, solution, context, scale, {}).items():
        if name != solution.scale_name:  # its size is the city's choice, of which we believe nothing
            found[name] = Belief(item.spread, item.status in OF_THE_PLACE)
    return found


def _amount(row: PanelRow) -> float | None:
    """Return the value of a panel row, money in euro of the base year."""
    if not row.currency:
        return row.value
    if row.amount is None:
        return None
    country = demonstrations()[row.demonstration_id].country
    place = country if country in countries() else None
    year = min(row.price_year or row.year or BASE_YEAR, BASE_YEAR)
    try:
        return float(
            to_base_eur(
                price_tables(), row.amount, row.currency, year, place if place in countries() else None
            )
        )
    except (LookupError, ValueError):
        return None


@lru_cache(maxsize=64)
def experiences(solution: str) -> Mapping[str, Experience]:
    """Return what the evidence of a solution lets expect, by metric (money under the name in euro).

    A new figure's 98 % interval from Student's t on the logarithms, or on the plain scale where a figure
    is not positive; at least four places, one figure each.
    """
    by_metric: dict[str, dict[str, float]] = {}
    for row in panel_rows():
        value = _amount(row) if row.solution == solution else None
        if value is not None:
            by_metric.setdefault(row.metric.replace("_money", "_eur"), {})[row.demonstration_id] = value
    found = {}
    for metric, values in by_metric.items():
        if len(values) >= FEWEST_FIGURES:
            found[metric] = _expected(np.array(sorted(values.values())))
    return found


def _expected(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Experience:
    count = values.size
    positive = bool(np.all(values > 0))
    scaled = np.log(values) if positive else values
    half = float(stdtrit(count - 1, 1.0 - TAIL) * scaled.std(ddof=1) * np.sqrt(1.0 + 1.0 / count))
    low, high = float(scaled.mean()) - half, float(scaled.mean()) + half
    return Experience(
        float(np.exp(low)) if positive else low, float(np.exp(high)) if positive else high, count
    )
