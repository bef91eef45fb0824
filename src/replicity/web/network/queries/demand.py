"""Where a solution is wanted: cities that seek it, and cities that work in its field."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.utils import timezone

from replicity.appraisal.requests import Options
from replicity.catalogue.solutions import catalogue
from replicity.web.accounts.models import Kind, Organisation
from replicity.web.accounts.queries import approved
from replicity.web.cities.match_rows import MatchRows
from replicity.web.network.models import Mark, MarkKind, ProviderOffer
from replicity.web.network.models.offers import OfferState
from replicity.web.network.rows import place_of
from replicity.web.programmes.models import Programme
from replicity.web.programmes.queries.programmes import listed_programmes
from replicity.web.shared.access import Actor
from replicity.web.shared.languages import current_language
from replicity.web.shared.results import kept, result_key

MOST_PROGRAMMES = 50


@dataclass(frozen=True, slots=True)
class DemandRow:
    """A city that may want a solution, and why we think so."""

    organisation: Organisation
    place: str
    seeks: bool
    rank: int | None


def offered_solutions(actor: Actor) -> tuple[str, ...]:
    """Return the solutions that the actor's providers offer; all of the catalogue for others."""
    own = set(
        ProviderOffer.objects.filter(organisation__in=actor.organisations(Kind.PROVIDER))
        .exclude(state=OfferState.WITHDRAWN)
        .values_list("solution", flat=True)
    )
    if actor.broker:
        return tuple(catalogue())
    return tuple(s for s in catalogue() if s in own)


def cities_that_want(solution: str) -> QuerySet[Organisation]:
    """Return cities that seek a solution, then those that work in its field."""
    known = catalogue().get(solution)
    if known is None:
        return Organisation.objects.none()
    seeking = Mark.objects.filter(kind=MarkKind.SEEKS, value=solution).values("organisation")
    working = Mark.objects.filter(kind=MarkKind.TRACK, value=str(known.track)).values("organisation")
    cities = approved(Kind.CITY)
    return (
        (cities.filter(pk__in=seeking) | cities.filter(pk__in=working))
        .annotate(
            order=Case(When(pk__in=seeking, then=Value(0)), default=Value(1), output_field=IntegerField())
        )
        .order_by("order", "name", "pk")
    )


def programmes_in_field(actor: Actor, solution: str) -> list[Programme]:
    """Return the programmes under way that a solution belongs to; one without tracks takes all."""
    known = catalogue().get(solution)
    if known is None:
        return []
    under_way = listed_programmes(actor).filter(ends_on__gte=timezone.localdate())[:MOST_PROGRAMMES]
    return [p for p in under_way if not p.tracks or {known.track, *known.tracks_also} & set(p.tracks)]


def demand_rows(found: Iterable[Organisation], solution: str) -> list[DemandRow]:
    """Return why each city may want a solution; the rank only where the match is worked out already."""
    return [
        DemandRow(city, place_of(city), getattr(city, "order", 1) == 0, _kept_rank(city.city_id, solution))
        for city in found
    ]


def _kept_rank(city_id: str, solution: str) -> int | None:
    if not city_id:
        return None
    held = kept(result_key("match", city_id, {}, Options(language=current_language())))
    if not isinstance(held, MatchRows):
        return None
    return next((row.rank for row in held.ranked if row.id == solution), None)
