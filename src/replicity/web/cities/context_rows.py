"""The context of a city as the rows of a table, in groups that people look for."""

from collections.abc import Mapping
from dataclasses import dataclass

from replicity.appraisal.context import ContextValue
from replicity.catalogue.labels import label
from replicity.web.shared.languages import current_language
from replicity.web.shared.numbers import field_factor, field_text, field_unit
from replicity.web.shared.own_values import settable
from replicity.web.shared.words import CATEGORIES, word

# what the pages show first: the values that most of the models ask for
FIRST = (
    "population_count",
    "annual_mean_temperature_celsius",
    "heating_degree_days_18c",
    "cooling_degree_days_18c",
    "ghi_kwh_per_m2_per_year",
    "pv_yield_kwh_per_kw_per_year",
    "electricity_eur_per_kwh",
    "gas_eur_per_kwh",
    "diesel_eur_per_litre",
    "grid_kgco2e_per_kwh",
    "gdp_per_capita_eur",
    "price_level_ratio",
    "discount_rate_real_share",
    "inflation_share",
)
_PLACE = (
    "climate",
    "temperature",
    "degree_days",
    "ghi_",
    "pv_",
    "koppen",
    "elevation",
    "pm25",
    "population_count",
)
_ENERGY = (
    "electricity",
    "gas_eur",
    "diesel",
    "petrol",
    "grid_",
    "generation_share",
    "energy_",
    "kgco2e",
    "climatescope",
)
_MONEY = (
    "gdp",
    "price_level",
    "discount",
    "inflation",
    "tax",
    "vat",
    "risk",
    "spread",
    "debt",
    "carbon_price",
    "credit",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One editable value of a table."""

    name: str
    label: str
    value: float | str | None
    low: float | None
    high: float | None
    unit: str
    year: str
    source: str
    status: str
    note: str
    editable: bool
    own: str
    field_unit: str
    demonstrations_count: int | None = None
    figure_sources: tuple[str, ...] = ()


def row_of(name: str, value: ContextValue, own: Mapping[str, float], language: str | None = None) -> Row:
    """Return the row of a context value."""
    spoken = language or current_language()
    return Row(
        name=name,
        label=label(name, spoken),
        value=value.value,
        low=value.low,
        high=value.high,
        unit=value.unit,
        year=value.year,
        source=value.source,
        status=value.status,
        note=value.note,
        editable=name in settable(),
        own=field_text(own[name] * field_factor(name), spoken) if name in own else "",
        field_unit=field_unit(value.unit, spoken),
    )


def category(name: str) -> str:
    """Return the group that a value stands in."""
    if name.endswith("_flag"):
        return "rules"
    for group, parts in (("money", _MONEY), ("energy", _ENERGY), ("place", _PLACE)):
        if any(part in name for part in parts) and name != "country_population_count":
            return group
    return "society"


def context_groups(
    context: Mapping[str, ContextValue], own: Mapping[str, float]
) -> tuple[list[Row], list[tuple[str, list[Row]]]]:
    """Return the first rows, and all others by group."""
    rows = {name: row_of(name, value, own) for name, value in context.items()}
    first = [rows.pop(name) for name in FIRST if name in rows]
    first += [rows.pop(name) for name in list(rows) if rows[name].own]
    groups: dict[str, list[Row]] = {key: [] for key in CATEGORIES}
    for name, row in rows.items():
        groups[category(name)].append(row)
    return first, [
        (word(CATEGORIES, key), sorted(found, key=lambda r: r.label))
        for key, found in groups.items()
        if found
    ]
