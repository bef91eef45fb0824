"""How the cities of the demonstration get to know their hosts: introductions, questions, visits."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

from django.utils import timezone

from replicity.web.demonstration.cast import INVENTED
from replicity.web.demonstration.diary import Journey
from replicity.web.demonstration.people import address_of
from replicity.web.demonstration.scene import Scene
from replicity.web.introductions import services as introductions
from replicity.web.visits import services as visits
from replicity.web.visits.models import FollowUp, Visit

STAGE: Final = "delegation"
CONTRACT: Final = "Under which contract did you build it?"
QUESTIONS: Final = (
    ("contract:model", "contract", "Would you sign the same contract again?", ""),
    ("operation:failures", "operation", "What failed in the first year, and who paid?", ""),
)
# who travels: what they bring, and what for
DELEGATES: Final = (
    ("Nadia Demo", "political", "Can our council decide on this?"),
    ("Omar Demo", "technical", "What has to change on our poles?"),
    ("Paz Demo", "finance", "Who bears the risk of the saving?"),
)


def asked(scene: Scene) -> Journey:
    """Ask the host of the programme for an introduction."""
    yield scene.at("short_list", 0.3)
    scene.introduction = introductions.ask(
        scene.actor, scene.city, scene.host, scene.solution, f"How did you begin? {INVENTED}"
    )


def talked(scene: Scene) -> Journey:
    """Write to each other, put a question, and fix when both look at what came of it."""
    stage, held = "remote_exchange", scene.introduction
    if held is None:
        return
    yield scene.at(stage, 0.05)
    introductions.accept(scene.host_actor, held)
    yield scene.at(stage, 0.15)
    introductions.write(scene.actor, held, f"Thank you. Could we speak next week? {INVENTED}")
    yield scene.at(stage, 0.25)
    introductions.write(scene.host_actor, held, f"Gladly. We bring who ran the tender. {INVENTED}")
    yield scene.at(stage, 0.35)
    question = introductions.ask_question(
        scene.actor, scene.city, scene.solution, CONTRACT, theme="contract", introduction=held
    )
    yield scene.at(stage, 0.4)
    introductions.follow_up(scene.actor, held, scene.at(stage, 0.9).date())
    yield scene.at(stage, 0.7)
    introductions.answer_question(scene.host_actor, question, f"We tell you at the visit. {INVENTED}", "", [])


def visited(scene: Scene) -> Journey:
    """Plan a visit, have it confirmed, travel, and report."""
    yield scene.at(STAGE, 0.1)
    if scene.introduction is not None:
        introductions.close(scene.actor, scene.introduction, "visit", INVENTED)
    visit = _proposed(scene)
    yield scene.at(STAGE, 0.2)
    for name, field, objective in DELEGATES:
        given = {"name": name, "field": field, "objective": objective, "email": address_of(name)}
        visits.add_delegate(scene.actor, visit, given)
    yield scene.at(STAGE, 0.25)
    visits.take_step(scene.host_actor, visit, "confirm")
    yield timezone.now() + (visit.first_day - timezone.localdate()) + timedelta(days=2, hours=6)
    visits.take_step(scene.actor, visit, "hold")
    yield timezone.now() + timedelta(days=8)
    _reported(scene, visit)


def _proposed(scene: Scene) -> Visit:
    first = scene.at(STAGE, 0.6).date()
    return visits.propose_visit(
        scene.actor,
        scene.city,
        scene.host,
        visits.PlanDetails(
            title=f"{scene.town.name} visits {scene.host.name}"[:120],
            solution=scene.solution,
            first_day=first - timedelta(days=first.weekday()),
            days=Decimal("2.0"),
            party_size=len(DELEGATES),
            travel="plane",
            success="We know under which contract to build.",
            application=scene.application,
            questions=QUESTIONS,
        ),
    )


def _reported(scene: Scene, visit: Visit) -> None:
    first, *others = visit.questions.all()
    answers = {first.pk: ("answered", f"Yes, with a longer term. {INVENTED}")}
    answers |= {q.pk: ("partly", f"Sensors failed; the bills follow. {INVENTED}") for q in others}
    said = {
        "succeeded": True,
        "decisions": f"A letter of intent goes to the council. {INVENTED}",
        "lessons": f"Begin with the baseline. {INVENTED}",
    }
    visits.save_report(scene.actor, visit, 1, said, answers)
    visits.finish_report(scene.actor, visit)


def followed_up(scenes: dict[int, Scene], today: datetime) -> None:
    """Look after what follows the visits; what fell due last is late."""
    due = FollowUp.objects.filter(due_on__lt=today.date()).select_related("visit").order_by("due_on", "pk")
    for found in list(due)[:-1]:
        scene = scenes[found.visit.city_id]
        visits.set_follow_up(scene.actor, found, FollowUp.Progress.DONE, f"They spoke. {INVENTED}")
