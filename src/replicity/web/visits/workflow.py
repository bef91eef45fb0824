"""What may follow what in a visit."""

from typing import Final

from replicity.web.shared.workflow import Workflow
from replicity.web.visits.models import State

CONFIRM, CANCEL, HOLD, REPORT = "confirm", "cancel", "hold", "report"
VISIT: Final = Workflow(
    "visit",
    State.PROPOSED,
    {
        (State.PROPOSED, CONFIRM): State.CONFIRMED,
        (State.CONFIRMED, HOLD): State.HELD,
        (State.HELD, REPORT): State.REPORTED,
        (State.PROPOSED, CANCEL): State.CANCELLED,
        (State.CONFIRMED, CANCEL): State.CANCELLED,
    },
)
# the programme can be changed until the visit is over
PLANNED: Final = (State.PROPOSED, State.CONFIRMED)
