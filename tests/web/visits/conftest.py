"""The visit of Santiago to three hosts in Gothenburg."""

import pytest
from tests.web.visits.hosting import organisation
from tests.web.world.visits import details, monday

from replicity.web.visits import services


@pytest.fixture
def hero(world):
    """Return the visit of Santiago to the city of Gothenburg, HSB and Riksbyggen, each with its people."""
    hsb, hsb_actor, hsb_person = organisation("HSB")
    # in the world one person acts for Gothenburg and Riksbyggen: here each has its own
    riks, riks_actor, riks_person = organisation("Riksbyggen Living")
    visit = services.propose_visit(
        world.actor("editor"),
        world.organisations["city"],
        world.organisations["host"],
        details(title="Three hosts", first_day=monday(14)),
        (hsb, riks),
    )
    world.actors = {"hsb": hsb_actor, "riks": riks_actor, "host": world.actor("host")}
    world.owners = {"hsb": hsb, "riks": riks}
    world.receivers = {"hsb": hsb_person, "riks": riks_person}
    return visit
