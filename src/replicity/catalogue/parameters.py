"""Parameters: what is believed of a number that no context holds, with its source and its money base."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from replicity.catalogue.tables import DATA, DataError, needed_number, number, read_rows
from replicity.engine.uncertainty import SHAPES, Spread, SpreadError
from replicity.quantities.suffixes import is_money


@dataclass(frozen=True, slots=True)
class Parameter:
    """One row of a parameters table; the spread is in the row's own currency and price year."""

    name: str
    spread: Spread
    unit: str
    price_year: int | None
    currency: str
    geography: str
    local_share: float
    period: str
    source_id: str
    locator: str
    kind: str
    derivation: str
    note: str

    @property
    def is_money(self) -> bool:
        """Tell whether the parameter is an amount of money."""
        return is_money(self.unit)


def _parameter(row: dict[str, str], path: Path) -> Parameter:
    """Return the record of one row."""
    shape = row["shape"]
    if shape not in SHAPES:
        raise DataError(f"The shape '{shape}' of {row['name']} in {path} is not one of {', '.join(SHAPES)}.")
    try:
        low, mode, high = (needed_number(row[c], path, c) for c in ("low", "mode", "high"))
        spread = Spread(low, mode, high, shape)
    except SpreadError as error:
        raise DataError(f"{row['name']} in {path}: {error}") from None
    year = number(row["price_year"], path, "price_year")
    return Parameter(
        name=row["name"],
        spread=spread,
        unit=row["unit"],
        price_year=None if year is None else int(year),
        currency=row["currency"],
        geography=row["geography"],
        local_share=number(row["local_share"], path, "local_share") or 0.0,
        period=row["period"],
        source_id=row["source_id"],
        locator=row["locator"],
        kind=row["kind"],
        derivation=row["derivation"],
        note=row["note"],
    )


def read_parameters(path: Path) -> dict[str, Parameter]:
    """Return the parameters of a table by name."""
    return {row["name"]: _parameter(row, path) for row in read_rows(path)}


@lru_cache(maxsize=1)
def common_parameters() -> dict[str, Parameter]:
    """Return what all solutions share: price growth, emission factors, finance terms, premiums."""
    return read_parameters(DATA / "common" / "parameters.csv")
