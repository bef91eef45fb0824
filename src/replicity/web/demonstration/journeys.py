"""The programme of the demonstration, and the way of each city through it."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Final

from replicity.appraisal.matching import match
from replicity.appraisal.requests import Options
from replicity.web.demonstration import agreements, measuring, meetings, replicas
from replicity.web.demonstration.cast import BROKER, HOSTS, INVENTED, PLACES_OF_A_HOST, TOWNS, Town
from replicity.web.demonstration.diary import USUAL_DAYS, Calendar, Journey
from replicity.web.demonstration.people import Company, gather, let_in
from replicity.web.demonstration.scene import DRAWS, LED, SETTLED, Scene
from replicity.web.network import services as network
from replicity.web.programmes import services
from replicity.web.programmes.models import Application, Programme
from replicity.web.programmes.stages import CRITERIA, STAGES, place_of

Deed = Callable[[Scene], Journey]
DEEDS: Final[Mapping[str, Deed]] = {
    "short_list": meetings.asked,
    "remote_exchange": meetings.talked,
    "delegation": meetings.visited,
    "letter": agreements.agreed,
    "pre_feasibility": replicas.begun,
    "adaptation": replicas.adapted,
    "preparation": replicas.prepared,
    "deal": replicas.closed,
    "implementation": measuring.measured,
    "host": agreements.second_drafted,
}


def opened(company: Company, began: datetime) -> Journey:
    """Found the organisations, then open the programme for cities outside Europe, with its hosts."""
    yield began
    gather(company)
    day = began.date()
    fields = {
        "name": "Demonstration: lighthouse cities worldwide",
        "summary": "Invented: twenty cities outside Europe replicate what European lighthouse cities showed.",
        "target_letters_count": 10,
        "excluded_blocs": ["EU", "EEA"],
        "countries": [],
        "tracks": [],
        "least_population_count": 50_000,
        "most_population_count": None,
        "opens_on": day,
        "closes_on": day + timedelta(days=1350),
        "ends_on": day + timedelta(days=1750),
        "budget_nominal_eur": None,
        "public": True,
    }
    broker = company.actor(BROKER.key)
    programme = services.open_programme(broker, company.organisations[BROKER.key], fields)
    for host in HOSTS:
        services.set_host(broker, programme, company.organisations[host.key], PLACES_OF_A_HOST)
    for stage, criteria in CRITERIA.items():
        services.set_gate(broker, programme, stage, list(criteria), USUAL_DAYS[stage])


def travelled(
    company: Company,
    town: Town,
    calendar: Calendar,
    scenes: dict[int, Scene],
    tell: Callable[[str], None],
) -> Journey:
    """Have a city apply, and live through its stages as far as today."""
    yield calendar.applied
    let_in(company, town)
    scene = Scene(company, town, calendar, _applied(company, town))
    scenes[scene.city.pk] = scene
    tell(f"{town.name}, {town.stage}")
    yield calendar.applied + timedelta(days=8)
    if town.stage == "draft":
        return
    services.submit(scene.actor, scene.application)
    yield calendar.begins[0]
    if town.stage not in STAGES:
        return
    broker = company.actor(BROKER.key)
    services.decide(broker, scene.application, accepted=True)
    for stage, following in zip(STAGES, (*STAGES[1:], ""), strict=True):
        yield from _lived(scene, stage)
        if following:
            yield calendar.at(following, 0.0)
            _moved(scene, stage, following)


def _applied(company: Company, town: Town) -> Application:
    """Describe the city, and have it apply with its best solutions and answer the first questions."""
    actor, organisation = company.actor(town.name), company.organisations[town.name]
    wished = _wished(town, organisation.city_id)
    summary = f"A city outside the European Union that wants to replicate. {INVENTED}"
    languages = [town.language] if town.language == "en" else [town.language, "en"]
    network.describe(
        actor, organisation, {"summary": summary, "tracks": [], "languages": languages, "seeks": wished}
    )
    application = services.apply(
        actor,
        Programme.objects.get(),
        organisation,
        {"solutions": wished, "driver": "city", "motivation": INVENTED},
    )
    if town.stage != "draft":
        services.answer_application(actor, application, SETTLED, {}, application.revision)
    return application


def _lived(scene: Scene, stage: str) -> Journey:
    """Do what a city does in a stage; half-way the broker ticks what is met by then."""
    deed = DEEDS.get(stage)
    if deed is not None:
        yield from deed(scene)
        return
    yield scene.calendar.at(stage, 0.5)
    criteria = list(CRITERIA[stage])
    services.tick_criteria(scene.broker, scene.application, stage, criteria[: len(criteria) // 2])


def _moved(scene: Scene, stage: str, following: str) -> None:
    """Pass the gate of a stage; a city that comes to its short list is given a host."""
    services.tick_criteria(scene.broker, scene.application, stage, list(CRITERIA[stage]))
    services.advance(scene.broker, scene.application, following)
    if following == "short_list":
        far = [t.name for t in TOWNS if t.stage in STAGES and place_of(t.stage) >= place_of("short_list")]
        host = HOSTS[far.index(scene.town.name) % len(HOSTS)]
        scene.host_key = host.key
        services.assign_host(scene.broker, scene.application, scene.company.organisations[host.key], INVENTED)


def _wished(town: Town, city_id: str) -> list[str]:
    """Return the three best solutions of the city by its match; those with a letter light streets."""
    found = match(city_id, options=Options(draws=DRAWS))
    best = [s.solution.id for s in found.solutions if s.rank is not None][:3]
    lights = town.stage in STAGES and place_of(town.stage) >= place_of("letter")
    return list(dict.fromkeys([LED, *best])) if lights else best
