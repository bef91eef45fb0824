"""Climate and sun of every city, with the range in which each value is believed to lie."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from replicity.catalogue.tables import DATA, number, read_rows
from replicity.quantities.suffixes import unit_of

FOLDER = DATA / "cities"
RANGES = FOLDER / "climate_ranges.csv"
TEMPERATURE_SCALE = 0.01
DAILY_GHI_SCALE = 0.001
DEGREE_PARTS = 100_000  # coordinates are stored as whole hundred-thousandths of a degree
SOURCE_ID = "replicity-city-climate"
ELEVATION_SOURCE_ID = "itu-r-p1511"
STATUS = "modelled"
KOPPEN = "koppen_class"

Floats = NDArray[np.float64]
Places = NDArray[np.void]

# One city in climate.npy: whole numbers keep the file small and the same bytes on every machine.
CLIMATE_RECORD = np.dtype(
    [
        ("monthly_temperature", "<i2", (12,)),
        ("annual_temperature", "<i2"),
        ("heating_18", "<u2"),
        ("heating_15_5", "<u2"),
        ("cooling_18", "<u2"),
        ("cooling_22", "<u2"),
        ("ghi", "<u2"),
        ("pv_yield", "<u2"),
        ("tilt", "u1"),
        ("koeppen", "S3"),
    ]
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """How a canonical name is stored."""

    field: str
    scale: float


QUANTITIES = {
    "annual_mean_temperature_celsius": Quantity("annual_temperature", TEMPERATURE_SCALE),
    "heating_degree_days_18c": Quantity("heating_18", 1.0),
    "heating_degree_days_15_5c": Quantity("heating_15_5", 1.0),
    "cooling_degree_days_18c": Quantity("cooling_18", 1.0),
    "cooling_degree_days_22c": Quantity("cooling_22", 1.0),
    "ghi_kwh_per_m2_per_year": Quantity("ghi", 1.0),
    "pv_yield_kwh_per_kw_per_year": Quantity("pv_yield", 1.0),
    "pv_best_tilt_degree": Quantity("tilt", 1.0),
    "monthly_temperature_celsius": Quantity("monthly_temperature", TEMPERATURE_SCALE),
}
ELEVATION = "elevation_m"
DAILY_GHI = "monthly_ghi_kwh_per_m2_per_day"


@dataclass(frozen=True, slots=True)
class ClimateValue:
    """One value of a city's climate (twelve for a monthly one); low and high are None for a class."""

    value: float | str | tuple[float, ...]
    low: float | tuple[float, ...] | None
    high: float | tuple[float, ...] | None
    unit: str
    source_id: str
    status: str


@dataclass(frozen=True, slots=True)
class ClimateTable:
    """All cities in the order of `all_cities()`: arrays by name, monthly ones with twelve columns."""

    values: dict[str, Floats]
    low: dict[str, Floats]
    high: dict[str, Floats]
    koppen_class: NDArray[np.str_]


@dataclass(frozen=True, slots=True)
class RangeRule:
    """Where a range holds and how far it reaches below and above the modelled value."""

    name: str
    country: str
    south: float
    north: float
    west: float
    east: float
    above_m: float
    below_m: float
    low_factor: float
    high_factor: float
    low_offset: float
    high_offset: float

    def covers(self, places: Places) -> NDArray[np.bool_]:
        """Which of the places the rule is about."""
        inside = np.ones(places.shape, dtype=np.bool_)
        if self.country:
            inside &= places["country"] == self.country.encode()
            if not inside.any():  # most rules are about one country, most questions about one city
                return inside
        latitude, longitude = places["latitude"] / DEGREE_PARTS, places["longitude"] / DEGREE_PARTS
        inside &= (latitude >= self.south) & (latitude <= self.north)
        inside &= (longitude >= self.west) & (longitude <= self.east)
        inside &= (places["elevation_m"] >= self.above_m) & (places["elevation_m"] < self.below_m)
        return inside


