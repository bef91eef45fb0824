"""Who travels."""

from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction

from replicity.web.audit.services import record
from replicity.web.shared.access import Actor, require
from replicity.web.visits.models import Delegate, Visit
from replicity.web.visits.services.locks import still_planned

FIELDS: Final = ("name", "email", "field", "office", "organisation_name", "languages", "objective")


@transaction.atomic
def add_delegate(actor: Actor, visit: Visit, given: Mapping[str, Any]) -> Delegate:
    """Add somebody to the delegation; the trail learns the number alone."""
    require(actor, "visits.lead", visit)
    found = still_planned(visit)
    made = Delegate.objects.create(visit=found, **{name: given[name] for name in FIELDS if name in given})
    record(actor, "visits.add_delegate", found, delegate=made.pk)
    return made


@transaction.atomic
def change_delegate(actor: Actor, delegate: Delegate, given: Mapping[str, Any]) -> Delegate:
    """Change what is known of a delegate."""
    require(actor, "visits.lead", delegate.visit)
    found = still_planned(delegate.visit)
    for name in FIELDS:
        if name in given:
            setattr(delegate, name, given[name])
    delegate.save(update_fields=FIELDS)
    record(actor, "visits.change_delegate", found, delegate=delegate.pk)
    return delegate


@transaction.atomic
def remove_delegate(actor: Actor, delegate: Delegate) -> None:
    """Take somebody off the delegation, with what was held of the person."""
    require(actor, "visits.lead", delegate.visit)
    found = still_planned(delegate.visit)
    number = delegate.pk
    delegate.delete()
    record(actor, "visits.remove_delegate", found, delegate=number)
