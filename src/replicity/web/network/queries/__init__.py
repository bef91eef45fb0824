"""What others ask of the network."""

from replicity.web.network.queries.directory import (
    Wanted,
    host_offers,
    provider_offers,
    solutions_shown,
    wanted_organisations,
)
from replicity.web.network.queries.quotes import quoted_values

__all__ = [
    "Wanted",
    "host_offers",
    "provider_offers",
    "quoted_values",
    "solutions_shown",
    "wanted_organisations",
]
