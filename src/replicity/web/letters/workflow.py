"""What may follow what in the life of a letter."""

from typing import Final

from replicity.web.letters.models import State
from replicity.web.shared.workflow import Workflow

LETTER: Final = Workflow(
    "letter",
    State.DRAFT,
    {
        (State.DRAFT, "send"): State.NEGOTIATED,
        (State.DRAFT, "withdraw"): State.WITHDRAWN,
        (State.NEGOTIATED, "approve"): State.APPROVED,
        (State.NEGOTIATED, "withdraw"): State.WITHDRAWN,
        (State.APPROVED, "reopen"): State.NEGOTIATED,
        (State.APPROVED, "sign"): State.SIGNED,
        (State.APPROVED, "expire"): State.EXPIRED,
        (State.APPROVED, "withdraw"): State.WITHDRAWN,
        (State.SIGNED, "activate"): State.ACTIVE,
        (State.SIGNED, "withdraw"): State.WITHDRAWN,
        (State.ACTIVE, "fulfil"): State.FULFILLED,
        (State.ACTIVE, "expire"): State.EXPIRED,
        (State.ACTIVE, "withdraw"): State.WITHDRAWN,
    },
)
