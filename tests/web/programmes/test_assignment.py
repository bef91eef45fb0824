"""Hosts for the cities of a programme: the proposal, changes by hand, what they cost."""

import pytest
from tests.web.programmes.test_at_once import second_city

from replicity.appraisal.assignment import assign_hosts, host_scores
from replicity.web.programmes import services
from replicity.web.programmes.models import Application, AssignmentProposal
from replicity.web.programmes.queries.assignment import city_rows, host_rows, standing_of
from replicity.web.shared.errors import Refused

SANTIAGO, GOTHENBURG = "geonames:3871336", "geonames:2711537"
STOCKHOLM, VITORIA = "geonames:2673730", "geonames:3104499"


@pytest.fixture
def programme(world):
    return world.things["programme"]


def test_the_page_s_scores_are_those_of_the_method():
    wish = ("residential_deep_retrofit",)
    scores = host_scores([(SANTIAGO, wish), (GOTHENBURG, wish)], [VITORIA, GOTHENBURG, VITORIA])
    alone = assign_hosts({SANTIAGO: wish}, {VITORIA: 1})
    assert scores[0, 0] == scores[0, 2] == alone.placements[0].score > 0
    # a city is no host of its own
    assert scores[1, 1] != scores[1, 1]


def test_a_proposal_assigns_nobody(world, programme):
    application = world.things["application"]
    services.assign_host(world.actor("broker"), application, None)
    services.propose_hosts(world.actor("broker"), programme)
    application.refresh_from_db()
    assert application.host is None
    assert services.take_proposal(world.actor("broker"), programme) == 1
    application.refresh_from_db()
    assert application.host in (world.organisations["host"], world.organisations["owner"])


def test_a_change_says_what_it_costs(world, programme):
    application = world.things["application"]
    scores = {str(world.ids["host"]): 0.4, str(world.ids["owner"]): 0.3}
    AssignmentProposal.objects.filter(programme=programme).update(
        scores={str(application.pk): scores}, placements={str(application.pk): world.ids["host"]}
    )
    proposal = AssignmentProposal.objects.get(programme=programme)
    held = Application.objects.select_related("organisation", "host").get(pk=application.pk)
    (row,) = city_rows([held], host_rows(programme), proposal)
    assert [(c.host.name, c.now) for c in row.choices] == [
        ("City of Gothenburg", True),
        ("Riksbyggen", False),
    ]
    assert row.choices[1].cost == pytest.approx(0.1)
    services.assign_host(world.actor("broker"), held, world.organisations["owner"], "They asked.")
    standing = standing_of(programme, proposal)
    assert (standing.now, standing.proposed) == (0.3, 0.4)
    assert standing.given_up_share == pytest.approx(0.25)


def test_the_page_says_what_a_change_costs(world, as_, programme):
    application = world.things["application"]
    scores = {str(world.ids["host"]): 0.4, str(world.ids["owner"]): 0.3}
    AssignmentProposal.objects.filter(programme=programme).update(scores={str(application.pk): scores})
    page = as_("broker").get(f"/programmes/{programme.pk}/assignment/").content.decode()
    assert "Riksbyggen · 0.300 (costs 0.100)" in page


def test_a_host_takes_no_more_than_it_can(world, programme):
    broker, host = world.actor("broker"), world.organisations["host"]
    with pytest.raises(Refused, match="has 1 cities already"):
        services.set_host(broker, programme, host, 0)
    services.set_host(broker, programme, host, 1)
    with pytest.raises(Refused, match="has no free place") as refused:
        services.assign_host(broker, second_city(world), host)
    assert refused.value.status == 409


def test_too_few_places_are_said(world, programme):
    city = second_city(world).organisation
    city.city_id = STOCKHOLM
    city.save()
    services.set_host(world.actor("broker"), programme, world.organisations["host"], 1)
    services.set_host(world.actor("broker"), programme, world.organisations["owner"], 0)
    with pytest.raises(Refused, match="The hosts have 1 places for 2 cities"):
        services.propose_hosts(world.actor("broker"), programme)


def test_a_proposal_needs_a_city(world, programme):
    Application.objects.filter(pk=world.ids["application"]).update(state="withdrawn")
    with pytest.raises(Refused, match="A proposal needs"):
        services.propose_hosts(world.actor("broker"), programme, 0.5)


@pytest.mark.parametrize("who", ["lender", "city"])
def test_only_hosts_of_the_programme_are_assigned(world, who):
    with pytest.raises(Refused, match="is not a host that this city can have"):
        services.assign_host(world.actor("broker"), world.things["application"], world.organisations[who])


def test_an_organisation_without_a_place_is_no_host(world, programme):
    with pytest.raises(Refused, match="says in which city it is"):
        services.set_host(world.actor("broker"), programme, world.organisations["provider"], 2)
