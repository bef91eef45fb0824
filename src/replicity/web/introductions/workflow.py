"""What may follow what: introductions and questions."""

from replicity.web.introductions.models import QuestionState, State
from replicity.web.shared.workflow import Workflow

INTRODUCTION = Workflow(
    "introduction",
    State.REQUESTED,
    {
        (State.REQUESTED, "accept"): State.ACCEPTED,
        (State.REQUESTED, "decline"): State.DECLINED,
        (State.REQUESTED, "withdraw"): State.WITHDRAWN,
        (State.ACCEPTED, "follow_up"): State.FOLLOWING_UP,
        (State.FOLLOWING_UP, "follow_up"): State.FOLLOWING_UP,
        (State.ACCEPTED, "close"): State.CLOSED,
        (State.FOLLOWING_UP, "close"): State.CLOSED,
    },
)
QUESTION = Workflow(
    "question",
    QuestionState.OPEN,
    {
        (QuestionState.OPEN, "answer"): QuestionState.ANSWERED,
        (QuestionState.ANSWERED, "answer"): QuestionState.ANSWERED,
        # the city heard the answer elsewhere, as at a visit
        (QuestionState.OPEN, "settle"): QuestionState.ANSWERED,
        (QuestionState.ANSWERED, "reopen"): QuestionState.OPEN,
        (QuestionState.OPEN, "withdraw"): QuestionState.WITHDRAWN,
    },
)
# messages, documents and questions belong to these states
TALKING = (State.REQUESTED, State.ACCEPTED, State.FOLLOWING_UP)
