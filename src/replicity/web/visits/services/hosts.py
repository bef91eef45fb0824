"""The hosts of a visit: asked, left out, and each confirming or declining for itself."""

from django.db import transaction
from django.utils.translation import gettext as _

from replicity.web.accounts.models import Organisation
from replicity.web.accounts.queries import people_of
from replicity.web.audit.services import record
from replicity.web.notices.services import notify
from replicity.web.shared.access import Actor, require
from replicity.web.shared.errors import Refused
from replicity.web.visits.invitations import clear_calendars_at, send_invitations, tell
from replicity.web.visits.models import Hosting, State, Visit
from replicity.web.visits.notices import HOST_CONFIRMED, HOST_DECLINED, HOST_LEFT_OUT, VISIT_CONFIRMED
from replicity.web.visits.services.asking import EDITING, ask_host
from replicity.web.visits.services.locks import locked, still_planned, touched
from replicity.web.visits.services.slots import free_slots_at
from replicity.web.visits.workflow import CONFIRM, VISIT, WIDEN


@transaction.atomic
def add_host(actor: Actor, visit: Visit, host: Organisation) -> Hosting:
    """Ask one more host; a visit that was confirmed waits for its answer."""
    require(actor, "visits.lead", visit)
    found = still_planned(visit)
    made = ask_host(actor, found, host)
    if found.state == State.CONFIRMED:
        found.state = VISIT.after(found.state, WIDEN)
        found.save(update_fields=("state",))
    touched(found)
    return made


@transaction.atomic
def remove_host(actor: Actor, hosting: Hosting) -> Visit:
    """Visit without a host; its slots are open for others, and it is told.

    Raises
    ------
    Refused
        Where the host leads the visit.
    """
    require(actor, "visits.lead", hosting.visit)
    found = still_planned(hosting.visit)
    host = hosting.organisation
    if host.pk == found.host_id:
        raise Refused(
            _("%(host)s leads the visit and the programme keeps its time: cancel it and plan another one.")
            % {"host": host.name}
        )
    _let_go(found, hosting)
    record(actor, "visits.remove_host", found, host=host.pk)
    facts = {"city": found.city.name, "visit": found.title, "host": host.name}
    notify(HOST_LEFT_OUT, people_of(host, *EDITING), link="/visits/", **facts)
    _confirmed_by_all(found, found.host)
    return found


@transaction.atomic
def confirm_visit(actor: Actor, visit: Visit, host: Organisation | None = None) -> Visit:
    """Confirm for one host; with the last one the visit is confirmed and invitations go out.

    `host` may be left out by those who act for one of the hosts alone.

    Raises
    ------
    Refused
        Where the visit waits for nobody, or this host has confirmed already.
    """
    require(actor, "visits.confirm", visit)
    found = locked(visit)
    before = found.state
    VISIT.after(before, CONFIRM)
    hosting = _own(actor, found, host)
    if hosting.confirmed:
        raise Refused(
            _("%(host)s has confirmed already; the visit waits for the other hosts.")
            % {"host": hosting.organisation.name},
            409,
        )
    hosting.confirmed = True
    hosting.save(update_fields=("confirmed",))
    record(actor, "visits.confirm", found, before=before, host=hosting.organisation_id)
    if not _confirmed_by_all(found, hosting.organisation):
        waiting = found.hostings.filter(confirmed=False).select_related("organisation")
        names = ", ".join(h.organisation.name for h in waiting)
        tell(HOST_CONFIRMED, found, host=hosting.organisation.name, waiting=names)
    return found


@transaction.atomic
def decline_visit(actor: Actor, visit: Visit, reason: str, host: Organisation | None = None) -> Visit:
    """Say that a further host cannot receive the visit: it leaves it, and the others are told why.

    Raises
    ------
    Refused
        Where no reason is given, or the host leads the visit.
    """
    require(actor, "visits.confirm", visit)
    found = still_planned(visit)
    hosting = _own(actor, found, host)
    declining = hosting.organisation
    if hosting.leads:
        raise Refused(_("The leading host cannot leave a visit: cancel the visit, with the reason."))
    if not reason.strip():
        raise Refused(_("Say why you cannot receive the visit: the visitors will read it."))
    _let_go(found, hosting)
    record(actor, "visits.decline", found, host=declining.pk)
    tell(HOST_DECLINED, found, host=declining.name, reason=reason.strip()[:400])
    _confirmed_by_all(found, found.host)
    return found


def _own(actor: Actor, visit: Visit, host: Organisation | None) -> Hosting:
    """Return the place among the hosts for which somebody answers."""
    hostings = list(visit.hostings.select_related("organisation", "visit"))
    if host is None:
        own = [h for h in hostings if actor.edits(h.organisation_id)]
        # who acts for several hosts answers for the one that has not answered yet
        waiting = [h for h in own if not h.confirmed] or own
    else:
        waiting = [h for h in hostings if h.organisation_id == host.pk]
    if not waiting:
        raise Refused(_("This organisation is no host of the visit any more. Load the page again."), 409)
    if len(waiting) > 1:
        raise Refused(_("You act for several hosts of this visit: say for which of them you answer."))
    require(actor, "visits.answer", waiting[0], seen_by="visits.read_hosting")
    return waiting[0]


def _let_go(visit: Visit, hosting: Hosting) -> None:
    """Take a host out of a visit, with its slots and what stands in its calendars."""
    host, had_it = hosting.organisation, visit.invited and hosting.confirmed
    free_slots_at(visit, host)
    hosting.delete()
    touched(visit)
    if had_it:
        clear_calendars_at(visit, host)


def _confirmed_by_all(visit: Visit, last: Organisation) -> bool:
    """Confirm a visit that waits for no host any more; return whether it is confirmed now."""
    if visit.state != State.PROPOSED or visit.hostings.filter(confirmed=False).exists():
        return False
    visit.state = VISIT.after(visit.state, CONFIRM)
    visit.invited, visit.changes_unsent = True, False
    visit.save(update_fields=("state", "invited", "changes_unsent"))
    tell(VISIT_CONFIRMED, visit, host=last.name)
    send_invitations(visit)
    return True
