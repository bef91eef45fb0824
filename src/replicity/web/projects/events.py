"""What happens in projects and matters elsewhere: other applications listen without being known here."""

from collections.abc import Callable
from typing import Final

from replicity.web.projects.models import Project
from replicity.web.shared.access import Actor

Listener = Callable[[Actor, str, Project], None]
# stable names: what programmes count
REPLICA_OPERATING: Final = "replica_operating"
RESULTS_ACCEPTED: Final = "results_accepted"
_LISTENERS: Final[list[Listener]] = []


def listen(listener: Listener) -> Listener:
    """Have a function called inside the transaction of every event, with actor, kind and project."""
    if listener not in _LISTENERS:
        _LISTENERS.append(listener)
    return listener


def tell(actor: Actor, kind: str, project: Project) -> None:
    """Tell the listeners."""
    for listener in _LISTENERS:
        listener(actor, kind, project)
