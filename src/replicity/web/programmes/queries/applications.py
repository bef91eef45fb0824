"""Applications of a city, and of the cities that a host helps."""

from collections.abc import Iterable

from django.db.models import QuerySet

from replicity.web.accounts.models import Organisation
from replicity.web.programmes.models import Application, Programme
from replicity.web.shared.organisation_values import ANSWERS, REASONS
from replicity.web.shared.own_values import settable


def application_of(organisation: Organisation, programme: Programme) -> Application | None:
    """Return a city's application to a programme."""
    return (
        Application.objects.filter(organisation=organisation, programme=programme)
        .select_related("programme", "organisation", "host")
        .first()
    )


def applications_of(organisation_ids: Iterable[int]) -> QuerySet[Application]:
    """Return the applications of organisations, the latest first."""
    return (
        Application.objects.filter(organisation_id__in=list(organisation_ids))
        .select_related("programme", "organisation", "host")
        .order_by("-created_at", "-pk")
    )


def application_with_host(city: Organisation, host: Organisation) -> Application | None:
    """Return a city's accepted application in the one programme in which an organisation is a host.

    None where there are several: nobody can tell then which one is meant.
    """
    found = applications_of([city.pk]).filter(state="accepted", programme__hosts__organisation=host)[:2]
    return found[0] if len(found) == 1 else None


def own_values_of(organisation: Organisation) -> dict[str, float]:
    """Return what a city has answered in its programmes; of two answers the later programme's holds."""
    given = (
        Application.objects.filter(organisation=organisation)
        .exclude(answered_at=None)
        .order_by("answered_at", "pk")
        .values_list("answers", flat=True)
    )
    known = settable()
    return {n: float(v) for answers in given for n, v in answers.items() if n in known}


def justifications_of(organisation: Organisation) -> dict[str, str]:
    """Return why a city's unusual answers are right."""
    given = (
        Application.objects.filter(organisation=organisation)
        .exclude(answered_at=None)
        .order_by("answered_at", "pk")
        .values_list("justifications", flat=True)
    )
    return {str(n): str(t) for texts in given for n, t in texts.items()}


def programmes_of_host(organisation: Organisation) -> QuerySet[Programme]:
    """Return the programmes in which an organisation is a host."""
    return Programme.objects.filter(hosts__organisation=organisation).select_related("broker").distinct()


def cities_of_host(programme: Programme, organisation_ids: Iterable[int]) -> QuerySet[Application]:
    """Return the accepted cities of a programme that some hosts are to help."""
    return (
        programme.applications.filter(state="accepted", host_id__in=list(organisation_ids))
        .select_related("organisation", "host")
        .order_by("organisation__name", "pk")
    )


# what a city answers in its programmes counts on all pages of its members
ANSWERS.append(own_values_of)
REASONS.append(justifications_of)
