"""Who a token acts for."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from replicity.web.accounts.models import Organisation
from replicity.web.shared.access import actor_of

router = Router(tags=["people"])


@router.get("/me", url_name="api-me", summary="Show for whom the token acts")
def me(request: HttpRequest) -> dict[str, Any]:
    """Return the organisations of the person behind the token."""
    seats = actor_of(request).seats
    found = Organisation.objects.filter(pk__in=seats).order_by("pk")
    return {
        "organisations": [
            {"number": o.pk, "name": o.name, "kind": o.kind, "role": seats[o.pk].role} for o in found
        ]
    }
