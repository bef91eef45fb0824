"""The projects of the demonstration, from the letter to the contract: each stage passes its gates."""

from datetime import date, timedelta
from typing import Final

from django.utils import timezone

from replicity.appraisal.requests import Options
from replicity.web.demonstration.cast import INVENTED, OTHERS
from replicity.web.demonstration.diary import Journey
from replicity.web.demonstration.scene import DRAWS, LED, SETTLED, SIZE, Scene
from replicity.web.demonstration.steps import add, change, change_a_part, gate, reach, the
from replicity.web.projects.models import Facilitation, FinanceLine, Project, Task
from replicity.web.projects.services.projects import begin_project, change_project, freeze_prediction
from replicity.web.projects.services.room import add_document, invite_guest

PROVIDER, BUYER, LENDER, EVALUATOR = (body.key for body in OTHERS)
# what has to be done, by whom, and by which share of which stage
TASKS: Final = (
    ("Count and measure the lamps of the site", "city", "pre_feasibility", 0.5),
    ("Bring the cash flows to every party's lawyer", "buyer", "adaptation", 0.6),
    ("Write the tender with the host's documents", "city", "preparation", 0.8),
    ("Agree on the meters with the grid operator", "provider", "deal", 0.8),
    ("Train the crew that looks after the lamps", "provider", "implementation", 0.1),
)
RISKS: Final = (
    ("The baseline is lower than assumed", 2, 3, "Meter 30 cabinets for a month before the contract."),
    ("Controls arrive late, so that nothing is dimmed", 2, 2, "The contract names a day and a price for it."),
    ("The next council cuts the budget for light", 1, 3, "Pay out of the saving, on an account of its own."),
)
DECISIONS: Final = (
    ("technical", "Dimming by a curve for each street", "keep", ""),
    ("technical", "Sensors for air and noise on the poles", "drop", ""),
    ("business", "The city owns and pays", "change", "The buyer builds and is paid out of the saving"),
)
# what fell due before is done, the rest is late
LATE_AFTER: Final = timedelta(days=30)


def begun(scene: Scene) -> Journey:
    """Begin the project that follows from the letter, choose the site, freeze the prediction."""
    stage = "pre_feasibility"
    yield scene.at(stage, 0.08)
    project = scene.project = _new(scene)
    add(scene, "milestone", what="Investment plan", planned_on=scene.at("preparation", 0.9).date())
    add(scene, "milestone", what="Light on", planned_on=scene.at("implementation", 0.15).date())
    for what, who, stage_of, share in TASKS:
        add(scene, "task", what=what, owner=_name(scene, who), due_on=scene.at(stage_of, share).date())
    yield scene.at(stage, 0.2)
    add(
        scene,
        "site",
        name="Centre and two districts",
        kind="district",
        owner=scene.city.name,
        units_count=SIZE,
        note=INVENTED,
    )
    gate(scene)
    yield scene.at(stage, 0.35)
    options = Options(draws=DRAWS, values=SETTLED)
    freeze_prediction(scene.actor, project, options, timezone.localdate())
    yield scene.at(stage, 0.5)
    gate(scene)


def adapted(scene: Scene) -> Journey:
    """Decide what to keep, change or drop, and write the risks down."""
    stage = "adaptation"
    yield scene.at(stage, 0.25)
    for subject, element, decision, instead in DECISIONS:
        add(
            scene,
            "adaptation",
            subject=subject,
            element=element,
            decision=decision,
            instead=instead,
            why=INVENTED,
            decided_on=timezone.localdate(),
        )
    yield scene.at(stage, 0.45)
    for what, likelihood, impact, response in RISKS:
        owner = _name(scene, "buyer")
        add(
            scene,
            "risk",
            what=what,
            likelihood=likelihood,
            impact=impact,
            owner=owner,
            response=response,
        )
    yield scene.at(stage, 0.75)
    gate(scene)


def prepared(scene: Scene) -> Journey:
    """Write the finance plan, choose how to buy, and ask for permits."""
    stage = "preparation"
    yield scene.at(stage, 0.15)
    whole = round(the(scene).prediction.sums["capex_eur"]["p50"], -3)
    lent = round(0.7 * whole, -3)
    for side, kind, who, amount in (
        ("use", "investment", PROVIDER, whole),
        ("source", "loan", LENDER, lent),
        ("source", "equity", BUYER, whole - lent),
    ):
        add(
            scene,
            "finance",
            side=side,
            kind=kind,
            who=_name(scene, who),
            amount_eur=amount,
            state=FinanceLine.State.IDEA,
        )
    yield scene.at(stage, 0.35)
    gate(scene)
    reach(scene)
    yield scene.at(stage, 0.5)
    change(scene, procurement="open", procurement_note=f"One lot, quality 60, price 40. {INVENTED}")
    yield scene.at(stage, 0.6)
    for kind, what in (("permit", "Works in the streets of the site"), ("data", "Plan of all poles")):
        add(
            scene,
            "facilitation",
            kind=kind,
            what=what,
            office="Public works",
            asked_on=timezone.localdate(),
            due_on=scene.at("deal", 0.2).date(),
            state=Facilitation.State.ASKED,
        )


def closed(scene: Scene) -> Journey:
    """Have the permits granted, award, open the data room to a lender, and close the finance."""
    stage, project = "deal", the(scene)
    yield scene.at(stage, 0.2)
    for act in project.facilitations.all():
        change_a_part(scene, "facilitation", act, state="granted", decided_on=timezone.localdate())
    yield scene.at(stage, 0.4)
    gate(scene)
    yield scene.at(stage, 0.45)
    invite_guest(scene.actor, project, scene.company.organisations[LENDER], f"Loan. {INVENTED}")
    words = f"Term sheet of {scene.town.name}. {INVENTED}".encode()
    add_document(scene.actor, project, words, "Term sheet", "contract", "term-sheet.txt")
    yield scene.at(stage, 0.8)
    for line in project.finance_lines.all():
        change_a_part(scene, "finance", line, state=FinanceLine.State.COMMITTED)
    yield scene.at(stage, 0.9)
    gate(scene)


def looked_after(project: Project, scene: Scene, today: date) -> None:
    """Say of what was due long ago that it is done; what fell due of late is late."""
    for task in project.tasks.filter(due_on__lt=today - LATE_AFTER):
        change_a_part(scene, "task", task, state=Task.State.DONE)


def _new(scene: Scene) -> Project:
    project = begin_project(
        scene.actor,
        scene.city,
        LED,
        f"Lamps of {scene.town.name}",
        buyer=scene.company.organisations[BUYER],
        summary=f"1,000 old lamps become LED, as the host did it. {INVENTED}",
        letter=scene.letter,
        application=scene.application,
    )
    keys = {"provider": PROVIDER, "evaluator": EVALUATOR, "host": scene.host_key}
    seats = {seat: scene.company.organisations[key] for seat, key in keys.items()}
    change_project(scene.actor, project, seats, project.revision)
    return project


def _name(scene: Scene, key: str) -> str:
    return scene.city.name if key == "city" else scene.company.organisations[key].name
