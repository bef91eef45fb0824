"""What the views look up: the thing of an address, where the actor may know of it."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from replicity.web.programmes.models import Application, Programme
from replicity.web.programmes.queries.programmes import with_counts
from replicity.web.shared.access import actor_of, can, require

INSIDE = "programmes.inspect"
SEEN = "programmes.read_application"


def programme_of(request: HttpRequest, number: int, action: str) -> Programme:
    """Return a programme to which the actor may do something."""
    found = get_object_or_404(with_counts(Programme.objects.select_related("broker")), pk=number)
    seen = "programmes.read" if action in ("programmes.read", "programmes.apply") else INSIDE
    require(actor_of(request), action, found, seen_by=seen)
    return found


def application_for(request: HttpRequest, number: int, action: str = SEEN) -> Application:
    """Return an application to which the actor may do something."""
    found = get_object_or_404(
        Application.objects.select_related("programme__broker", "organisation", "host"), pk=number
    )
    require(actor_of(request), action, found, seen_by=SEEN)
    return found


def revision_of(request: HttpRequest) -> int:
    """Return the revision that the form was made from."""
    text = request.POST.get("revision", "")
    if not text.isdecimal() or len(text) > 9:
        raise Http404
    return int(text)


def tabs_of(request: HttpRequest, programme: Programme, tab: str) -> dict[str, object]:
    """Return what the head of a broker's page needs."""
    actor = actor_of(request)
    return {
        "section": "programmes",
        "programme": programme,
        "tab": tab,
        "inspects": can(actor, INSIDE, programme),
        "runs": can(actor, "programmes.run", programme),
    }
