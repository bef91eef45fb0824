"""The steps of offers and of requests for information."""

from typing import Final

from replicity.web.shared.workflow import Workflow

OFFER: Final = Workflow(
    "offer",
    "pending",
    {
        ("pending", "approve"): "approved",
        ("pending", "decline"): "declined",
        # what was approved may turn out to be wrong
        ("approved", "decline"): "declined",
        # the broker approved other words than those that are now there
        ("pending", "change"): "pending",
        ("approved", "change"): "pending",
        ("declined", "change"): "pending",
        ("withdrawn", "change"): "pending",
        # what rests on accepted results stays while the city says when it takes visits
        ("approved", "complete"): "approved",
        ("pending", "withdraw"): "withdrawn",
        ("approved", "withdraw"): "withdrawn",
        ("declined", "withdraw"): "withdrawn",
    },
)
REQUEST: Final = Workflow(
    "information request",
    "sent",
    {
        ("sent", "answer"): "answered",
        ("answered", "answer"): "answered",
        ("answered", "close"): "closed",
        ("sent", "withdraw"): "withdrawn",
    },
)
