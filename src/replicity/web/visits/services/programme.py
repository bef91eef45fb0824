"""Changing the programme, and telling those who have it in their calendars."""

from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from replicity.web.audit.services import record
from replicity.web.shared.access import Actor, require
from replicity.web.shared.errors import Refused
from replicity.web.visits.invitations import send_invitations, side_of, tell
from replicity.web.visits.models import ProgrammeItem, Visit
from replicity.web.visits.notices import VISIT_CHANGED
from replicity.web.visits.services.locks import still_planned, touched

MOST_ENTRIES: Final = 200
FIELDS: Final = ("kind", "begins_at", "ends_at", "title", "led_by", "place", "note")


@transaction.atomic
def add_item(actor: Actor, visit: Visit, given: Mapping[str, Any]) -> ProgrammeItem:
    """Add an entry to the programme."""
    require(actor, "visits.change", visit)
    found = still_planned(visit)
    _check_times(given)
    if found.items.count() >= MOST_ENTRIES:
        raise Refused(_("A programme holds at most %(most)s entries.") % {"most": MOST_ENTRIES})
    made = ProgrammeItem.objects.create(visit=found, **{n: given[n] for n in FIELDS if n in given})
    touched(found)
    record(actor, "visits.add_item", found, item=made.pk)
    return made


@transaction.atomic
def change_item(actor: Actor, item: ProgrammeItem, given: Mapping[str, Any]) -> ProgrammeItem:
    """Change an entry; the times of a slot are those of the host's offer."""
    require(actor, "visits.change", item.visit)
    found = still_planned(item.visit)
    current = ProgrammeItem.objects.select_for_update().get(pk=item.pk)
    fixed = ("kind", "begins_at", "ends_at", "place") if current.booking_id else ()
    changed = [n for n in FIELDS if n in given and n not in fixed]
    for name in changed:
        setattr(current, name, given[name])
    _check_times({"begins_at": current.begins_at, "ends_at": current.ends_at})
    current.save(update_fields=changed)
    touched(found)
    record(actor, "visits.change_item", found, item=current.pk)
    return current


@transaction.atomic
def remove_item(actor: Actor, item: ProgrammeItem) -> None:
    """Take an entry out of the programme; a slot is let go of instead."""
    require(actor, "visits.change", item.visit)
    found = still_planned(item.visit)
    if item.booking_id:
        raise Refused(_("This entry is a slot of the host: let go of the slot instead."), 409)
    ProgrammeItem.objects.filter(pk=item.pk).update(removed=True)
    touched(found)
    record(actor, "visits.remove_item", found, item=item.pk)


@transaction.atomic
def send_changes(actor: Actor, visit: Visit) -> None:
    """Send the programme as it is now to all who have the visit in their calendars."""
    require(actor, "visits.change", visit)
    found = still_planned(visit)
    if not found.invited:
        raise Refused(_("Invitations go out when all hosts have confirmed the visit."), 409)
    found.changes_unsent = False
    found.save(update_fields=("changes_unsent",))
    tell(VISIT_CHANGED, found, who=side_of(actor, found).name)
    send_invitations(found)
    record(actor, "visits.send_changes", found, sequence=found.sequence)


def _check_times(given: Mapping[str, Any]) -> None:
    if given["ends_at"] <= given["begins_at"]:
        raise Refused(_("The entry ends before it begins: turn the times round."))
