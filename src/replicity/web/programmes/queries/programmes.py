"""Programmes with their counters."""

from collections.abc import Iterable
from typing import Any, Final

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from replicity.web.programmes.models import Application, Event, EventKind, Programme
from replicity.web.shared.access import Actor

WITHDRAWN: Final = "withdrawn"
# standings of letters that are no longer in force
ENDED: Final = (WITHDRAWN, "fulfilled", "expired")


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
    """Return programmes with `cities_count` and the counts of signed letters.

    `letters_count` is what the target is measured by: signed and not withdrawn. `letters_ever_count` counts
    all that were ever signed, `letters_withdrawn_count` and `letters_in_force_count` those that stand so now.
    """
    # each counted apart: joined, the letters would be counted anew for every application
    return programmes.annotate(
        letters_count=_letters(~Q(standing=WITHDRAWN)),
        letters_ever_count=_letters(Q()),
        letters_withdrawn_count=_letters(Q(standing=WITHDRAWN)),
        letters_in_force_count=_letters(~Q(standing__in=ENDED)),
        cities_count=_count_by_programme(Application.objects.filter(state="accepted"), "programme"),
    )


def _letters(which: Q) -> Coalesce:
    """Return how many letters a programme counts of those that stand in some way."""
    signed = Event.objects.filter(which, kind=EventKind.LETTER_SIGNED)
    return _count_by_programme(signed, "application__programme")


def _count_by_programme(things: QuerySet[Any], way: str) -> Coalesce:
    """Return how many things each programme has; `way` leads from a thing to its programme."""
    of_each = things.filter(**{way: OuterRef("pk")}).order_by().values(way)
    return Coalesce(Subquery(of_each.annotate(n=Count("pk")).values("n")), 0)


def letters_counts(programme_ids: Iterable[int]) -> dict[int, int]:
    """Return the letters of programmes that were signed and not withdrawn."""
    rows = (
        Event.objects.filter(application__programme_id__in=list(programme_ids), kind=EventKind.LETTER_SIGNED)
        .exclude(standing=WITHDRAWN)
        .order_by()
        .values_list("application__programme_id")
        .annotate(n=Count("pk"))
    )
    return dict(rows)
