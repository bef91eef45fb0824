"""What may follow what: an application from draft to acceptance."""

from replicity.web.shared.workflow import Workflow

APPLICATION = Workflow(
    "application",
    "draft",
    {
        ("draft", "submit"): "submitted",
        ("draft", "withdraw"): "withdrawn",
        ("submitted", "accept"): "accepted",
        ("submitted", "decline"): "declined",
        ("submitted", "withdraw"): "withdrawn",
        ("accepted", "withdraw"): "withdrawn",
        ("withdrawn", "reopen"): "draft",
    },
)
