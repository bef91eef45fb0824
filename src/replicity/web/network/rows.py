"""Organisations and offers as rows and cards of the pages."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from replicity.catalogue.countries import country_name
from replicity.catalogue.evidence import demonstrations, topics
from replicity.catalogue.solutions import catalogue
from replicity.web.accounts.models import Organisation
from replicity.web.network.languages import language_name
from replicity.web.network.models import HostOffer, MarkKind, Profile, ProviderOffer
from replicity.web.network.queries.directory import host_offers, provider_offers
from replicity.web.shared.languages import current_language
from replicity.web.shared.places import known_city
from replicity.web.shared.ranges import euro_text
from replicity.web.shared.words import TRACKS

SHORT = 220


@dataclass(frozen=True, slots=True)
class Named:
    """A solution, track or language as a chip; `id` leads to its page where there is one."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Card:
    """An organisation in the directory."""

    organisation: Organisation
    place: str
    summary: str
    visits: bool
    shows: tuple[Named, ...]
    offers: tuple[Named, ...]
    seeks: tuple[Named, ...]
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HostRow:
    """An offer of visits as people read it."""

    offer: HostOffer
    demonstrations: tuple[str, ...]
    solutions: tuple[Named, ...]
    topics: tuple[str, ...]
    season: str
    fee: str


@dataclass(frozen=True, slots=True)
class OfferRow:
    """An offer of a solution as people read it."""

    offer: ProviderOffer
    solution: Named
    markets: tuple[str, ...]


def solutions_named(ids: Iterable[str]) -> tuple[Named, ...]:
    """Return solutions by name; what the catalogue does not know any more is left out."""
    language, known = current_language(), catalogue()
    return tuple(Named(s, known[s].name.of(language)) for s in ids if s in known)


def card_of(organisation: Organisation) -> Card:
    """Return an organisation for the directory, from what was read with it."""
    marks: dict[str, list[str]] = {}
    for mark in organisation.marks.all():
        marks.setdefault(mark.kind, []).append(mark.value)
    said, spoken = _profile(organisation), current_language()
    summary = said.summary if said else ""
    return Card(
        organisation=organisation,
        place=place_of(organisation),
        summary=summary if len(summary) <= SHORT else summary[:SHORT].rsplit(" ", 1)[0] + " …",
        visits=MarkKind.VISITS in marks,
        shows=solutions_named(sorted(marks.get(MarkKind.SHOWS, ()))),
        offers=solutions_named(sorted(marks.get(MarkKind.OFFERS, ()))),
        seeks=solutions_named(sorted(marks.get(MarkKind.SEEKS, ()))),
        languages=tuple(sorted(language_name(c, spoken) for c in marks.get(MarkKind.LANGUAGE, ()))),
    )


def place_of(organisation: Organisation) -> str:
    """Return the city and the country of an organisation."""
    city = known_city(organisation.city_id)
    country = country_name(organisation.country, current_language())
    return f"{city.name}, {country}" if city else country


def profile_rows(organisation: Organisation) -> dict[str, object]:
    """Return what an organisation says of itself, as people read it."""
    said, spoken = _profile(organisation), current_language()
    return {
        "place": place_of(organisation),
        "city": known_city(organisation.city_id),
        "summary": said.summary if said else "",
        "tracks": [(n, _(TRACKS[n])) for n in said.tracks if n in TRACKS] if said else [],
        "languages": [language_name(c, spoken) for c in said.languages] if said else [],
        "seeks": solutions_named(said.seeks) if said else (),
    }


def host_rows(organisation: Organisation, *, inside: bool) -> list[HostRow]:
    """Return the offers of visits: those in force, and inside the organisation all."""
    found = organisation.host_offers.all() if inside else host_offers(organisation)
    return [host_row(offer) for offer in found]


def host_row(offer: HostOffer) -> HostRow:
    """Return an offer of visits as people read it."""
    known, wider, spanish = demonstrations(), topics(), current_language() == "es"
    return HostRow(
        offer=offer,
        demonstrations=tuple(known[d].name for d in offer.demonstrations if d in known),
        solutions=solutions_named(offer.solutions),
        topics=tuple(wider[t].name_es if spanish else wider[t].name_en for t in offer.topics if t in wider),
        season=_season(offer),
        fee=_fee(offer),
    )


def offer_rows(organisation: Organisation, *, inside: bool) -> list[OfferRow]:
    """Return the offers of solutions: those in force, and inside the organisation all."""
    own = organisation.provider_offers.prefetch_related("references")
    return [offer_row(offer) for offer in (own if inside else provider_offers(organisation))]


def offer_row(offer: ProviderOffer) -> OfferRow:
    """Return an offer of a solution as people read it."""
    language = current_language()
    named = solutions_named([offer.solution])
    return OfferRow(
        offer=offer,
        solution=named[0] if named else Named("", offer.solution),
        markets=tuple(sorted(country_name(c, language) for c in offer.markets)),
    )


def _profile(organisation: Organisation) -> Profile | None:
    # a reverse one-to-one raises where there is none
    return getattr(organisation, "profile", None)


def _season(offer: HostOffer) -> str:
    first, last = offer.season_from_month, offer.season_to_month
    if first is None or last is None:
        return ""
    return _("%(first)s to %(last)s") % {"first": MONTHS[first], "last": MONTHS[last]}


def _fee(offer: HostOffer) -> str:
    if offer.visit_fee_nominal_eur is None:
        return ""
    if not offer.visit_fee_nominal_eur:
        return _("none")
    fee = euro_text(float(offer.visit_fee_nominal_eur), current_language())
    return _("%(fee)s, as charged today") % {"fee": fee}
