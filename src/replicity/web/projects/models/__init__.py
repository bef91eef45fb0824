"""What a replication project remembers."""

from replicity.web.projects.models.concept import AdaptationEntry, CanvasNote, Prediction
from replicity.web.projects.models.measuring import (
    AcceptedFigure,
    EvidenceSource,
    Measurement,
    MeterPlan,
    ResultReport,
)
from replicity.web.projects.models.project import Facilitation, Part, Procurement, Project, Site
from replicity.web.projects.models.room import RoomDocument, RoomGuest, RoomView
from replicity.web.projects.models.work import FinanceLine, GatePass, Milestone, Risk, RoleHolder, Task

__all__ = [
    "AcceptedFigure",
    "AdaptationEntry",
    "CanvasNote",
    "EvidenceSource",
    "Facilitation",
    "FinanceLine",
    "GatePass",
    "Measurement",
    "MeterPlan",
    "Milestone",
    "Part",
    "Prediction",
    "Procurement",
    "Project",
    "ResultReport",
    "Risk",
    "RoleHolder",
    "RoomDocument",
    "RoomGuest",
    "RoomView",
    "Site",
    "Task",
]
