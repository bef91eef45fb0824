"""Countries by code or by name in several languages."""

from functools import cache

from replicity.catalogue.city_climate import FOLDER
from replicity.catalogue.place_names import fold
from replicity.catalogue.tables import read_rows


@cache
def _codes() -> dict[str, str]:
    rows = read_rows(FOLDER / "country_names.csv")
    codes = {fold(row["name"]): row["country"] for row in rows}
    return codes | {row["country"].casefold(): row["country"] for row in rows}


def country_code(text: str) -> str:
    """ISO 3166 code of a country given by code or name; empty when it is none."""
    return _codes().get(fold(text), "")
