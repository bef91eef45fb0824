"""What programmes remember."""

from replicity.web.programmes.models.application import (
    Application,
    CriterionTick,
    Driver,
    Event,
    EventKind,
    StageChange,
    State,
)
from replicity.web.programmes.models.programme import (
    AssignmentProposal,
    Bloc,
    Programme,
    ProgrammeHost,
    StageGate,
)

__all__ = [
    "Application",
    "AssignmentProposal",
    "Bloc",
    "CriterionTick",
    "Driver",
    "Event",
    "EventKind",
    "Programme",
    "ProgrammeHost",
    "StageChange",
    "StageGate",
    "State",
]
