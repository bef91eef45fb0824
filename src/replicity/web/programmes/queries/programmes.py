"""Programmes with their counters."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from replicity.web.programmes.models import Application, Event, EventKind, Programme
from replicity.web.shared.access import Actor


def listed_programmes(actor: Actor) -> QuerySet[Programme]:
    """Return the programmes that somebody may see, each with its signed letters and accepted cities."""
    own = actor.organisations()
    seen = Q(public=True)
    if own:
        seen |= (
            Q(broker_id__in=own)
            | Q(applications__organisation_id__in=own)
            | Q(hosts__organisation_id__in=own)
        )
    ids = Programme.objects.filter(seen).values("pk")
    found = with_counts(Programme.objects.filter(pk__in=ids)).select_related("broker")
    # a query that counts forgets the order of its model
    return found.order_by("-opens_on", "name", "pk")


def with_counts(programmes: QuerySet[Programme]) -> QuerySet[Programme]:
    """Return programmes with `letters_count` and `cities_count`."""
    letters = _count_by_programme(
        Event.objects.filter(kind=EventKind.LETTER_SIGNED), "application__programme"
    )
    cities = _count_by_programme(Application.objects.filter(state="accepted"), "programme")
    # both counted apart: joined, the one would be counted anew for every row of the other
    return programmes.annotate(letters_count=Coalesce(letters, 0), cities_count=Coalesce(cities, 0))


def _count_by_programme(things: QuerySet[Any], way: str) -> Subquery:
    """Return the query that counts things of each programme; `way` leads from a thing to its programme."""
    of_each = things.filter(**{way: OuterRef("pk")}).order_by().values(way)
    return Subquery(of_each.annotate(n=Count("pk")).values("n"))


def letters_counts(programme_ids: Iterable[int]) -> dict[int, int]:
    """Return the signed letters of programmes."""
    rows = (
        Event.objects.filter(application__programme_id__in=list(programme_ids), kind=EventKind.LETTER_SIGNED)
        .order_by()
        .values_list("application__programme_id")
        .annotate(n=Count("pk"))
    )
    return dict(rows)
