"""The organisations and people of the demonstration, let in as others are: by invitation."""

import unicodedata
from dataclasses import dataclass, field

from replicity.catalogue.cities import get_city
from replicity.web.accounts import services
from replicity.web.accounts.actors import actor_for
from replicity.web.accounts.founding import found_broker
from replicity.web.accounts.models import Organisation, Person, Role
from replicity.web.demonstration.cast import BROKER, HOSTS, OTHERS, Body, Town
from replicity.web.shared.access import Actor


@dataclass
class Company:
    """Everybody in the demonstration, by the key of the organisation; of a city its name is the key."""

    password: str
    organisations: dict[str, Organisation] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    def actor(self, key: str) -> Actor:
        """Return the actor that somebody is now."""
        return actor_for(self.people[key])


def gather(company: Company) -> None:
    """Found the broker, the hosts and the others, and let one person into each."""
    _found_broker(company)
    for body in (*HOSTS, *OTHERS):
        place = get_city(body.place).id if body.place else ""
        _let_in(company, body.key, body.kind, body.name, body.country, place, body)


def let_in(company: Company, town: Town) -> None:
    """Let a city and the person who speaks for it in."""
    place = get_city(f"{town.name}, {town.country}").id
    _let_in(company, town.name, "city", f"City of {town.name}", town.country, place, town)


def _found_broker(company: Company) -> None:
    founded = found_broker(address_of(BROKER.person), BROKER.name, BROKER.country)
    Organisation.objects.filter(pk=founded.organisation.pk).update(marked_demonstration=True)
    company.people[BROKER.key] = services.accept(founded.secret, None, BROKER.person, company.password)
    company.organisations[BROKER.key] = founded.organisation


def _let_in(
    company: Company, key: str, kind: str, name: str, country: str, place: str, who: Body | Town
) -> None:
    broker = company.actor(BROKER.key)
    fields = {
        "kind": kind,
        "name": name,
        "country": country,
        "city_id": place,
        "marked_demonstration": True,
    }
    organisation = services.found_organisation(broker, fields)
    secret = services.invite(
        broker, organisation, address_of(who.person), Role.ADMINISTRATOR.value, who.language
    )
    company.people[key] = services.accept(secret, None, who.person, company.password, who.language)
    company.organisations[key] = organisation


def address_of(name: str) -> str:
    """Return an address at example.org, which belongs to nobody."""
    first = name.partition(" ")[0].lower()
    plain = unicodedata.normalize("NFKD", first).encode("ascii", "ignore").decode()
    return f"{plain}@example.org"
