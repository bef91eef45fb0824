"""What is kept of introductions, questions, know-how and documents."""

from replicity.web.introductions.models.documents import Document, DocumentVersion
from replicity.web.introductions.models.introductions import (
    Introduction,
    Message,
    Outcome,
    Reminder,
    State,
)
from replicity.web.introductions.models.questions import Answer, KnowHow, Question, QuestionState, Theme

__all__ = [
    "Answer",
    "Document",
    "DocumentVersion",
    "Introduction",
    "KnowHow",
    "Message",
    "Outcome",
    "Question",
    "QuestionState",
    "Reminder",
    "State",
    "Theme",
]
