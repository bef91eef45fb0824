"""Journeys: distance, carbon and cost, against worked examples."""

import math

import pytest

from replicity.appraisal.travel import (
    PLANE,
    TRAIN,
    TravelError,
    common_languages,
    distance_km,
    journey,
    usual_mode,
)
from replicity.catalogue.cities import get_city
from replicity.catalogue.sources import sources
from replicity.catalogue.travel import daily_rates, fare_for, fares, travel_parameters, travel_spread

SANTIAGO, GOTHENBURG, UTRECHT = get_city("Santiago, CL"), get_city("Gothenburg"), get_city("Utrecht")
AMSTERDAM, LYON = get_city("Amsterdam"), get_city("Lyon")


def test_the_distance_is_that_of_the_great_circle() -> None:
    # London to New York, published as 5,570 km
    assert distance_km(get_city("London, GB"), get_city("New York City")) == pytest.approx(5570, rel=0.005)
    assert distance_km(SANTIAGO, GOTHENBURG) == pytest.approx(distance_km(GOTHENBURG, SANTIAGO))
    assert distance_km(SANTIAGO, SANTIAGO) == 0


def test_a_delegation_from_santiago_to_gothenburg() -> None:
    found = journey(SANTIAGO, GOTHENBURG, delegates=6, days=2.0)
    way = 2 * distance_km(SANTIAGO, GOTHENBURG) * 6
    assert found.mode == PLANE
    assert found.carbon_kgco2e.mode == pytest.approx(way * 0.06926)
    assert found.carbon_with_forcing_kgco2e.mode == pytest.approx(way * 0.11704)
    assert found.carbon_with_forcing_kgco2e.low == pytest.approx(way * 0.10916)
    # 1,101 EUR for more than 10,000 km and a quarter more, in prices of 2023
    inflation = found.fares_eur.mode / (6 * 1376)
    assert 1.0 < inflation < 1.05
    # three days of bed and meals in Sweden at 196 EUR
    assert found.stay_eur.mode == pytest.approx(6 * 3 * 196 * inflation)
    assert found.interpreter_eur is None
    assert found.cost_eur.mode == pytest.approx(found.fares_eur.mode + found.stay_eur.mode)


def test_a_short_flight_and_a_train() -> None:
    flight = journey(UTRECHT, LYON, delegates=1, days=1.5, mode=PLANE)
    train = journey(UTRECHT, LYON, delegates=1, days=1.5, mode=TRAIN)
    assert flight.carbon_with_forcing_kgco2e.mode == pytest.approx(2 * flight.distance_km * 0.12576)
    assert train.carbon_kgco2e.mode == pytest.approx(2 * train.distance_km * 0.04115 * 1.25)
    assert train.carbon_with_forcing_kgco2e == train.carbon_kgco2e
    assert train.fares_eur == flight.fares_eur


def test_the_train_is_usual_for_short_ways_on_one_continent() -> None:
    assert usual_mode(AMSTERDAM, UTRECHT) == TRAIN
    assert usual_mode(SANTIAGO, GOTHENBURG) == PLANE
    assert usual_mode(get_city("Tangier"), get_city("Algeciras")) == PLANE


def test_an_interpreter_is_paid_for_each_day_begun() -> None:
    found = journey(SANTIAGO, GOTHENBURG, delegates=2, days=1.5, interpreter=True)
    assert found.interpreter_eur is not None
    assert found.interpreter_eur.mode == pytest.approx(2 * 700)
    assert found.cost_eur.mode > journey(SANTIAGO, GOTHENBURG, delegates=2, days=1.5).cost_eur.mode


def test_nobody_who_travels_costs_nothing() -> None:
    found = journey(SANTIAGO, GOTHENBURG, delegates=0, days=2)
    assert (found.fares_eur.high, found.stay_eur.high, found.carbon_kgco2e.high) == (0, 0, 0)


@pytest.mark.parametrize(
    "asked", [{"delegates": -1, "days": 2}, {"delegates": 1, "days": 0}, {"delegates": 1, "days": 99}]
)
def test_impossible_visits_are_refused(asked: dict[str, int]) -> None:
    with pytest.raises(TravelError, match="A visit has delegates"):
        journey(SANTIAGO, GOTHENBURG, **asked)
    with pytest.raises(TravelError, match="no way to travel"):
        journey(SANTIAGO, GOTHENBURG, delegates=1, days=1, mode="rocket")


def test_a_host_without_a_rate_of_its_own_takes_the_range_of_all() -> None:
    found = journey(GOTHENBURG, SANTIAGO, delegates=1, days=1)
    spread = travel_spread("stay_eur_per_person_per_day")
    assert found.stay_eur.mode == pytest.approx(2 * spread.mode)
    assert "CL" not in daily_rates()


def test_ranges_are_in_order_and_fares_rise_with_the_distance() -> None:
    known = fares()
    assert math.isinf(known[-1].up_to_km)
    assert [f.eur_per_person.mode for f in known] == sorted(f.eur_per_person.mode for f in known)
    assert fare_for(12_690) is known[-1]
    assert fare_for(450).up_to_km == 600


def test_every_number_has_a_known_source() -> None:
    used = {f.source_id for f in fares()} | {r.source_id for r in daily_rates().values()}
    used |= {p.source_id for p in travel_parameters().values()}
    assert used <= set(sources())
    assert set(journey(SANTIAGO, GOTHENBURG, delegates=1, days=1).source_ids) <= set(sources())


def test_common_languages() -> None:
    assert common_languages(SANTIAGO, get_city("Madrid")) == ("es",)
    assert common_languages(SANTIAGO, GOTHENBURG) == ()
