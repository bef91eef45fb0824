"""Who goes to which host, beside what is proposed, and what each change costs."""

from collections.abc import Sequence
from dataclasses import dataclass

from replicity.web.accounts.models import Organisation
from replicity.web.programmes.models import Application, AssignmentProposal, Programme


@dataclass(frozen=True, slots=True)
class Choice:
    """One host that a city could have; the cost is what the sum of all scores would lose against now."""

    host: Organisation
    score: float | None
    cost: float | None
    free: bool
    now: bool
    proposed: bool

    @property
    def gain(self) -> float:
        """Return what the sum of all scores would gain."""
        return -(self.cost or 0.0)


@dataclass(frozen=True, slots=True)
class CityRow:
    """One city of the assignment."""

    application: Application
    choices: tuple[Choice, ...]
    proposed: Organisation | None

    @property
    def score(self) -> float | None:
        """Return the score of the host that the city has."""
        return next((c.score for c in self.choices if c.now), None)


@dataclass(frozen=True, slots=True)
class HostRow:
    """A host, its places, and how many are taken."""

    organisation: Organisation
    capacity_count: int
    taken_count: int

    @property
    def free_count(self) -> int:
        """Return the free places."""
        return max(self.capacity_count - self.taken_count, 0)


@dataclass(frozen=True, slots=True)
class Standing:
    """The sum of scores now and as proposed, over the cities of the proposal."""

    cities_count: int
    placed_count: int
    now: float
    proposed: float

    @property
    def given_up_share(self) -> float | None:
        """Return what is given up against the proposal; None as long as a city has no host."""
        if not self.proposed or self.placed_count < self.cities_count:
            return None
        return 1 - self.now / self.proposed


def host_rows(programme: Programme) -> tuple[HostRow, ...]:
    """Return the hosts of a programme with their places."""
    taken: dict[int, int] = {}
    for (host_id,) in (
        programme.applications.filter(state="accepted").exclude(host=None).values_list("host_id")
    ):
        taken[host_id] = taken.get(host_id, 0) + 1
    return tuple(
        HostRow(h.organisation, h.capacity_count, taken.get(h.organisation_id, 0))
        for h in programme.hosts.select_related("organisation")
    )


def standing_of(programme: Programme, proposal: AssignmentProposal) -> Standing:
    """Return how the hosts that cities have compare with those proposed."""
    now_of = dict(programme.applications.filter(state="accepted").order_by().values_list("pk", "host_id"))
    scores = {int(pk): row for pk, row in proposal.scores.items() if int(pk) in now_of}
    placed = {pk: row[str(now_of[pk])] for pk, row in scores.items() if str(now_of[pk]) in row}
    best = (row.get(str(proposal.placements.get(str(pk))), 0.0) for pk, row in scores.items())
    return Standing(len(scores), len(placed), sum(placed.values()), sum(best))


def city_rows(
    applications: Sequence[Application], hosts: Sequence[HostRow], proposal: AssignmentProposal | None
) -> tuple[CityRow, ...]:
    """Return the cities of a page, each with the hosts that it could have, best first."""
    by_id = {h.organisation.pk: h.organisation for h in hosts}
    found = []
    for application in applications:
        key = str(application.pk)
        scores = proposal.scores.get(key, {}) if proposal else {}
        placed = by_id.get(proposal.placements.get(key, 0)) if proposal else None
        held = scores.get(str(application.host_id))
        choices = [
            _choice(application, host, scores.get(str(host.organisation.pk)), held, placed) for host in hosts
        ]
        known = [c for c in choices if c is not None]
        found.append(CityRow(application, tuple(sorted(known, key=lambda c: -(c.score or 0.0))), placed))
    return tuple(found)


def _choice(
    application: Application,
    host: HostRow,
    score: float | None,
    held: float | None,
    placed: Organisation | None,
) -> Choice | None:
    if host.organisation.pk == application.organisation_id:
        return None
    return Choice(
        host=host.organisation,
        score=score,
        cost=held - score if held is not None and score is not None else None,
        free=host.free_count > 0,
        now=host.organisation.pk == application.host_id,
        proposed=placed is not None and placed.pk == host.organisation.pk,
    )
