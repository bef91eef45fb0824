"""Finding organisations in the directory: a fixed number of queries, however large the network is."""

from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Min, Q, QuerySet

from replicity.catalogue.place_names import fold
from replicity.web.accounts.models import Organisation
from replicity.web.accounts.queries import approved
from replicity.web.network.models import HostOffer, Mark, MarkKind, ProviderOffer, SearchWord
from replicity.web.network.models.directory import LONGEST_WORD, START_LETTERS
from replicity.web.network.models.offers import OfferState

MOST_WORDS: Final = 5
MOST_PLACES: Final = 400


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for in the directory; what is empty does not narrow."""

    text: str = ""
    kind: str = ""
    country: str = ""
    track: str = ""
    language: str = ""
    solution: str = ""
    visits: bool = False
    city: str = ""


@dataclass(frozen=True, slots=True)
class DirectoryPlace:
    """A city with members: how many, the first of them, and whether one takes visits."""

    city_id: str
    organisation_id: int
    members_count: int
    visits: bool


def wanted_organisations(wanted: Wanted) -> QuerySet[Organisation]:
    """Return the organisations that somebody looks for, by name."""
    found = approved(wanted.kind or None)
    if wanted.country:
        found = found.filter(country=wanted.country)
    if wanted.city:
        found = found.filter(city_id=wanted.city)
    marks = {MarkKind.TRACK: wanted.track, MarkKind.LANGUAGE: wanted.language}
    if wanted.visits:
        marks[MarkKind.VISITS] = "1"
    for kind, value in marks.items():
        if value:
            found = found.filter(_marked(value, kind))
    if wanted.solution:
        found = found.filter(_marked(wanted.solution, MarkKind.SHOWS, MarkKind.OFFERS, MarkKind.SEEKS))
    for word in fold(wanted.text).split()[:MOST_WORDS]:
        found = found.filter(_says(word[:LONGEST_WORD]))
    return found.order_by("name", "pk")


def places_of(found: QuerySet[Organisation]) -> list[DirectoryPlace]:
    """Return the cities where organisations are, each once; two queries."""
    rows = (
        found.exclude(city_id="")
        .order_by("city_id")
        .values("city_id")
        .annotate(first=Min("pk"), members=Count("pk"))[:MOST_PLACES]
    )
    hosting = set(
        found.exclude(city_id="")
        .filter(_marked("1", MarkKind.VISITS))
        .order_by("city_id")
        .values_list("city_id", flat=True)
        .distinct()[:MOST_PLACES]
    )
    return [DirectoryPlace(r["city_id"], r["first"], r["members"], r["city_id"] in hosting) for r in rows]


def host_offers(organisation: Organisation) -> QuerySet[HostOffer]:
    """Return the approved offers of visits."""
    return HostOffer.objects.filter(organisation=organisation, state=OfferState.APPROVED)


def solutions_shown() -> dict[str, frozenset[int]]:
    """Return by solution the organisations whose approved offers of visits show it."""
    found: dict[str, set[int]] = {}
    offers = HostOffer.objects.filter(state=OfferState.APPROVED).order_by()
    for organisation, solutions in offers.values_list("organisation_id", "solutions"):
        for solution in solutions:
            found.setdefault(solution, set()).add(organisation)
    return {solution: frozenset(organisations) for solution, organisations in found.items()}


def provider_offers(organisation: Organisation) -> QuerySet[ProviderOffer]:
    """Return the approved offers of solutions, with their references."""
    return ProviderOffer.objects.filter(
        organisation=organisation, state=OfferState.APPROVED
    ).prefetch_related("references")


def _marked(value: str, *kinds: str) -> Q:
    return Q(pk__in=Mark.objects.filter(kind__in=kinds, value=value).values("organisation"))


def _says(word: str) -> Q:
    """Return the condition that an organisation has a word, or one that begins so."""
    words = SearchWord.objects.filter(start=word[:START_LETTERS])
    found = words.filter(word__startswith=word) if len(word) > 1 else words.filter(word=word)
    return Q(pk__in=found.values("organisation"))
