"""What others ask of people and organisations."""

from django.db.models import QuerySet

from replicity.web.accounts.models import Organisation, Person, Role, Standing

RISING = (Role.READER, Role.EDITOR, Role.ADMINISTRATOR)


def people_of(organisation: Organisation, *roles: str) -> QuerySet[Person]:
    """Return the members of an organisation, of some roles alone where they are named."""
    return Person.objects.filter(
        is_active=True,
        memberships__organisation=organisation,
        memberships__role__in=roles or tuple(RISING),
    ).order_by("pk")


def people_of_kind(kind: str) -> QuerySet[Person]:
    """Return those who may act for the approved organisations of a kind."""
    return (
        Person.objects.filter(
            is_active=True,
            memberships__organisation__kind=kind,
            memberships__organisation__standing=Standing.APPROVED,
            memberships__role__in=(Role.EDITOR, Role.ADMINISTRATOR),
        )
        .distinct()
        .order_by("pk")
    )


def approved(kind: str | None = None) -> QuerySet[Organisation]:
    """Return the organisations of the network, of one kind where it is named."""
    found = Organisation.objects.filter(standing=Standing.APPROVED)
    return found.filter(kind=kind) if kind else found
