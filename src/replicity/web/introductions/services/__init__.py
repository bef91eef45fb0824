"""What is done with introductions, questions, know-how and documents."""

from replicity.web.introductions.services.documents import add_version, share
from replicity.web.introductions.services.introductions import (
    accept,
    ask,
    close,
    decline,
    follow_up,
    withdraw,
)
from replicity.web.introductions.services.know_how import publish, withdraw_consent
from replicity.web.introductions.services.questions import (
    answer_question,
    ask_question,
    reopen_question,
    settle_question,
    withdraw_question,
)
from replicity.web.introductions.services.thread import write

__all__ = [
    "accept",
    "add_version",
    "answer_question",
    "ask",
    "ask_question",
    "close",
    "decline",
    "follow_up",
    "publish",
    "reopen_question",
    "settle_question",
    "share",
    "withdraw",
    "withdraw_consent",
    "withdraw_question",
    "write",
]
