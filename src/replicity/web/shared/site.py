"""What every page knows: version, base year of money, fingerprint of the evidence."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from replicity.quantities.money import BASE_YEAR
from replicity.version import VERSION
from replicity.web.notices.queries import unread_count
from replicity.web.shared.access import actor_of
from replicity.web.shared.further_evidence import evidence_in_use


def site(request: HttpRequest) -> dict[str, object]:
    """Return the values that the frame of every page shows."""
    return {
        "version": VERSION,
        "base_year": BASE_YEAR,
        "evidence_hash": SimpleLazyObject(evidence_in_use),
        # asked for only where the frame shows it
        "unread_count": SimpleLazyObject(lambda: unread_count(actor_of(request))),
    }
