"""Price levels of countries and of groups of countries."""

from functools import lru_cache

import numpy as np

from replicity.catalogue.countries import all_countries, countries, country_facts


@lru_cache(maxsize=512)
def price_level(place: str) -> float:
    """Return the price level of a country, of the EU (mean of its members) or of the world (mean of all).

    The United States are 1. A country without a figure counts as the mean of all.
    """
    if place in countries():
        fact = country_facts(place)["price_level_ratio"]
        if fact.value is not None:
            return fact.value
        return price_level("world")
    members = [code for code in all_countries() if place != "EU" or countries()[code].eu_member]
    known = [country_facts(code)["price_level_ratio"].value for code in members]
    return float(np.mean([value for value in known if value is not None]))
