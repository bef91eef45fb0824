"""What the network remembers: profiles, offers, requests, quotes, and the directory's index."""

from replicity.web.network.models.directory import Mark, MarkKind, Profile, SearchWord
from replicity.web.network.models.offers import HostOffer, Offer, OfferState, ProviderOffer, Reference
from replicity.web.network.models.requests import (
    InformationRequest,
    QuoteLine,
    QuoteUse,
    Reply,
    RequestState,
)

__all__ = [
    "HostOffer",
    "InformationRequest",
    "Mark",
    "MarkKind",
    "Offer",
    "OfferState",
    "Profile",
    "ProviderOffer",
    "QuoteLine",
    "QuoteUse",
    "Reference",
    "Reply",
    "RequestState",
    "SearchWord",
]
