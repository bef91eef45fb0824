"""What is done in the network; each function is one transaction."""

from replicity.web.network.services.information import answer, ask, end
from replicity.web.network.services.offers import (
    add_reference,
    become_host,
    change_host_offer,
    change_provider_offer,
    decide,
    offer_solution,
    offer_visits,
    remove_reference,
    withdraw,
)
from replicity.web.network.services.profiles import describe
from replicity.web.network.services.quotes import stop_using, use_quote

__all__ = [
    "add_reference",
    "answer",
    "ask",
    "become_host",
    "change_host_offer",
    "change_provider_offer",
    "decide",
    "describe",
    "end",
    "offer_solution",
    "offer_visits",
    "remove_reference",
    "stop_using",
    "use_quote",
    "withdraw",
]
