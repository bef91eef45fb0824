"""What a signed letter counts in its programme, renewed, withdrawn or expired."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.web.world import letters as made

from replicity.web.audit.models import Entry
from replicity.web.letters import services
from replicity.web.shared.errors import Refused

pytestmark = pytest.mark.django_db


def test_a_signed_letter_counts_once_in_its_programme(world):
    from replicity.web.programmes.models import Event

    application = world.things["application"]
    letter = made.signed(world)
    assert letter.application == application
    event = Event.objects.get(kind="letter_signed", application=application)
    assert (event.thing_id, event.solutions) == (str(letter.pk), ["led_street_lighting"])
    renewed = signed_renewal(world, letter)
    assert (renewed.state, renewed.application) == ("active", application)
    assert Event.objects.filter(kind="letter_signed").count() == 1


def signed_renewal(world, letter):
    """Renew a letter and let all parties sign the new one."""
    renewed = services.renew(world.actor("editor"), letter, letter.valid_until + timedelta(days=30))
    services.send(world.actor("editor"), renewed)
    for name, role in made.SIGNERS.items():
        made.approve(world, renewed, name, role)
    for name in made.SIGNERS:
        made.sign(world, renewed, name)
    renewed.refresh_from_db()
    return renewed


def test_a_renewed_letter_counts_where_the_former_was_never_in_force(world):
    from replicity.web.programmes.models import Event

    first = made.approved(world)
    made.sign(world, first, "city")
    services.withdraw(world.actor("host"), first, "Another price.")
    first.refresh_from_db()
    second = signed_renewal(world, first)
    third = signed_renewal(world, second)
    counted = Event.objects.filter(kind="letter_signed").values_list("thing_id", flat=True)
    assert list(counted) == [str(second.pk)]
    assert (third.state, third.renews) == ("active", second)


def counter(world):
    """Return what the counter shows: against the target, in force, ever, withdrawn."""
    from replicity.web.programmes.models import Programme
    from replicity.web.programmes.queries.programmes import with_counts

    found = with_counts(Programme.objects.filter(applications=world.things["application"])).get()
    names = ("letters_count", "letters_in_force_count", "letters_ever_count", "letters_withdrawn_count")
    return tuple(getattr(found, name) for name in names)


def test_a_withdrawn_letter_counts_no_more_and_stays_on_record(world, as_):
    first = made.signed(world)
    assert counter(world) == (1, 1, 1, 0)
    services.withdraw(world.actor("host"), first, "A new council.")
    assert counter(world) == (0, 0, 1, 1)
    first.refresh_from_db()
    programme = world.things["application"].programme_id
    page = as_("broker").get(f"/programmes/{programme}/dashboard/").content.decode()
    assert "0 of 20 letters signed" in page
    assert "In force now: 0. Signed ever: 1, of which withdrawn since: 1." in page
    second = signed_renewal(world, first)
    assert counter(world) == (1, 1, 1, 0)
    services.fulfil(world.actor("editor"), second, "The lights burn.")
    assert counter(world) == (1, 0, 1, 0)
    assert Entry.objects.filter(action="programmes.note_standing").count() == 4


def test_a_letter_that_expired_was_signed_all_the_same(world):
    letter = made.signed(world)
    services.expire_due(letter.valid_until + timedelta(days=1))
    assert counter(world) == (1, 0, 1, 0)


def test_how_counted_letters_stand_is_learned_of_those_signed_before(world):
    from importlib import import_module

    from django.apps import apps

    from replicity.web.programmes.models import Event

    services.withdraw(world.actor("host"), made.signed(world), "A new council.")
    Event.objects.update(standing="")
    name = "replicity.web.letters.migrations.0006_standing_in_programmes"
    import_module(name).tell_standing(apps, None)
    assert counter(world) == (0, 0, 1, 1)


def test_a_letter_counts_in_no_programme_of_another_city(world):
    with pytest.raises(Refused, match="another city's"):
        services.draft(
            world.actor("broker"),
            world.organisations["host"],
            choices=[services.Choice("led_street_lighting")],
            seats=[],
            languages=["en"],
            valid_until=timezone.localdate() + timedelta(days=9),
            application=world.things["application"],
        )
