"""A programme: capacities hold, nobody is left far behind, and what was given up is said."""

from collections import Counter

import pytest

from replicity.appraisal.assignment import assign_hosts
from replicity.appraisal.context import city_context
from replicity.appraisal.hosts import hosts
from replicity.appraisal.inputs import InputError
from replicity.catalogue.cities import get_city
from replicity.catalogue.solutions import get_solution
from replicity.engine.assignment import NoAssignment

CITIES = ("Santiago, CL", "Medellín, CO", "Nairobi, KE", "Lisbon, PT", "Kraków, PL", "Accra, GH")
HOSTS = ("Gothenburg, SE", "Utrecht, NL", "London, GB")


def ids(names):
    return [get_city(n).id for n in names]


def wishes(*solutions):
    return dict.fromkeys(ids(CITIES), solutions)


def capacities(*places):
    return dict(zip(ids(HOSTS), places, strict=True))


def test_capacities_hold_and_the_floor_is_kept():
    found = assign_hosts(wishes(), capacities(2, 2, 2))
    assert [p.city.id for p in found.placements] == ids(CITIES)
    assert max(Counter(p.host.id for p in found.placements).values()) <= 2
    for placement in found.placements:
        assert placement.score >= found.floor_share * placement.best_score - 1e-9
        assert 0 <= placement.given_up_share <= 1 - found.floor_share + 1e-9


def test_with_room_for_all_each_city_gets_its_own_best_host():
    found = assign_hosts(wishes(), capacities(6, 6, 6))
    assert all(p.host == p.best_host and p.given_up_share == 0 for p in found.placements)
    assert found.floor_share == 1.0


def test_the_score_is_that_of_the_hosts_of_the_wished_solution():
    found = assign_hosts(wishes("electric_buses"), capacities(6, 6, 6), 0.0)
    city = get_city("Santiago, CL")
    listed = hosts(city, get_solution("electric_buses"), city_context(city))
    scores = {h.city.id: h.score for h in listed if h.city.id in ids(HOSTS)}
    assert found.placements[0].best_score == pytest.approx(max(scores.values(), default=0.0))


def test_a_city_is_no_host_of_its_own():
    gothenburg = get_city("Gothenburg, SE").id
    found = assign_hosts({gothenburg: ()}, capacities(5, 5, 5))
    assert found.placements[0].host.id != gothenburg


def test_what_cannot_be_met_is_refused_with_a_sentence():
    with pytest.raises(NoAssignment, match="raise a capacity or add a host"):
        assign_hosts(wishes(), capacities(1, 1, 1))
    with pytest.raises(InputError, match="at least one city and one host"):
        assign_hosts({}, capacities(1, 1, 1))
    with pytest.raises(InputError, match="80 per cent"):
        assign_hosts(wishes(), capacities(2, 2, 2), 80.0)


def test_the_document_names_everyone():
    document = assign_hosts(wishes(), capacities(2, 2, 2)).to_dict()
    assert len(document["cities"]) == len(CITIES)
    keys = {"city", "host", "score", "best_host", "best_score", "given_up_share"}
    assert keys <= set(document["cities"][0])
