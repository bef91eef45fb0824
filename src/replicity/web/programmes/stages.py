"""The stages of a city on its way to a replica, the gate at the end of each, and what the city does in it."""

from collections.abc import Mapping
from typing import Final

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop


class Stage(models.TextChoices):
    """Where an accepted city stands, in order."""

    ONBOARDING = "onboarding", gettext_lazy("Onboarding")
    INTAKE = "intake", gettext_lazy("Intake")
    DIAGNOSIS = "diagnosis", gettext_lazy("Diagnosis")
    SHORT_LIST = "short_list", gettext_lazy("Short list")
    REMOTE_EXCHANGE = "remote_exchange", gettext_lazy("Remote exchange")
    DELEGATION = "delegation", gettext_lazy("Delegation")
    LETTER = "letter", gettext_lazy("Letter of intent")
    PRE_FEASIBILITY = "pre_feasibility", gettext_lazy("Pre-feasibility")
    ADAPTATION = "adaptation", gettext_lazy("Adaptation")
    PREPARATION = "preparation", gettext_lazy("Preparation")
    DEAL = "deal", gettext_lazy("Deal")
    IMPLEMENTATION = "implementation", gettext_lazy("Implementation")
    HOST = "host", gettext_lazy("Becoming a host")


STAGES: Final = tuple(Stage.values)

# stage: what must be true before it is left, by the id of the criterion
CRITERIA: Final[Mapping[str, Mapping[str, str]]] = {
    "onboarding": {
        "profile": gettext_noop("The city's profile names its ambition, tracks and languages"),
        "host_material": gettext_noop(
            "What the hosts show, and on what terms they can be visited, is at hand"
        ),
    },
    "intake": {
        "questionnaire": gettext_noop("The questionnaire is answered"),
        "needs": gettext_noop("The city's needs and its level of ambition are written down"),
        "mandate": gettext_noop("Somebody has the mandate to speak for the city"),
    },
    "diagnosis": {
        "baseline": gettext_noop("The baseline is known"),
        "plans": gettext_noop("Existing plans and the legal situation are mapped"),
        "readiness": gettext_noop("The preconditions have been checked"),
    },
    "short_list": {
        "ranked": gettext_noop("The solutions are ranked, each with its conditions"),
        "host_agreed": gettext_noop("The city and a host have agreed to work together"),
    },
    "remote_exchange": {
        "answers": gettext_noop("The host's experts have answered the city's first questions"),
        "open_questions": gettext_noop("The questions that only a visit can answer are listed"),
    },
    "delegation": {
        "objectives": gettext_noop("Objectives, delegates and programme of the visit were agreed"),
        "visit_held": gettext_noop("The visit has taken place"),
        "visit_report": gettext_noop("The report of the visit says what was answered and decided"),
    },
    "letter": {
        "signatory": gettext_noop("The signatory's mandate is on record"),
        "letter_signed": gettext_noop("All parties have signed the letter of intent"),
    },
    "pre_feasibility": {
        "transferability": gettext_noop("It is settled what to keep, to change and to drop"),
        "site": gettext_noop("Sites and size of the replica are chosen"),
    },
    "adaptation": {
        "canvas": gettext_noop("The business model is adapted"),
        "cash_flows": gettext_noop("The cash flows of every actor are worked out"),
        "draft_investment_plan": gettext_noop("A draft of the investment plan exists"),
    },
    "preparation": {
        "investment_plan": gettext_noop("The investment plan is final"),
        "procurement": gettext_noop("The procurement route is decided"),
        "finance_tests": gettext_noop(
            "Rationale, options, commercial viability, affordability and deliverability have been tested"
        ),
    },
    "deal": {
        "contract": gettext_noop("Buyer and provider have signed the contract"),
        "permits": gettext_noop("The city has given its permits"),
        "financial_close": gettext_noop("The finance is closed"),
    },
    "implementation": {
        "replica_operating": gettext_noop("The replica operates"),
        "measuring": gettext_noop("The plan of indicators is being measured"),
        "results_accepted": gettext_noop("A year of results has been accepted"),
    },
    "host": {},
}

NEXT_STEPS: Final[Mapping[str, str]] = {
    "onboarding": gettext_noop("Complete your city's profile: ambition, tracks, languages, contact."),
    "intake": gettext_noop("Answer the questionnaire, and name who may speak for the city."),
    "diagnosis": gettext_noop("Hand in the baseline, the plans in force and what the law asks for."),
    "short_list": gettext_noop("Look at the ranked solutions and choose with which host to work."),
    "remote_exchange": gettext_noop("Put your questions to the host's experts before you travel."),
    "delegation": gettext_noop("Plan the visit: who travels, with which questions, to see what."),
    "letter": gettext_noop("Bring the letter of intent to council, and have all parties sign it."),
    "pre_feasibility": gettext_noop("Choose sites and size, and settle what has to change for your city."),
    "adaptation": gettext_noop("Work out the business model and every actor's cash flows with the buyer."),
    "preparation": gettext_noop("Finish the investment plan; decide how to procure and how to finance."),
    "deal": gettext_noop("Give the permits; buyer, provider and lender sign."),
    "implementation": gettext_noop("Build, measure, and report the results."),
    "host": gettext_noop("Show others what you built: offer visits and answer questions."),
}


def place_of(stage: str) -> int:
    """Return the place of a stage in the order, 0 for the first."""
    return STAGES.index(stage)


def criterion_sentence(stage: str, criterion: str) -> str:
    """Return what a criterion says, in the language in force."""
    return _(CRITERIA[stage][criterion])


def next_step(stage: str) -> str:
    """Return what the city does next, in the language in force."""
    return _(NEXT_STEPS[stage])
