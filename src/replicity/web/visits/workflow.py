"""What may follow what in a visit."""

from typing import Final

from replicity.web.shared.workflow import Workflow
from replicity.web.visits.models import State

CONFIRM, WIDEN, CANCEL, HOLD, REPORT = "confirm", "widen", "cancel", "hold", "report"
VISIT: Final = Workflow(
    "visit",
    State.PROPOSED,
    {
        (State.PROPOSED, CONFIRM): State.CONFIRMED,
        # another host was asked: the visit is confirmed again when it has answered
        (State.CONFIRMED, WIDEN): State.PROPOSED,
        (State.CONFIRMED, HOLD): State.HELD,
        (State.HELD, REPORT): State.REPORTED,
        (State.PROPOSED, CANCEL): State.CANCELLED,
        (State.CONFIRMED, CANCEL): State.CANCELLED,
    },
)
# the answer of one host alone: the visit goes on without it
DECLINE: Final = "decline"
MOST_HOSTS: Final = 8
# the programme can be changed until the visit is over
PLANNED: Final = (State.PROPOSED, State.CONFIRMED)
