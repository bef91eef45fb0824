"""Letters in several states: a draft, one in negotiation, one to be signed, one in force."""

from datetime import timedelta
from functools import lru_cache

from django.utils import timezone

import replicity
from replicity.web.letters import services
from replicity.web.letters.models import Letter
from replicity.web.letters.queries import parties_of
from replicity.web.letters.services import Choice, Seat

SIGNERS = {"city": "editor", "buyer": "buyer", "host": "host"}
ROLES = {"city": "facilitator", "buyer": "buyer", "host": "host"}


@lru_cache(maxsize=4)
def appraised(solution="led_street_lighting"):
    """Return an appraisal of Santiago, worked out once for all tests."""
    return replicity.appraise("Santiago, CL", solution, options=replicity.Options(draws=100))


def drafted(world, languages=("en",), role="editor") -> Letter:
    """Return a draft of the city with a buyer and a host, whose signatories are named."""
    letter = services.draft(
        world.actor(role),
        world.organisations["city"],
        choices=[Choice("led_street_lighting")],
        seats=[Seat(world.organisations[name], part) for name, part in ROLES.items()],
        languages=languages,
        valid_until=timezone.localdate() + timedelta(days=400),
        appraisals=[appraised()],
        application=world.things.get("application"),
    )
    for party in parties_of(letter):
        name = next(n for n in SIGNERS if world.organisations[n] == party.organisation)
        fields = {"signatory": world.people[SIGNERS[name]], "office": "Director", "mandate": "Council 114"}
        services.change_party(world.actor("broker"), party, fields)
    letter.refresh_from_db()
    return letter


def sent(world, **options) -> Letter:
    """Return a letter in negotiation."""
    letter = drafted(world, **options)
    services.send(world.actor("editor"), letter)
    letter.refresh_from_db()
    return letter


def approved(world, **options) -> Letter:
    """Return a letter that all parties approved."""
    letter = sent(world, **options)
    for name, role in SIGNERS.items():
        approve(world, letter, name, role)
    letter.refresh_from_db()
    return letter


def approve(world, letter, name, role):
    """Approve the newest version for a party."""
    letter.refresh_from_db()
    return services.approve(
        world.actor(role),
        party(world, letter, name),
        letter.version,
        body="Council",
        approved_on=timezone.localdate(),
        reference="Minutes 7",
    )


def sign(world, letter, name):
    """Sign for a party as its signatory."""
    return services.sign(
        world.actor(SIGNERS[name]), party(world, letter, name), letter.version, proof="password"
    )


def signed(world, **options) -> Letter:
    """Return a letter that all parties signed."""
    letter = approved(world, **options)
    for name in SIGNERS:
        sign(world, letter, name)
    letter.refresh_from_db()
    return letter


def save(world, letter, role, group="visit", **fields):
    """Save the text of a group as somebody who has read the newest version."""
    letter.refresh_from_db()
    seen = fields.pop("seen", letter.version)
    return services.save_group(world.actor(role), letter, group, fields, seen)


def party(world, letter, name):
    """Return the party that an organisation of the world is."""
    return next(p for p in parties_of(letter) if p.organisation == world.organisations[name])


def add(world) -> None:
    """Put a letter in negotiation into the world, and one that the first party has signed."""
    made = {"letter": sent(world), "letter_approved": approved(world)}
    sign(world, made["letter_approved"], "city")
    for name, letter in made.items():
        world.things[name] = letter
        world.ids[name] = letter.pk
        for place in SIGNERS:
            world.ids[f"{name}_{place}"] = party(world, letter, place).pk
