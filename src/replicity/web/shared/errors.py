"""Pages for what cannot be done: one clear sentence with the right status, never a trace."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from replicity.appraisal.inputs import InputError
from replicity.appraisal.requests import UnknownBusinessModel
from replicity.catalogue.cities import UnknownCity
from replicity.catalogue.solutions import UnknownSolution


class Refused(Exception):
    """A request that cannot be met, with the sentence for the visitor in the visitor's language."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.status = status


class Refusals:
    """Turns the errors that the layers below raise into pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Return the page of a known error; None for a fault of ours."""
        if isinstance(error, Refused):
            return error_page(request, error.sentence, error.status)
        if isinstance(error, UnknownCity):
            return error_page(
                request, _("There is no city with this number. Search for it by its name."), 404
            )
        if isinstance(error, UnknownSolution):
            return error_page(request, _("There is no such solution in the catalogue."), 404)
        if isinstance(error, InputError | UnknownBusinessModel):
            return error_page(request, str(error), 400)
        return None


def error_page(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    """Return a page in the product's style that says one sentence."""
    titles = {
        400: _("This cannot be worked out"),
        403: _("This form cannot be used"),
        404: _("Nothing is here"),
        405: _("This form cannot be used"),
    }
    title = titles.get(status, _("Something went wrong"))
    return render(
        request, "error.html", {"title": title, "sentence": sentence, "status": status}, status=status
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return the page for an address that does not exist."""
    return error_page(request, _("There is no page at this address. Start with your city."), 404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return the page for a request that cannot be read."""
    return error_page(request, _("The request could not be read. Go back and try again."), 400)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Return the page for a form that did not come from this site or is too old."""
    return error_page(
        request, _("The form is too old or came from elsewhere. Load the page again and repeat."), 403
    )


def failed(request: HttpRequest) -> HttpResponse:
    """Return the page for a fault of ours."""
    return error_page(request, _("The fault is ours and has been logged. Try again in a moment."), 500)
