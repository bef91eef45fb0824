"""What a city of the demonstration has in hand while it lives through the programme."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from replicity.web.accounts.models import Organisation
from replicity.web.demonstration.cast import BROKER, Town
from replicity.web.demonstration.diary import Calendar
from replicity.web.demonstration.people import Company
from replicity.web.introductions.models import Introduction
from replicity.web.letters.models import Letter
from replicity.web.programmes.models import Application
from replicity.web.projects.models import Project
from replicity.web.shared.access import Actor

# enough draws for a ranking that shows the product
DRAWS: Final = 200
LED: Final = "led_street_lighting"
# what the letters agree on for it
SIZE: Final = 1000.0
MODEL: Final = "shared_savings"
# what the cities of the demonstration say of themselves: what light needs is in place
SETTLED: Final = {"metered_baseline": 1.0, "asset_ownership": 1.0, "credit": 1.0, "lead_named": 1.0}


@dataclass
class Scene:
    """One city at one moment: what it began and has not finished yet."""

    company: Company
    town: Town
    calendar: Calendar
    application: Application
    host_key: str = ""
    introduction: Introduction | None = None
    letter: Letter | None = None
    project: Project | None = None

    @property
    def actor(self) -> Actor:
        """Return who acts for the city."""
        return self.company.actor(self.town.name)

    @property
    def host_actor(self) -> Actor:
        """Return who acts for its host."""
        return self.company.actor(self.host_key)

    @property
    def broker(self) -> Actor:
        """Return who acts for the broker."""
        return self.company.actor(BROKER.key)

    @property
    def city(self) -> Organisation:
        """Return the organisation of the city."""
        return self.company.organisations[self.town.name]

    @property
    def host(self) -> Organisation:
        """Return its host."""
        return self.company.organisations[self.host_key]

    @property
    def solution(self) -> str:
        """Return the solution about which the city talks with its host."""
        return str(self.application.solutions[0])

    def at(self, stage: str, share: float) -> datetime:
        """Return the moment at a share of one of its stages."""
        return self.calendar.at(stage, share)
