"""The letters of intent of the demonstration: drafted, negotiated, approved, signed one after the other."""

from datetime import date, timedelta
from typing import Final

from django.utils import timezone

from replicity.appraisal.requests import Options, appraise
from replicity.web.demonstration.cast import INVENTED, OTHERS
from replicity.web.demonstration.diary import Journey
from replicity.web.demonstration.scene import DRAWS, LED, MODEL, SETTLED, SIZE, Scene
from replicity.web.letters import services
from replicity.web.letters.models import Letter, Party
from replicity.web.letters.queries import parties_of

STAGE: Final = "letter"
BUYER: Final = OTHERS[1].key
RESOURCES: Final = {"cost": "Each party bears its own cost; the buyer pays for the first 1,000 lamps."}
VALID: Final = timedelta(days=1095)
# the letter of this city ends soon, so that its parties are reminded
ENDS_SOON: Final = "Nairobi"


def agreed(scene: Scene) -> Journey:
    """Bring a letter of city, buyer and host from the draft into force."""
    yield scene.at(STAGE, 0.08)
    letter = _drafted(scene, LED, (BUYER, scene.host_key))
    scene.letter = letter
    yield scene.at(STAGE, 0.16)
    services.send(scene.actor, letter)
    yield scene.at(STAGE, 0.28)
    letter.refresh_from_db()
    buyer = scene.company.actor(BUYER)
    comment = services.add_comment(buyer, letter, "resources", f"Who pays for the first lamps? {INVENTED}")
    yield scene.at(STAGE, 0.36)
    if scene.town.name != "Kigali":
        letter.refresh_from_db()
        words = {"en": RESOURCES["cost"], "es": RESOURCES["cost"]}
        languages = ("es", "en") if scene.town.language == "es" else ("en",)
        cost = {"cost": {language: words[language] for language in languages}}
        services.save_group(buyer, letter, "resources", cost, letter.version, INVENTED)
        services.settle_comment(scene.actor, comment)
    yield from _signed(scene, letter)


def _signed(scene: Scene, letter: Letter) -> Journey:
    """Have each party approve and then sign, in order."""
    for n, key in enumerate(_keys(scene)):
        yield scene.at(STAGE, 0.5 + 0.07 * n)
        letter.refresh_from_db()
        services.approve(
            scene.company.actor(key),
            _party(scene, letter, key),
            letter.version,
            body="Council" if key == scene.town.name else "Board",
            approved_on=timezone.localdate() - timedelta(days=2),
            reference=INVENTED,
        )
    for n, key in enumerate(_keys(scene)):
        yield scene.at(STAGE, 0.7 + 0.1 * n)
        letter.refresh_from_db()
        services.sign(
            scene.company.actor(key), _party(scene, letter, key), letter.version, proof="demonstration"
        )
    letter.refresh_from_db()


def second_drafted(scene: Scene) -> Journey:
    """Draft a letter on another solution: who built one replica prepares the next."""
    yield scene.at("host", 0.02)
    other = next(s for s in scene.application.solutions if s != LED)
    _drafted(scene, str(other), (scene.host_key,))


def _drafted(scene: Scene, solution: str, others: tuple[str, ...]) -> Letter:
    seats = {scene.town.name: "facilitator", BUYER: "buyer", scene.host_key: "host"}
    keys = (scene.town.name, *others)
    options = Options(draws=DRAWS, values=SETTLED if solution == LED else {})
    scale, model = (SIZE, MODEL) if solution == LED else (None, None)
    letter = services.draft(
        scene.actor,
        scene.city,
        choices=[services.Choice(solution)],
        seats=[services.Seat(scene.company.organisations[k], seats[k]) for k in keys],
        languages=("es", "en") if scene.town.language == "es" else ("en",),
        valid_until=_end(scene),
        appraisals=[
            appraise(scene.city.city_id, solution, scale=scale, business_model=model, options=options)
        ],
        application=scene.application,
    )
    for party, key in zip(parties_of(letter), keys, strict=True):
        person = scene.company.people[key]
        office = "Mayor" if key == scene.town.name else "Director"
        services.change_party(
            scene.broker, party, {"signatory": person, "office": office, "mandate": INVENTED}
        )
    letter.refresh_from_db()
    return letter


def _end(scene: Scene) -> date:
    if scene.town.name == ENDS_SOON:
        return scene.at(scene.town.stage, 1.0).date()
    return timezone.localdate() + VALID


def _keys(scene: Scene) -> tuple[str, ...]:
    return (scene.town.name, BUYER, scene.host_key)


def _party(scene: Scene, letter: Letter, key: str) -> Party:
    number = scene.company.organisations[key].pk
    return next(p for p in parties_of(letter) if p.organisation_id == number)
