"""Introductions belong to a programme by themselves; whoever shows or measured a solution may be asked."""

import pytest
from django.urls import reverse
from tests.web.world.programmes import FIELDS

from replicity.web.accounts.models import Organisation
from replicity.web.introductions import services
from replicity.web.introductions.hosts import hosts_of, may_be_asked, solutions_hosted_by, solutions_in
from replicity.web.introductions.models import Introduction, Question
from replicity.web.network import services as network
from replicity.web.network.models import HostOffer
from replicity.web.programmes import services as programmes
from replicity.web.programmes.models import CriterionTick, Event
from replicity.web.programmes.queries.board import board_of
from replicity.web.programmes.queries.dashboard import dashboard_of

pytestmark = pytest.mark.django_db


def ask(world, name="host", solution="electric_buses"):
    return services.ask(
        world.actor("editor"), world.organisations["city"], world.organisations[name], solution, "Why?"
    )


def address_of(application) -> str:
    return reverse("application", args=[application.pk])


def elsewhere(name, city_id, kind="demonstration_owner", country="PE"):
    return Organisation.objects.create(
        kind=kind, name=name, country=country, city_id=city_id, standing="approved"
    )


def offer(world, organisation, *solutions):
    """Return an offer of visits of a new host, by somebody who acts for it."""
    from replicity.web.accounts.models import Membership

    Membership.objects.get_or_create(
        person=world.people["provider"], organisation=organisation, defaults={"role": "editor"}
    )
    return network.offer_visits(
        world.actor("provider"),
        organisation,
        {"text": "Come.", "demonstrations": [], "solutions": list(solutions), "visit_slots_per_year": 1},
    )


def test_an_introduction_belongs_to_the_one_programme_of_city_and_host(world):
    assert ask(world).application == world.things["application"]


def test_without_such_a_programme_or_with_two_it_belongs_to_none(world):
    lima = elsewhere("Lima Homes", "geonames:3936456")
    world.organisations["lima"] = lima
    assert ask(world, "lima").application is None
    broker = world.actor("broker")
    second = programmes.open_programme(
        broker, world.organisations["broker"], {**FIELDS, "name": "A second one"}
    )
    programmes.set_host(broker, second, world.organisations["host"], 1)
    given = {"solutions": ["electric_buses"], "driver": "city", "motivation": ""}
    more = programmes.apply(world.actor("editor"), second, world.organisations["city"], given)
    programmes.submit(world.actor("editor"), more)
    # not accepted yet: there is one programme still
    assert ask(world).application == world.things["application"]
    programmes.decide(broker, more, accepted=True)
    assert ask(world, solution="district_heat_pump").application is None


def test_an_accepted_introduction_counts_once_and_ticks_its_criterion(world):
    application, programme = world.things["application"], world.things["programme"]
    before = dashboard_of(programme).totals.introductions_count
    made = ask(world)
    assert dashboard_of(programme).totals.introductions_count == before
    CriterionTick.objects.filter(application=application, criterion="host_agreed").delete()
    Event.objects.filter(kind="introduction_accepted").exclude(thing_id=str(made.pk)).delete()
    services.accept(world.actor("host"), made)
    event = Event.objects.get(kind="introduction_accepted")
    assert (event.application, event.thing_id) == (application, str(made.pk))
    assert (event.solutions, event.address) == (["electric_buses"], f"/introductions/{made.pk}/")
    assert application.ticks.filter(stage="short_list", criterion="host_agreed").exists()
    found = dashboard_of(programme)
    assert found.totals.introductions_count == 1
    assert {r.key: r.introductions_count for r in found.by_track}["3"] == 1
    (card,) = [c for column in board_of(programme) for c in column.cards]
    assert card.introductions_count == 1


def test_a_declined_one_counts_nowhere(world):
    made, before = ask(world), Event.objects.count()
    services.decline(world.actor("host"), made, "No time")
    assert Event.objects.count() == before


