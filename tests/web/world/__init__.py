"""A small network in which every role has somebody, made by the services of each part."""

from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec

from replicity.web.accounts.actors import actor_for
from replicity.web.accounts.models import Organisation, Person
from replicity.web.shared.access import Actor

# each part may use those before it
PARTS = (
    "people",
    "network",
    "programmes",
    "introductions",
    "visits",
    "letters",
    "projects",
    "notices",
    "api",
)


@dataclass
class World:
    """People and organisations by their role, and the numbers of things for addresses."""

    people: dict[str, Person] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    ids: dict[str, object] = field(default_factory=dict)
    things: dict[str, object] = field(default_factory=dict)

    def actor(self, role: str) -> Actor:
        """Return the actor that somebody is now."""
        return actor_for(self.people[role])


def build(until: str = "") -> World:
    """Return the world with all its parts, or with those up to one."""
    world = World()
    for part in PARTS:
        if find_spec(f"tests.web.world.{part}"):
            import_module(f"tests.web.world.{part}").add(world)
        if part == until:
            break
    return world
