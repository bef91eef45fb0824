"""The published head of the audit trail, and the trail for brokers."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from replicity.web.audit import queries
from replicity.web.audit.models import Entry
from replicity.web.shared.access import actor_of, require, signed_in
from replicity.web.shared.pages import page_of


@require_GET
def head(request: HttpRequest) -> HttpResponse:
    """Publish the number and the digest of the last entry: whoever keeps them can tell a change later."""
    number, digest = queries.head()
    return JsonResponse({"number": number, "sha256": digest})


@require_GET
@signed_in
def trail(request: HttpRequest) -> HttpResponse:
    """Show the trail, newest first."""
    require(actor_of(request), "audit.read")
    rows = page_of(request, Entry.objects.order_by("-number"), 50)
    return render(request, "audit/trail.html", {"section": "desk", "page": rows, "head": queries.head()})
