"""The first broker of an installation."""

import pytest

from replicity.web.accounts.actors import actor_for
from replicity.web.accounts.founding import FoundingRefused, found_broker
from replicity.web.accounts.models import Organisation
from replicity.web.accounts.services import accept

pytestmark = pytest.mark.django_db


def test_the_link_lets_the_first_broker_in():
    founded = found_broker("Ana@Example.org", "Replication Office", "se")
    person = accept(founded.secret, None, "Ana", "a-long-password-here")
    assert person.email == "ana@example.org"
    assert actor_for(person).broker


def test_another_link_for_the_same_broker_and_no_second_broker():
    first = found_broker("ana@example.org", "Replication Office", "SE")
    again = found_broker("ana@example.org", "replication office", "SE")
    assert again.organisation == first.organisation
    assert again.secret != first.secret
    with pytest.raises(FoundingRefused, match="Replication Office"):
        found_broker("bo@example.org", "Other Office", "SE")
    assert Organisation.objects.count() == 1


@pytest.mark.parametrize(
    ("email", "name", "country"),
    [("ana", "Office", "SE"), ("ana@example.org", "Office", "XX"), ("ana@example.org", " ", "SE")],
)
def test_what_cannot_be_founded(email, name, country):
    with pytest.raises(FoundingRefused):
        found_broker(email, name, country)
    assert not Organisation.objects.exists()
