"""Programmes with their counters."""

from collections.abc import Iterable

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from replicity.web.programmes.models import Event, EventKind, Programme
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
    letters = (
        Event.objects.filter(application__programme=OuterRef("pk"), kind=EventKind.LETTER_SIGNED)
        .order_by()
        .values("application__programme")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return programmes.annotate(
        letters_count=Coalesce(Subquery(letters), 0),
        cities_count=Count("applications", filter=Q(applications__state="accepted"), distinct=True),
    )


def letters_counts(programme_ids: Iterable[int]) -> dict[int, int]:
    """Return the signed letters of programmes."""
    rows = (
        Event.objects.filter(application__programme_id__in=list(programme_ids), kind=EventKind.LETTER_SIGNED)
        .order_by()
        .values_list("application__programme_id")
        .annotate(n=Count("pk"))
    )
    return dict(rows)
