"""What tests of several hosts share: organisations with people of their own, and what they were told."""

from ical.calendar_stream import IcsCalendarStream
from tests.web.world.people import GOTHENBURG, PASSWORD

from replicity.web.accounts.actors import actor_for
from replicity.web.accounts.models import Membership, Organisation, Person
from replicity.web.notices.models import Mail, Notice
from replicity.web.visits import services
from replicity.web.visits.models import Visit

LIMA = "geonames:3936456"


def organisation(name, kind="demonstration_owner", city_id=GOTHENBURG, country="SE"):
    """Return an approved organisation with one editor of its own, as (organisation, actor, person)."""
    made = Organisation.objects.create(
        kind=kind, name=name, country=country, city_id=city_id, standing="approved"
    )
    address = f"{name.lower().replace(' ', '.')}@example.org"
    person = Person.objects.create_user(address, PASSWORD, name=name)
    Membership.objects.create(person=person, organisation=made, role="editor")
    return made, actor_for(person), person


def fresh(visit) -> Visit:
    return Visit.objects.get(pk=visit.pk)


def told(person, kind) -> list[dict]:
    return [n.facts for n in Notice.objects.filter(person=person, kind=kind).order_by("pk")]


def calendars_of(address) -> list:
    return [
        (m.calendar_method, IcsCalendarStream.calendar_from_ics(bytes(m.calendar).decode()).events[0])
        for m in Mail.objects.filter(address=address).exclude(calendar=None).order_by("pk")
    ]


def all_confirm(world, visit) -> Visit:
    for name in ("host", "hsb", "riks"):
        services.confirm_visit(world.actors[name], visit)
    return fresh(visit)
