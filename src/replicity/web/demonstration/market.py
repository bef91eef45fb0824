"""What hosts and the provider of the demonstration offer, and what cities ask of the provider."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

from django.utils import timezone

from replicity.catalogue.evidence import demonstrations
from replicity.web.demonstration.cast import HOSTS, INVENTED, OTHERS
from replicity.web.demonstration.diary import Journey, worked
from replicity.web.demonstration.people import Company
from replicity.web.demonstration.scene import LED
from replicity.web.network import services
from replicity.web.network.models import HostOffer
from replicity.web.network.prices import Price
from replicity.web.visits import services as visits

BROKER: Final = "broker"
PROVIDER: Final = OTHERS[0].key
SAID: Final = {
    "city": "We show what we built, and what we would do otherwise today.",
    "provider": "We light streets and look after the lamps.",
    "buyer": "We pay for lamps and are paid out of what they save.",
    "lender": "We lend to cities and to those who build for them.",
    "evaluator": "We measure, and say what the meters say.",
}
MARKETS: Final = ["CL", "CO", "PE", "UY", "EC", "MX"]
PRICE: Final = Price("capex_eur_per_luminaire", Decimal("395"), "EUR", 2024)


def offered(company: Company, began: datetime, today: datetime) -> Journey:
    """Let hosts offer visits and the provider a solution; the newest offer still waits for the broker."""
    yield began + timedelta(days=3)
    for body in (*HOSTS, *OTHERS):
        said = {"summary": f"{SAID[body.kind]} {INVENTED}", "tracks": [], "seeks": []}
        languages = ["en"] if body.language == "en" else [body.language, "en"]
        services.describe(
            company.actor(body.key),
            company.organisations[body.key],
            {**said, "languages": languages},
        )
    for host in HOSTS:
        _offer_visits(company, host.key)
    offer = services.offer_solution(
        company.actor(PROVIDER),
        company.organisations[PROVIDER],
        {"solution": LED, "markets": MARKETS, "text": f"Lamps, controls and ten years of upkeep. {INVENTED}"},
    )
    reference = {"place": "A town (invented)", "year": began.year - 1, "what": f"3,000 lamps. {INVENTED}"}
    services.add_reference(company.actor(PROVIDER), offer, reference)
    yield began + timedelta(days=6)
    services.decide(company.actor(BROKER), offer, approved=True)
    for host_offer in HostOffer.objects.all():
        services.decide(company.actor(BROKER), host_offer, approved=True)
    yield worked(today - timedelta(days=4), 2)
    services.offer_solution(
        company.actor(PROVIDER),
        company.organisations[PROVIDER],
        {"solution": "mobility_hub", "markets": ["MX"], "text": f"Light and chargers for hubs. {INVENTED}"},
    )
    for host in HOSTS:
        _offer_slots(company, host.key)


def requested(company: Company, today: datetime) -> Journey:
    """Let three cities ask the provider: one reckons with its quote, one waits, one is done."""
    for town, days, answered_after in (("Cape Town", 640, 9), ("Montevideo", 60, 12), ("Lima", 8, 0)):
        yield worked(today - timedelta(days=days), 3)
        asked = services.ask(
            company.actor(town),
            company.organisations[town],
            company.organisations[PROVIDER],
            {
                "solution": LED,
                "scale": 1000.0,
                "questions": f"What do 1,000 lamps with controls cost, on the old poles? {INVENTED}",
                "due_on": timezone.localdate() + timedelta(days=21),
            },
        )
        if not answered_after:
            continue
        yield timezone.now() + timedelta(days=answered_after)
        reply = services.answer(
            company.actor(PROVIDER),
            asked,
            f"With fitting, without new cables. {INVENTED}",
            [PRICE],
            timezone.localdate() + timedelta(days=150),
        )
        yield timezone.now() + timedelta(days=3)
        if town == "Montevideo":
            services.use_quote(company.actor(town), reply.lines.get())
        else:
            services.end(company.actor(town), asked)


def _offer_visits(company: Company, key: str) -> None:
    organisation = company.organisations[key]
    shown = [d.id for d in demonstrations().values() if d.city_id == organisation.city_id][:4]
    services.offer_visits(
        company.actor(key),
        organisation,
        {
            "text": f"Two days with those who operate and those who live there. {INVENTED}",
            "demonstrations": shown,
            "solutions": [],
            "expert_days_per_year": 20,
            "visit_slots_per_year": 12,
            "largest_group_count": 12,
            "visit_fee_nominal_eur": Decimal("0"),
        },
    )


def _offer_slots(company: Company, key: str) -> None:
    """Offer a morning in each of the coming months."""
    organisation = company.organisations[key]
    site = next(d.name for d in demonstrations().values() if d.city_id == organisation.city_id)
    for month in range(1, 6):
        day = worked(timezone.now() + timedelta(days=30 * month), 0)
        given = {"site": site[:160], "begins_at": day, "ends_at": day + timedelta(hours=3), "capacity": 12}
        visits.offer_slot(company.actor(key), organisation, given)
