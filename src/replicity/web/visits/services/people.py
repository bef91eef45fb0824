"""Who travels."""

from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from replicity.web.audit.services import record
from replicity.web.shared.access import Actor, require
from replicity.web.shared.errors import Refused
from replicity.web.visits.invitations import send_cancellation_to
from replicity.web.visits.models import Delegate, Visit
from replicity.web.visits.services.locks import locked, still_planned, touched
from replicity.web.visits.workflow import PLANNED

MOST_DELEGATES: Final = 60
FIELDS: Final = ("name", "email", "field", "office", "organisation_name", "languages", "objective")


@transaction.atomic
def add_delegate(actor: Actor, visit: Visit, given: Mapping[str, Any]) -> Delegate:
    """Add somebody to the delegation; the trail learns the number alone."""
    require(actor, "visits.lead", visit)
    found = still_planned(visit)
    if found.delegates.count() >= MOST_DELEGATES:
        raise Refused(_("A delegation has at most %(most)s people.") % {"most": MOST_DELEGATES})
    made = Delegate.objects.create(visit=found, **{name: given[name] for name in FIELDS if name in given})
    # who joins a confirmed visit is invited with the next programme that is sent
    touched(found)
    record(actor, "visits.add_delegate", found, delegate=made.pk)
    return made


@transaction.atomic
def change_delegate(actor: Actor, delegate: Delegate, given: Mapping[str, Any]) -> Delegate:
    """Change what is known of a delegate; a calendar at an address that falls away is cleared."""
    require(actor, "visits.lead", delegate.visit)
    found = still_planned(delegate.visit)
    before = Delegate.objects.get(pk=delegate.pk).email
    if "email" in given and given["email"].lower() != before.lower():
        _uninvite(found, before)
    for name in FIELDS:
        if name in given:
            setattr(delegate, name, given[name])
    delegate.save(update_fields=FIELDS)
    touched(found)
    record(actor, "visits.change_delegate", found, delegate=delegate.pk)
    return delegate


@transaction.atomic
def remove_delegate(actor: Actor, delegate: Delegate) -> None:
    """Take somebody off the delegation, with what was held of the person; after the visit as well."""
    require(actor, "visits.lead", delegate.visit)
    found = locked(delegate.visit)
    number = delegate.pk
    _uninvite(found, delegate.email)
    delegate.delete()
    touched(found)
    record(actor, "visits.remove_delegate", found, delegate=number)


def _uninvite(visit: Visit, address: str) -> None:
    if address and visit.invited and visit.state in PLANNED:
        send_cancellation_to(visit, address)
