"""What matters elsewhere: programmes count it, and a city with results becomes a host."""

from typing import Final

from replicity.web.network.services import become_host
from replicity.web.programmes.services import note_event
from replicity.web.projects.models import Project
from replicity.web.shared.access import Actor

REPLICA_OPERATING: Final = "replica_operating"
RESULTS_ACCEPTED: Final = "results_accepted"


def tell(actor: Actor, kind: str, project: Project) -> None:
    """Tell the programme of the project's city, inside the transaction of what happened."""
    if project.application is not None:
        note_event(project.application, kind, project, solution=project.solution, actor=actor)
    if kind == RESULTS_ACCEPTED:
        become_host(actor, project)
