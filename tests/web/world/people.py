"""One person for each role, and the organisations they work for."""

from allauth.account.models import EmailAddress

from replicity.web.accounts.models import Membership, Organisation, Person, Standing
from replicity.web.accounts.services import ask_to_join, invite

SANTIAGO, GOTHENBURG = "geonames:3871336", "geonames:2711537"
ORGANISATIONS = {
    "city": ("city", "Municipalidad de Santiago", "CL", SANTIAGO),
    "host": ("city", "City of Gothenburg", "SE", GOTHENBURG),
    "owner": ("demonstration_owner", "Riksbyggen", "SE", GOTHENBURG),
    "provider": ("provider", "Lumen Poles", "ES", ""),
    "buyer": ("buyer", "Inmobiliaria Mapocho", "CL", SANTIAGO),
    "lender": ("lender", "Banco Andino", "CL", ""),
    "evaluator": ("evaluator", "Measured Cities Institute", "GR", ""),
    "broker": ("broker", "Replication Office", "SE", ""),
    "elsewhere": ("city", "City of Nowhere", "AR", ""),
}
# role: (organisation, role in it)
MEMBERS = {
    "reader": ("city", "reader"),
    "editor": ("city", "administrator"),
    "host": ("host", "administrator"),
    "provider": ("provider", "editor"),
    "buyer": ("buyer", "editor"),
    "lender": ("lender", "editor"),
    "evaluator": ("evaluator", "editor"),
    "broker": ("broker", "administrator"),
    "outsider": ("elsewhere", "administrator"),
}
PASSWORD = "correct-horse-battery"


def add(world) -> None:
    """Put people and organisations into the world."""
    for name, (kind, title, country, city_id) in ORGANISATIONS.items():
        world.organisations[name] = Organisation.objects.create(
            kind=kind, name=title, country=country, city_id=city_id, standing=Standing.APPROVED
        )
        world.ids[name] = world.organisations[name].pk
    for role, (organisation, seat) in MEMBERS.items():
        person = Person.objects.create_user(f"{role}@example.org", PASSWORD, name=role.capitalize())
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
        world.people[role] = person
        member = Membership.objects.create(
            person=person, organisation=world.organisations[organisation], role=seat
        )
        if role == "reader":
            world.ids["membership"] = member.pk
    Membership.objects.create(
        person=world.people["host"], organisation=world.organisations["owner"], role="administrator"
    )
    asked = ask_to_join(
        {"name": "A", "email": "a@example.org", "organisation_name": "Lima", "kind": "city", "country": "PE"}
    )
    world.ids["join_request"] = asked.pk
    world.ids["invitation_secret"] = invite(
        world.actor("editor"), world.organisations["city"], "new.person@example.org", "editor"
    )