def _number(row: dict[str, str], column: str, otherwise: float) -> float:
    value = number(row[column], RANGES, column)
    return otherwise if value is None else value


@cache
def range_rules() -> tuple[RangeRule, ...]:
    """The reviewed rules, general ones first: where several cover a city, the last one decides."""
    return tuple(_rule(row) for row in read_rows(RANGES))


def _rule(row: dict[str, str]) -> RangeRule:
    return RangeRule(
        name=row["name"],
        country=row["country"],
        south=_number(row, "south_degree", -90),
        north=_number(row, "north_degree", 90),
        west=_number(row, "west_degree", -180),
        east=_number(row, "east_degree", 180),
        above_m=_number(row, "above_m", -np.inf),
        below_m=_number(row, "below_m", np.inf),
        low_factor=_number(row, "low_factor", 1),
        high_factor=_number(row, "high_factor", 1),
        low_offset=_number(row, "low_offset", 0),
        high_offset=_number(row, "high_offset", 0),
    )


@cache
def _rules_about(name: str, country: str) -> tuple[RangeRule, ...]:
    """The rules of a quantity that can cover a place of a country, of any country for an empty code."""
    return tuple(r for r in range_rules() if r.name == name and (not country or r.country in ("", country)))


def climate_range(name: str, values: Floats, places: Places) -> tuple[Floats, Floats]:
    """Lowest and highest believed values; places on the first axis, months may follow."""
    low, high = values.copy(), values.copy()
    one_country = places["country"][0].decode() if len(places) == 1 else ""
    for rule in _rules_about(name, one_country):
        here = rule.covers(places)
        low[here] = values[here] * rule.low_factor + rule.low_offset
        high[here] = values[here] * rule.high_factor + rule.high_offset
    if not name.endswith("celsius"):
        low = np.maximum(low, 0)
    return low, high


@cache
def _records() -> Places:
    return np.asarray(np.load(FOLDER / "climate.npy", mmap_mode="r"))


@cache
def _daily_ghi() -> NDArray[np.uint16]:
    return np.asarray(np.load(FOLDER / "daily_ghi.npy", mmap_mode="r"))


def _columns(rows: slice, places: Places) -> Iterator[tuple[str, Floats]]:
    records = _records()[rows]
    yield ELEVATION, places["elevation_m"][rows].astype(np.float64)
    for name, quantity in QUANTITIES.items():
        yield name, np.asarray(records[quantity.field] * quantity.scale, dtype=np.float64)
    yield DAILY_GHI, np.asarray(_daily_ghi()[rows] * DAILY_GHI_SCALE, dtype=np.float64)


def climate_at(position: int, places: Places) -> dict[str, ClimateValue]:
    """Every climate value of the city in this row of the table of cities."""
    row, climate = slice(position, position + 1), {}
    for name, values in _columns(row, places):
        low, high = climate_range(name, values, places[row])
        bounds = _plain(low[0]), _plain(high[0])
        source = ELEVATION_SOURCE_ID if name == ELEVATION else SOURCE_ID
        climate[name] = ClimateValue(_plain(values[0]), *bounds, unit_of(name), source, STATUS)
    koppen = _records()["koeppen"][position].decode()
    climate[KOPPEN] = ClimateValue(koppen, None, None, "class", SOURCE_ID, STATUS)
    return climate


def _plain(value: Any) -> float | tuple[float, ...]:
    rounded = np.round(value, 3)
    return float(rounded) if rounded.ndim == 0 else tuple(rounded.tolist())


def tabulate(places: Places) -> ClimateTable:
    """Climate of all cities as arrays."""
    values = dict(_columns(slice(None), places))
    ranges = {name: climate_range(name, column, places) for name, column in values.items()}
    low = {name: pair[0] for name, pair in ranges.items()}
    high = {name: pair[1] for name, pair in ranges.items()}
    for columns in (values, low, high):
        for column in columns.values():
            column.flags.writeable = False
    return ClimateTable(values, low, high, _records()["koeppen"].astype("U3"))
