"""The steps of a visit: confirmed, held, cancelled."""

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from replicity.web.audit.services import record
from replicity.web.programmes.services import note_event
from replicity.web.shared.access import Actor, require
from replicity.web.shared.errors import Refused
from replicity.web.visits.invitations import send_cancellations, side_of, tell
from replicity.web.visits.models import Visit
from replicity.web.visits.notices import VISIT_CANCELLED
from replicity.web.visits.services.hosts import confirm_visit
from replicity.web.visits.services.locks import locked
from replicity.web.visits.services.slots import free_slots_of
from replicity.web.visits.workflow import CANCEL, CONFIRM, HOLD, VISIT

ACTIONS = {CANCEL: "visits.cancel", HOLD: "visits.change"}


@transaction.atomic
def take_step(actor: Actor, visit: Visit, step: str, reason: str = "") -> Visit:
    """Confirm, cancel, or say that it took place; reports have a service of their own.

    Raises
    ------
    Refused
        Where the step is not open, or a cancellation gives no reason.
    """
    if step == CONFIRM:
        return confirm_visit(actor, visit)
    if step not in ACTIONS:
        raise Refused(_("There is no such step."))
    require(actor, ACTIONS[step], visit)
    found = locked(visit)
    if step == HOLD:
        _require_begun(found)
    before, found.state = found.state, VISIT.after(found.state, step)
    if step == CANCEL and not reason.strip():
        raise Refused(_("Say why the visit is cancelled: the others will read it."))
    if step == CANCEL:
        found.reason = reason.strip()[:400]
        found.sequence += 1
    found.changes_unsent = False
    found.save(update_fields=("state", "reason", "sequence", "changes_unsent"))
    record(actor, f"visits.{step}", found, before=before)
    if step == HOLD and found.application is not None:
        note_event(found.application, "visit_done", found, actor=actor)
    if step == CANCEL:
        tell(VISIT_CANCELLED, found, who=side_of(actor, found).name, reason=found.reason)
        if found.invited:
            send_cancellations(found)
        free_slots_of(found)
    return found


def _require_begun(visit: Visit) -> None:
    """Refuse to hold a visit before its first day, by the clock of its place."""
    if not visit.has_begun:
        day = date_format(visit.first_day, "DATE_FORMAT")
        raise Refused(
            _("The visit begins on %(day)s: say from that day on that it took place.") % {"day": day}, 409
        )
