"""Who knows a solution: organisations of the cities that demonstrated it."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from replicity.catalogue.evidence import demonstrations_of
from replicity.catalogue.solutions import catalogue
from replicity.web.accounts.models import Kind, Organisation
from replicity.web.accounts.queries import approved

HOST_KINDS = (Kind.CITY, Kind.DEMONSTRATION_OWNER)


def cities_with(solution: str) -> frozenset[str]:
    """Return the ids of the cities that demonstrated a solution."""
    return frozenset(d.city_id for d in demonstrations_of(solution) if d.city_id)


def hosts_of(solution: str) -> QuerySet[Organisation]:
    """Return the organisations of the network that may be asked about a solution."""
    return approved().filter(kind__in=HOST_KINDS, city_id__in=cities_with(solution))


def may_be_asked(solution: str, organisation_id: int | None) -> QuerySet[Organisation]:
    """Return the hosts of a solution, and one organisation that is known to host otherwise."""
    chosen = Q(city_id__in=cities_with(solution))
    if organisation_id:
        chosen |= Q(pk=organisation_id)
    return approved().filter(chosen, kind__in=HOST_KINDS)


def solutions_hosted_by(organisations: Iterable[int]) -> frozenset[str]:
    """Return the solutions that some organisations are hosts of."""
    cities = set(
        approved()
        .filter(pk__in=list(organisations), kind__in=HOST_KINDS)
        .exclude(city_id="")
        .values_list("city_id", flat=True)
    )
    return frozenset(s for s in catalogue() if cities & cities_with(s)) if cities else frozenset()
