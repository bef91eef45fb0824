"""Who knows a solution: who demonstrated it, whose approved offer shows it, whose replica was measured."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from replicity.catalogue.evidence import demonstrations_of
from replicity.catalogue.solutions import catalogue
from replicity.web.accounts.models import Kind, Organisation
from replicity.web.accounts.queries import approved
from replicity.web.network.queries import solutions_shown
from replicity.web.projects.queries import cities_with_results

HOST_KINDS = (Kind.CITY, Kind.DEMONSTRATION_OWNER)


def cities_with(solution: str) -> frozenset[str]:
    """Return the ids of the cities that demonstrated a solution."""
    return frozenset(d.city_id for d in demonstrations_of(solution) if d.city_id)


def hosts_of(solution: str) -> QuerySet[Organisation]:
    """Return the organisations of the network that may be asked about a solution."""
    return approved().filter(_knows(solution), kind__in=HOST_KINDS)


def may_be_asked(solution: str, organisation_id: int | None) -> QuerySet[Organisation]:
    """Return the hosts of a solution, and one organisation that is known to host otherwise."""
    chosen = _knows(solution)
    if organisation_id:
        chosen |= Q(pk=organisation_id)
    return approved().filter(chosen, kind__in=HOST_KINDS)


def solutions_hosted_by(organisations: Iterable[int]) -> frozenset[str]:
    """Return the solutions that some organisations are hosts of."""
    own = approved().filter(pk__in=list(organisations), kind__in=HOST_KINDS)
    places = dict(own.values_list("pk", "city_id"))
    if not places:
        return frozenset()
    cities, offered, measured = set(places.values()) - {""}, solutions_shown(), cities_with_results()
    return frozenset(
        s
        for s in catalogue()
        if cities & cities_with(s)
        or places.keys() & offered.get(s, frozenset())
        or places.keys() & measured.get(s, frozenset())
    )


def solutions_in(city_id: str) -> frozenset[str]:
    """Return the solutions that one can ask about in a city."""
    there = approved().filter(city_id=city_id, kind__in=HOST_KINDS).values_list("pk", flat=True)
    return solutions_hosted_by(there) | {s for s in catalogue() if city_id in cities_with(s)}


def _knows(solution: str) -> Q:
    """Return the condition that an organisation knows a solution."""
    shown = solutions_shown().get(solution, frozenset())
    measured = cities_with_results().get(solution, frozenset())
    return Q(city_id__in=cities_with(solution)) | Q(pk__in=shown | measured)
