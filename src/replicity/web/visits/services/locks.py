"""Holding a visit while it is changed."""

from django.utils.translation import gettext as _

from replicity.web.shared.errors import Refused
from replicity.web.visits.models import Visit
from replicity.web.visits.workflow import PLANNED


def locked(visit: Visit) -> Visit:
    """Return the visit as it is now, held until the transaction ends."""
    # the row of the visit alone: a joined row that may be missing cannot be held on PostgreSQL
    held = Visit.objects.select_for_update(of=("self",)).select_related("city", "host", "application")
    return held.get(pk=visit.pk)


def still_planned(visit: Visit) -> Visit:
    """Return the visit, held, if its plan can still be changed.

    Raises
    ------
    Refused
        Where the visit was held or cancelled.
    """
    found = locked(visit)
    if found.state not in PLANNED:
        raise Refused(_("The visit is over or cancelled: its plan cannot be changed any more."), 409)
    return found


def touched(visit: Visit) -> None:
    """Count a change of the programme: calendars take the file with the higher number."""
    visit.sequence += 1
    visit.changes_unsent = visit.invited and visit.state in PLANNED
    visit.save(update_fields=("sequence", "changes_unsent"))