def test_pages_show_the_programme_and_the_introductions_to_those_who_may_see_them(as_, world):
    made, address = world.ids["introduction"], address_of(world.things["application"])
    for role in ("editor", "host", "broker"):
        page = as_(role).get(f"/introductions/{made}/").content.decode()
        assert f'href="{address}"' in page
        assert "IRIS worldwide" in page
    for role in ("reader", "broker", "host"):
        page = as_(role).get(address).content.decode()
        assert f'href="/introductions/{made}/"' in page
    board = as_("broker").get(f"/programmes/{world.ids['programme']}/board/").content.decode()
    assert "1 introduction<" in board
    dashboard = as_("broker").get(f"/programmes/{world.ids['programme']}/dashboard/").content.decode()
    assert "Introductions accepted" in dashboard


def test_an_assigned_host_learns_nothing_of_introductions_to_others(client, world):
    from replicity.web.accounts.models import Membership, Person

    other = elsewhere("Lima Homes", "geonames:3936456")
    person = Person.objects.create_user("lima@example.org", "correct-horse-battery", name="L")
    Membership.objects.create(person=person, organisation=other, role="editor")
    application = world.things["application"]
    type(application).objects.filter(pk=application.pk).update(host=other)
    client.force_login(person)
    page = client.get(address_of(application)).content.decode()
    assert "/introductions/" not in page.partition("<main")[2].partition("</main")[0]
    assert "Introduction accepted" not in page


def test_who_offers_a_solution_may_be_asked_when_the_broker_has_approved(world):
    lima = elsewhere("Lima Homes", "geonames:3936456")
    made = offer(world, lima, "rooftop_pv_battery")
    assert lima not in hosts_of("rooftop_pv_battery")
    network.decide(world.actor("broker"), made, approved=True)
    assert lima in hosts_of("rooftop_pv_battery")
    assert lima in may_be_asked("rooftop_pv_battery", None)
    assert lima not in hosts_of("electric_buses")
    assert solutions_hosted_by([lima.pk]) == {"rooftop_pv_battery"}
    assert "rooftop_pv_battery" in solutions_in("geonames:3936456")
    question = services.ask_question(
        world.actor("editor"), world.organisations["city"], "rooftop_pv_battery", "How long?"
    )
    services.answer_question(world.actor("provider"), question, "Nine years")
    assert Question.objects.get(pk=question.pk).answers.get().organisation == lima
    network.withdraw(world.actor("provider"), made)
    assert lima not in hosts_of("rooftop_pv_battery")


def test_a_host_of_the_network_alone_counts(world):
    """Neither a blocked one nor a body that is no host, whatever it offered."""
    lima = elsewhere("Lima Homes", "geonames:3936456")
    made = offer(world, lima, "rooftop_pv_battery")
    network.decide(world.actor("broker"), made, approved=True)
    Organisation.objects.filter(pk=lima.pk).update(standing="blocked")
    assert lima not in hosts_of("rooftop_pv_battery")
    assert solutions_hosted_by([lima.pk]) == frozenset()


def test_a_city_whose_replica_has_accepted_results_may_be_asked(world):
    report = world.things["replica"]
    city, solution = report.project.city, report.project.solution
    # accepted results made an offer of visits as well: the results alone are enough
    HostOffer.objects.filter(organisation=city).delete()
    assert city in hosts_of(solution)
    assert solution in solutions_hosted_by([city.pk])
    type(report).objects.filter(pk=report.pk).update(state="submitted")
    assert city not in hosts_of(solution)
    assert solution not in solutions_hosted_by([city.pk])


def test_an_offer_leads_to_the_form(as_, world):
    lima = elsewhere("Lima Homes", "geonames:3936456")
    network.decide(world.actor("broker"), offer(world, lima, "rooftop_pv_battery"), approved=True)
    page = as_("editor").get("/introductions/ask/?solution=rooftop_pv_battery").content.decode()
    assert "Lima Homes (PE)" in page
    choose = as_("editor").get("/introductions/ask/?city=3936456").content.decode()
    assert "solution=rooftop_pv_battery" in choose.replace("rooftop-pv-battery", "rooftop_pv_battery")
    assert Introduction.objects.filter(asked=lima).count() == 0
