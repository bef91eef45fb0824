"""The gates from idea to operating: the stages, and what must hold before each is reached.

The tests follow the five tests of the G20's infrastructure work and SOURCE (rationale, options, commercial
viability, affordability, deliverability), the project tests of the Climate Investment Funds (master plan,
support, land, permits, financial model), and those of the City Finance Facility (maturity, tangible scope).
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from replicity.web.shared.workflow import Workflow

START: Final = "idea"
STAGES: Final = (
    ("idea", _("idea")),
    ("concept", _("concept")),
    ("pre_feasibility", _("pre-feasibility")),
    ("feasibility", _("feasibility")),
    ("structured", _("structured")),
    ("procured", _("procured")),
    ("financial_close", _("financial close")),
    ("built", _("built")),
    ("operating", _("operating")),
)
ORDER: Final = tuple(name for name, _word in STAGES)
STEPS: Final = {(before, "pass"): after for before, after in pairwise(ORDER)}
GATES: Final = Workflow("project", START, STEPS)


@dataclass(frozen=True, slots=True)
class GateTest:
    """One test of a gate: worked out from the project (`seen`), or attested by the person who passes it."""

    id: str
    sentence: str
    seen: bool = False


TESTS: Final[dict[str, tuple[GateTest, ...]]] = {
    "concept": (
        GateTest(
            "rationale", gettext_noop("The need, the target and the plan that it serves are written down.")
        ),
        GateTest("summary", gettext_noop("The project says what is built, and why."), seen=True),
    ),
    "pre_feasibility": (
        GateTest("options", gettext_noop("Other solutions were compared, and the choice has a reason.")),
        GateTest("sites", gettext_noop("A site with its owner is named."), seen=True),
        GateTest("prediction", gettext_noop("The prediction of the letter is frozen."), seen=True),
    ),
    "feasibility": (
        GateTest(
            "unblocked", gettext_noop("No precondition is blocked in the frozen prediction."), seen=True
        ),
        GateTest(
            "adaptation",
            gettext_noop("Technical concept and business model have decisions to keep, change or drop."),
            seen=True,
        ),
        GateTest("master_plan", gettext_noop("The project stands in an adopted plan of the city.")),
    ),
    "structured": (
        GateTest(
            "model", gettext_noop("The business model is chosen, and a buyer implements it."), seen=True
        ),
        GateTest(
            "risk_owners", gettext_noop("Risks are named, each with an owner and a response."), seen=True
        ),
        GateTest("affordable", gettext_noop("Users and city can afford it over the whole term.")),
    ),
    "procured": (
        GateTest("route", gettext_noop("The procurement route is chosen and described."), seen=True),
        GateTest(
            "permits", gettext_noop("Every permit, land and connection that is listed is granted."), seen=True
        ),
        GateTest("award", gettext_noop("The contract was awarded by the rules, and no complaint is open.")),
    ),
    "financial_close": (
        GateTest("covered", gettext_noop("Committed sources of money cover all uses."), seen=True),
        GateTest("conditions", gettext_noop("The lenders' conditions are met.")),
    ),
    "built": (
        GateTest("commissioned", gettext_noop("The works are taken over after commissioning.")),
        GateTest("baselines", gettext_noop("Every meter that needs a baseline has one."), seen=True),
    ),
    "operating": (
        GateTest("operator", gettext_noop("An operator is named among the roles."), seen=True),
        GateTest("reading", gettext_noop("First readings are in."), seen=True),
    ),
}


def next_stage(stage: str) -> str | None:
    """Return the stage that the next gate leads to, None at the end."""
    return GATES.steps.get((stage, "pass"))
