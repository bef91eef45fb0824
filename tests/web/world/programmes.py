"""A programme for cities outside Europe, Santiago in it, Gothenburg as its host."""

from datetime import date, timedelta

from replicity.web.programmes import services

TODAY = date.today()
FIELDS = {
    "name": "IRIS worldwide",
    "summary": "What the lighthouse cities of IRIS showed, replicated outside Europe.",
    "target_letters_count": 20,
    "excluded_blocs": ["EU", "EEA"],
    "countries": [],
    "tracks": [],
    "least_population_count": 50_000,
    "most_population_count": None,
    "opens_on": TODAY - timedelta(days=60),
    "closes_on": TODAY + timedelta(days=300),
    "ends_on": TODAY + timedelta(days=720),
    "budget_nominal_eur": None,
    "public": True,
}
WISHED = ["rooftop_pv_battery", "mobility_hub"]


def add(world) -> None:
    """Open the programme, let Santiago in, and give it its host."""
    broker, editor = world.actor("broker"), world.actor("editor")
    programme = services.open_programme(broker, world.organisations["broker"], FIELDS)
    services.set_host(broker, programme, world.organisations["host"], 3)
    services.set_host(broker, programme, world.organisations["owner"], 2)
    application = services.apply(
        editor,
        programme,
        world.organisations["city"],
        {"solutions": WISHED, "driver": "developer", "motivation": "Fewer cars, more sun."},
    )
    services.submit(editor, application)
    services.decide(broker, application, accepted=True)
    services.propose_hosts(broker, programme)
    services.assign_host(broker, application, world.organisations["host"], "The city asked for it.")
    world.things |= {"programme": programme, "application": application}
    world.ids |= {"programme": programme.pk, "application": application.pk}
