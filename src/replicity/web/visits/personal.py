"""What visits hold of a person: seats in delegations, found by the e-mail address."""

from typing import Any

from replicity.web.accounts.models import Person
from replicity.web.accounts.personal import holds_personal_data
from replicity.web.visits.models import Delegate


def delegations_of(person: Person) -> list[dict[str, Any]]:
    """Return the delegations in which a person travelled."""
    return [
        {
            "visit": d.visit.title,
            "name": d.name,
            "email": d.email,
            "office": d.office,
            "organisation": d.organisation_name,
            "languages": d.languages,
            "objective": d.objective,
        }
        for d in _seats(person).select_related("visit")
    ]


def forget(person: Person) -> None:
    """Take name and address out of the delegations; the seat stays, so that counts hold."""
    _seats(person).update(name="–", email="", office="", languages="")


def _seats(person: Person) -> Any:
    return Delegate.objects.filter(email__iexact=person.email).exclude(email="")


holds_personal_data("visits", delegations_of, forget)
