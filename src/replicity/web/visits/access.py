"""Who may do what with visits and slots."""

from typing import Any

from replicity.web.accounts.models import Kind, Organisation
from replicity.web.shared.access import Actor, rule
from replicity.web.visits.models import Hosting, Slot, Visit

HOSTING = (Kind.CITY, Kind.DEMONSTRATION_OWNER)


def hosting_organisations(actor: Actor) -> frozenset[int]:
    """Return the organisations in whose name an actor may receive visits."""
    return frozenset().union(*(actor.edits_as(kind) for kind in HOSTING))


@rule("visits.plan")
def may_plan(actor: Actor, organisation: Organisation | None) -> bool:
    """Editors of a city in the network plan its visits."""
    cities = actor.edits_as(Kind.CITY)
    return bool(cities) if organisation is None else organisation.pk in cities


@rule("visits.read")
def may_read(actor: Actor, visit: Visit) -> bool:
    """Visitors, hosts and brokers see a visit."""
    return actor.reads(visit.city_id) or actor.broker or any(actor.reads(n) for n in visit.host_ids)


@rule("visits.change")
def may_change(actor: Actor, visit: Visit) -> bool:
    """Visitors and hosts write the programme together."""
    return actor.edits(visit.city_id) or any(actor.edits(n) for n in visit.host_ids)


@rule("visits.cancel")
def may_cancel(actor: Actor, visit: Visit) -> bool:
    """Visitors and the leading host cancel the whole visit; another host declines for itself."""
    return actor.edits(visit.city_id) or actor.edits(visit.host_id)


@rule("visits.lead")
def may_lead(actor: Actor, visit: Visit) -> bool:
    """The visitors alone say whom they visit, who travels, what they ask and take, what it brought."""
    return actor.edits(visit.city_id)


@rule("visits.confirm")
def may_confirm(actor: Actor, visit: Visit) -> bool:
    """The hosts confirm."""
    return any(actor.edits(n) for n in visit.host_ids)


@rule("visits.answer")
def may_answer(actor: Actor, hosting: Hosting) -> bool:
    """Each host confirms or declines for itself."""
    return actor.edits(hosting.organisation_id)


@rule("visits.read_hosting")
def may_read_hosting(actor: Actor, hosting: Hosting) -> bool:
    """Who sees the visit sees which hosts have confirmed."""
    return may_read(actor, hosting.visit)


@rule("visits.offer")
def may_offer(actor: Actor, organisation: Organisation | None) -> bool:
    """Editors of cities and owners of demonstrations offer slots."""
    own = hosting_organisations(actor)
    return bool(own) if organisation is None else organisation.pk in own


@rule("visits.read_slot")
def may_read_slot(actor: Actor, slot: Slot) -> bool:
    """The host's people see its slots in this list; visitors see the open ones with their visit."""
    return actor.reads(slot.host_id)


@rule("visits.withdraw_slot")
def may_withdraw_slot(actor: Actor, slot: Slot) -> bool:
    """The host takes an offer back."""
    return actor.edits(slot.host_id)


@rule("visits.list")
def may_list(actor: Actor, _thing: Any) -> bool:
    """Everybody who is signed in has a list, of own visits alone."""
    return actor.known
