"""From a request to the actor behind it."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from replicity.web.accounts.models import Person
from replicity.web.shared.access import ANONYMOUS, Actor, Seat


def actor_for(person: Person) -> Actor:
    """Return the actor that a person is, with all seats."""
    seats = {
        m.organisation_id: Seat(m.role, m.organisation.kind, m.organisation.approved)
        for m in person.memberships.select_related("organisation")
    }
    return Actor(person.pk, str(person.pseudonym), seats)


class Actors:
    """Puts the actor on every request; the seats are read when they are first asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in the time zone of the person."""
        request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined]
        person = request.user
        if person.is_authenticated:
            with timezone.override(ZoneInfo(person.time_zone)):
                return self.get_response(request)
        return self.get_response(request)


def _actor(request: HttpRequest) -> Actor:
    person = request.user
    return actor_for(person) if person.is_authenticated and person.is_active else ANONYMOUS
