"""The first broker of an installation: from then on, people let people in."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from replicity.catalogue.countries import all_countries
from replicity.web.accounts.models import Kind, Organisation, Role, Standing
from replicity.web.accounts.queries import approved
from replicity.web.accounts.services import send_invitation
from replicity.web.audit.services import record
from replicity.web.shared.access import SYSTEM


class FoundingRefused(ValueError):
    """The broker cannot be founded so."""


@dataclass(frozen=True, slots=True)
class Founded:
    """The broker's organisation, and the secret of the link that lets its administrator in."""

    organisation: Organisation
    secret: str


@transaction.atomic
def found_broker(email: str, name: str, country: str) -> Founded:
    """Found the first organisation of a broker and invite its administrator.

    For the same organisation again it makes another invitation, as when the first one ran out.

    Raises
    ------
    FoundingRefused
        With a sentence that says what to do.
    """
    try:
        validate_email(email)
    except ValidationError:
        raise FoundingRefused(f"'{email[:80]}' is no e-mail address; write it whole.") from None
    code = country.upper()
    if code not in all_countries():
        raise FoundingRefused(
            f"'{country[:20]}' is no country; give its two letters (ISO 3166), as SE or CL."
        )
    known = approved(Kind.BROKER).filter(name__iexact=name.strip(), country=code).first()
    other = approved(Kind.BROKER).exclude(pk=known.pk if known else 0).first()
    if known is None and other is not None:
        raise FoundingRefused(
            f"There is a broker already, {other.name}; its people invite others in the browser."
        )
    organisation = known or _founded(name.strip(), code)
    return Founded(organisation, send_invitation(SYSTEM, organisation, email, Role.ADMINISTRATOR))


def _founded(name: str, country: str) -> Organisation:
    if not 1 < len(name) <= 160:
        raise FoundingRefused("The name of the organisation has 2 to 160 letters.")
    organisation = Organisation.objects.create(
        kind=Kind.BROKER, name=name, country=country, standing=Standing.APPROVED
    )
    record(SYSTEM, "accounts.found", organisation, kind=Kind.BROKER.value, country=country)
    return organisation
