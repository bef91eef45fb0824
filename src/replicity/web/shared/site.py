"""What every page knows: version, base year of money, fingerprint of the evidence."""

from django.http import HttpRequest

from replicity.catalogue.evidence import evidence_hash
from replicity.quantities.money import BASE_YEAR
from replicity.version import VERSION


def site(request: HttpRequest) -> dict[str, object]:
    """Return the values that the frame of every page shows."""
    return {"version": VERSION, "base_year": BASE_YEAR, "evidence_hash": evidence_hash()}
