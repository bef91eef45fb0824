"""The programme of the demonstration, and how far each city came in it."""

from datetime import timedelta

from django.utils import timezone

from replicity.appraisal.matching import match
from replicity.appraisal.requests import Options
from replicity.web.demonstration.cast import BROKER, HOSTS, PLACES_OF_A_HOST, TOWNS, Town
from replicity.web.demonstration.people import Company
from replicity.web.network import services as network
from replicity.web.programmes import services
from replicity.web.programmes.models import Application, Programme
from replicity.web.programmes.stages import STAGES, place_of

# enough draws for a ranking that shows the product
DRAWS = 200
LED = "led_street_lighting"
REASON = "Demonstration: the city is shown in this stage."


def opened(company: Company) -> Programme:
    """Open the programme for cities outside Europe, with its hosts."""
    today = timezone.localdate()
    fields = {
        "name": "Demonstration: lighthouse cities worldwide",
        "summary": "Invented: twenty cities outside Europe replicate what European lighthouse cities showed.",
        "target_letters_count": 10,
        "excluded_blocs": ["EU", "EEA"],
        "countries": [],
        "tracks": [],
        "least_population_count": 50_000,
        "most_population_count": None,
        "opens_on": today - timedelta(days=60),
        "closes_on": today + timedelta(days=300),
        "ends_on": today + timedelta(days=720),
        "budget_nominal_eur": None,
        "public": True,
    }
    broker = company.actor(BROKER.key)
    programme = services.open_programme(broker, company.organisations[BROKER.key], fields)
    for host in HOSTS:
        services.set_host(broker, programme, company.organisations[host.key], PLACES_OF_A_HOST)
    return programme


def travelled(company: Company, programme: Programme, town: Town) -> Application:
    """Describe a city, have it apply with its best solutions, and bring it to its stage."""
    actor, organisation = company.actor(town.name), company.organisations[town.name]
    wished = _wished(town, organisation.city_id)
    network.describe(
        actor,
        organisation,
        {"summary": "", "tracks": [], "languages": [town.language], "seeks": wished},
    )
    application = services.apply(
        actor,
        programme,
        organisation,
        {"solutions": wished, "driver": "city", "motivation": "Invented for the demonstration."},
    )
    if town.stage == "draft":
        return application
    services.submit(actor, application)
    if town.stage == "submitted":
        return application
    broker = company.actor(BROKER.key)
    services.decide(broker, application, accepted=True)
    application.refresh_from_db()
    if town.stage != STAGES[0]:
        services.advance(broker, application, town.stage, REASON)
    return application


def hosted(company: Company, programme: Programme, applications: dict[str, Application]) -> None:
    """Give each accepted city beyond the diagnosis a host, in turn."""
    broker = company.actor(BROKER.key)
    far = [t for t in TOWNS if reached(t, "short_list")]
    for n, town in enumerate(far):
        host = company.organisations[HOSTS[n % len(HOSTS)].key]
        services.assign_host(broker, applications[town.name], host, REASON)


def reached(town: Town, stage: str) -> bool:
    """Whether a city came to a stage."""
    return town.stage in STAGES and place_of(town.stage) >= place_of(stage)


def _wished(town: Town, city_id: str) -> list[str]:
    """Return the three best solutions of the city by its match; those with a letter light streets."""
    found = match(city_id, options=Options(draws=DRAWS))
    best = [s.solution.id for s in found.solutions if s.rank is not None][:3]
    return list(dict.fromkeys([LED, *best])) if reached(town, "pre_feasibility") else best
