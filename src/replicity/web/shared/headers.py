"""Headers beside those that Django sets."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class PolicyHeaders:
    """Forbids the browser's devices and keeps pages that hold a visitor's own values out of shared caches."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Add the headers to a response."""
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", POLICY)
        if not response.has_header("Cache-Control"):
            response.headers["Cache-Control"] = "private, no-cache"
        return response
