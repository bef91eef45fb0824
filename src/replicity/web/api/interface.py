"""The REST interface: one router for each resource, errors as one sentence."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import HttpBearer

from replicity.appraisal.inputs import InputError
from replicity.appraisal.requests import UnknownBusinessModel
from replicity.catalogue.cities import UnknownCity
from replicity.catalogue.solutions import UnknownSolution
from replicity.version import VERSION
from replicity.web.api import catalogue, cities, people, projects
from replicity.web.api.services import actor_behind
from replicity.web.shared.access import Actor
from replicity.web.shared.errors import Refused


class ByToken(HttpBearer):
    """`Authorization: Bearer replicity_...`; the token acts for its person."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """Return who acts, and put it where the pages have it."""
        actor = actor_behind(token)
        if actor is not None:
            request.actor = actor  # type: ignore[attr-defined]
        return actor


interface = NinjaAPI(
    title="Replicity",
    version="1",
    description=(
        f"Replicity {VERSION}: which proven city solutions to replicate, from whom to learn them, and "
        "whether they pay here. Money in real euro of the base year; every result names version and evidence."
    ),
    urls_namespace="api",
)
interface.add_router("/cities", cities.router)
interface.add_router("", catalogue.router)
interface.add_router("", people.router, auth=ByToken())
interface.add_router("", projects.router, auth=ByToken())


def refused(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    """Return one sentence as JSON."""
    return interface.create_response(request, {"error": sentence}, status=status)


@interface.exception_handler(ValidationError)
def not_readable(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Say where the request is wrong, and how."""
    faults: list[dict[str, Any]] = error.errors
    said = [f"{'.'.join(str(p) for p in f['loc'][1:])}: {f['msg']}" for f in faults[:5]]
    return refused(request, "; ".join(said), 422)


@interface.exception_handler(HttpError)
def not_json(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Say that the body cannot be read."""
    return refused(request, str(error), error.status_code)


@interface.exception_handler(AuthenticationError)
def not_known(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    """Ask for a token."""
    sentence = _("This needs a token: make one on your profile and send it as “Authorization: Bearer”.")
    return refused(request, sentence, 401)


@interface.exception_handler(Http404)
def not_there(request: HttpRequest, error: Http404) -> HttpResponse:
    """Say that nothing is here."""
    return refused(request, _("Nothing is here."), 404)


@interface.exception_handler(Refused)
def not_done(request: HttpRequest, error: Refused) -> HttpResponse:
    """Say why it is not done."""
    return refused(request, error.sentence, error.status)


@interface.exception_handler(LookupError)
def not_in_the_catalogue(request: HttpRequest, error: LookupError) -> HttpResponse:
    """Say which city, solution or business model is not known."""
    if not isinstance(error, UnknownCity | UnknownSolution | UnknownBusinessModel):
        raise error
    return refused(request, str(error), 404)


@interface.exception_handler(InputError)
def not_usable(request: HttpRequest, error: InputError) -> HttpResponse:
    """Say which value cannot be used."""
    return refused(request, str(error), 400)
