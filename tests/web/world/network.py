"""Profiles, offers, a request for information with an answer and a quote."""

import datetime
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from replicity.web.files.services import keep
from replicity.web.network import services
from replicity.web.network.prices import Price

SOLUTION = "led_street_lighting"
PRICE = "capex_eur_per_luminaire"
TEXT = b"Taking-over certificate\n"


def valid_until(days=90):
    """Return a day to come."""
    return timezone.localdate() + datetime.timedelta(days=days)


def add(world) -> None:
    """Put the network into the world."""
    broker, provider = world.actor("broker"), world.actor("provider")
    services.describe(
        world.actor("editor"),
        world.organisations["city"],
        {"summary": "Half the power for light.", "tracks": [1], "languages": ["es"], "seeks": [SOLUTION]},
    )
    hosting = services.offer_visits(
        world.actor("host"),
        world.organisations["host"],
        {
            "text": "Three days.",
            "demonstrations": [],
            "solutions": ["electric_buses"],
            "visit_slots_per_year": 4,
        },
    )
    services.decide(broker, hosting, approved=True)
    offer = services.offer_solution(
        provider, world.organisations["provider"], {"solution": SOLUTION, "text": "Poles.", "markets": ["CL"]}
    )
    file = keep(provider, SimpleUploadedFile("certificate.txt", TEXT))
    sourced = services.add_reference(
        provider, offer, {"place": "Vitoria", "year": 2021, "what": "12,000 luminaires"}, file
    )
    services.add_reference(provider, offer, {"place": "Everywhere", "what": "The best"})
    services.decide(broker, offer, approved=True)
    waiting = services.offer_solution(
        provider, world.organisations["provider"], {"solution": "electric_buses", "text": "", "markets": []}
    )
    editor, city = world.actor("editor"), world.organisations["city"]
    asked = services.ask(
        editor,
        city,
        world.organisations["provider"],
        {"solution": SOLUTION, "scale": 20_000.0, "questions": "What would it cost?"},
    )
    answered = services.answer(
        provider,
        asked,
        "About this.",
        [Price(PRICE, Decimal("300"), "EUR", 2024)],
        valid_until(),
        keep(provider, SimpleUploadedFile("quote.txt", b"300\n")),
    )
    world.things |= {"host_offer": hosting, "provider_offer": offer, "request": asked, "reply": answered}
    world.ids |= {
        "host_offer": hosting.pk,
        "provider_offer": offer.pk,
        "waiting_offer": waiting.pk,
        "reference": sourced.pk,
        "information_request": asked.pk,
        "reply": answered.pk,
        "quote": answered.lines.get().pk,
    }
