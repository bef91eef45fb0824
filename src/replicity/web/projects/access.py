"""Who may do what with replication projects: parties, evaluator, broker, guests of a room."""

from typing import Any

from replicity.web.projects.models import Project, RoomGuest
from replicity.web.shared.access import Actor, rule


@rule("projects.begin")
def may_begin(actor: Actor, _thing: Any) -> bool:
    """Cities and buyers begin projects, and brokers for them."""
    return actor.broker or bool(actor.edits_as("city") or actor.edits_as("buyer"))


@rule("projects.read")
def may_read(actor: Actor, project: Project) -> bool:
    """The parties see the project, and the brokers all projects."""
    return actor.broker or any(actor.reads(number) for number in project.parties)


@rule("projects.change")
def may_change(actor: Actor, project: Project) -> bool:
    """City and buyer write, and the broker helps."""
    return actor.broker or actor.edits(project.city_id) or actor.edits(project.buyer_id)


@rule("projects.measure")
def may_measure(actor: Actor, project: Project) -> bool:
    """Who writes the project enters readings, and so does the provider that runs the meters."""
    return may_change(actor, project) or actor.edits(project.provider_id)


@rule("projects.judge")
def may_judge(actor: Actor, project: Project) -> bool:
    """The project's evaluator, or a broker, decides whether results become evidence."""
    return actor.broker or actor.edits(project.evaluator_id)


@rule("projects.enter_room")
def may_enter_room(actor: Actor, project: Project) -> bool:
    """Who reads the project and the guests who are invited see the data room."""
    if may_read(actor, project):
        return True
    return guest_organisation(actor, project) is not None


def guest_organisation(actor: Actor, project: Project) -> int | None:
    """Return the organisation by whose invitation an actor enters the data room, None without one."""
    own = sorted(actor.organisations())
    if not own:
        return None
    found = RoomGuest.objects.filter(project=project, organisation__in=own, left_at=None)
    return found.values_list("organisation_id", flat=True).order_by("pk").first()
