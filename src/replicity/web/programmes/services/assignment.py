"""Hosts for the cities of a programme: proposed for all at once, changed by hand."""

import numpy as np
from django.db import transaction
from django.utils.translation import gettext as _

from replicity.appraisal.assignment import host_scores
from replicity.engine.assignment import NoAssignment, assignment
from replicity.web.accounts.models import Organisation
from replicity.web.accounts.queries import people_of
from replicity.web.audit.services import record
from replicity.web.notices.services import notify
from replicity.web.programmes.models import Application, AssignmentProposal, Programme, ProgrammeHost
from replicity.web.programmes.notices import HOST_ASSIGNED
from replicity.web.shared.access import Actor, require
from replicity.web.shared.errors import Refused
from replicity.web.shared.places import known_city

INSIDE = "programmes.inspect"


def propose_hosts(actor: Actor, programme: Programme, floor_share: float | None = None) -> AssignmentProposal:
    """Work out hosts for all accepted cities and keep the proposal; nothing is assigned by it.

    Raises
    ------
    Refused
        Without cities or hosts, or where capacities or floor cannot be met.
    """
    require(actor, "programmes.run", programme, seen_by=INSIDE)
    hosts = [h for h in programme.hosts.select_related("organisation") if known_city(h.organisation.city_id)]
    cities = [
        a
        for a in programme.applications.filter(state="accepted").select_related("organisation").order_by("pk")
        if known_city(a.organisation.city_id)
    ]
    if not hosts or not cities:
        raise Refused(
            _("A proposal needs at least one accepted city and one host: add hosts in the settings.")
        )
    scores = host_scores(
        [(a.organisation.city_id, tuple(a.solutions)) for a in cities],
        [h.organisation.city_id for h in hosts],
    )
    capacities = np.array([h.capacity_count for h in hosts], dtype=np.int64)
    try:
        found = assignment(scores, capacities, floor_share)
    except NoAssignment:
        raise Refused(_no_room(len(cities), int(capacities.sum()), floor_share), 409) from None
    kept = {
        str(a.pk): {str(h.organisation_id): float(s) for h, s in zip(hosts, row, strict=True) if s == s}
        for a, row in zip(cities, scores, strict=True)
    }
    placed = {str(a.pk): hosts[int(h)].organisation_id for a, h in zip(cities, found.host, strict=True)}
    with transaction.atomic():
        proposal, _made = AssignmentProposal.objects.update_or_create(
            programme=programme,
            defaults={"floor_share": found.floor_share, "scores": kept, "placements": placed},
        )
        record(
            actor, "programmes.propose_hosts", programme, cities=len(cities), floor_share=found.floor_share
        )
    return proposal


@transaction.atomic
def assign_host(actor: Actor, application: Application, host: Organisation | None, reason: str = "") -> None:
    """Give a city a host with a free place, or none.

    Raises
    ------
    Refused
        Where the host is not of the programme, is the city itself, or has no free place.
    """
    require(actor, "programmes.handle", application, seen_by="programmes.read_application")
    # all assignments of a programme wait for one another, so that no place is given twice
    programme = Programme.objects.select_for_update().get(pk=application.programme_id)
    held = (
        Application.objects.select_for_update(of=("self",))
        .select_related("programme", "organisation")
        .get(pk=application.pk)
    )
    if held.state != "accepted":
        raise Refused(_("Only an accepted city gets a host: decide on it first."), 409)
    if host is not None:
        _has_room(programme, held, host)
    before, held.host, held.host_reason = held.host_id, host, reason.strip()
    held.save(update_fields=("host", "host_reason"))
    record(actor, "programmes.assign_host", held, before=before, after=host.pk if host else None)
    if host is not None and host.pk != before:
        for organisation in (held.organisation, host):
            notify(
                HOST_ASSIGNED,
                people_of(organisation, "editor", "administrator"),
                link=f"/programmes/applications/{held.pk}/",
                city=held.organisation.name,
                host=host.name,
                programme=programme.name,
            )
    application.refresh_from_db()


@transaction.atomic
def take_proposal(actor: Actor, programme: Programme) -> int:
    """Give every city without a host the one that is proposed, where it has room; return how many."""
    require(actor, "programmes.run", programme, seen_by=INSIDE)
    proposal = AssignmentProposal.objects.filter(programme=programme).first()
    if proposal is None:
        raise Refused(_("There is no proposal yet: have one worked out first."), 409)
    waiting = programme.applications.filter(state="accepted", host=None, pk__in=proposal.placements)
    taken = 0
    for application in waiting.select_related("programme", "organisation"):
        host = Organisation.objects.get(pk=proposal.placements[str(application.pk)])
        try:
            with transaction.atomic():
                assign_host(actor, application, host)
        except Refused:
            continue
        taken += 1
    return taken


def _has_room(programme: Programme, held: Application, host: Organisation) -> None:
    offered = ProgrammeHost.objects.filter(programme=programme, organisation=host).first()
    if offered is None or host.pk == held.organisation_id:
        raise Refused(_("%(host)s is not a host that this city can have.") % {"host": host.name})
    others = programme.applications.filter(host=host, state="accepted").exclude(pk=held.pk).count()
    if others >= offered.capacity_count:
        raise Refused(
            _("%(host)s has no free place: give one of its cities another host first, or raise its capacity.")
            % {"host": host.name},
            409,
        )


def _no_room(cities: int, places: int, floor_share: float | None) -> str:
    if places < cities:
        return _(
            "The hosts have %(places)s places for %(cities)s cities: add a host or raise a capacity."
        ) % {"places": places, "cities": cities}
    if floor_share is None:
        return _("Some city has no possible host: a city is no host of its own. Add a host.")
    return _("Not every city can have that floor: lower it, add a host or raise a capacity.")
