from collections import Counter

import pytest

from replicity.catalogue import evidence
from replicity.catalogue.cities import get_city
from replicity.catalogue.tables import read_rows

COLLECTED = 844  # figures of the collection from which the evidence was carried over, one line each
METBUS = "metbus-enel-x-byd-first-100-e-buses-route-516"


def figure(number: int) -> evidence.Figure:
    return next(f for f in evidence.figures() if f.id == f"fig-{number:04d}")


def test_every_collected_figure_is_there_exactly_once():
    numbers = [int(f.id.removeprefix("fig-")) for f in evidence.figures()]
    assert numbers[:COLLECTED] == list(range(1, COLLECTED + 1))
    assert len(set(numbers)) == len(numbers)


def test_all_ninety_source_slugs_are_mapped():
    rows = read_rows(evidence.FOLDER / "solution_map.csv")
    assert len({r["slug"] for r in rows}) == 90
    mapped = {r["slug"]: r["solution"] for r in rows}
    assert mapped["smart-street-lighting"] == mapped["smart-led-street-lighting"] == "led_street_lighting"
    assert (
        mapped["deep-retrofit-residential"]
        == mapped["net-zero-prefab-retrofit"]
        == "residential_deep_retrofit"
    )


@pytest.mark.parametrize(
    ("number", "metric", "value", "unit", "currency", "price_year"),
    [
        (491, "capex_money_per_bus", 295_000, "money/bus", "USD", 2019),
        (684, "capex_money_per_bus", 330_000, "money/bus", "USD", 2018),
        (489, "energy_cost_money_per_km", 70, "money/km", "CLP", 2018),
        (490, "energy_cost_diesel_money_per_km", 300, "money/km", "CLP", 2018),
    ],
)
def test_money_of_santiagos_first_100_buses(number, metric, value, unit, currency, price_year):
    found = figure(number)
    assert found.demonstration_id == METBUS
    assert (found.metric, found.value, found.unit) == (metric, value, unit)
    assert (found.currency, found.price_year, found.is_money) == (currency, price_year, True)


def test_santiagos_first_100_buses_are_one_demonstration():
    first = evidence.demonstrations()[METBUS]
    assert (first.city_id, first.country, first.solution) == ("geonames:3871336", "CL", "electric_buses")
    assert (first.scale, first.scale_unit) == (100, "bus")
    here = [f.id for f in evidence.figures(city="geonames:3871336") if f.demonstration_id == METBUS]
    assert here == ["fig-0489", "fig-0490", "fig-0491", "fig-0492", "fig-0534", "fig-0535", "fig-0684"]


@pytest.mark.parametrize(
    ("number", "metric", "value", "unit"),
    [
        (3, "energy_cost_saving_share", 0.80, "share"),  # 80 %
        (7, "electricity_generated_kwh_per_year", 4e6, "kwh/year"),  # 4,000 MWh
        (88, "heat_saving_kwh_per_m2_per_year", 293 / 3.6, "kwh/m2/year"),  # 293 MJ
        (206, "heat_delivered_kwh_per_year", 475_000 / 0.0036, "kwh/year"),  # 475,000 GJ
        (221, "seasonal_performance_ratio", 2.93, "ratio"),  # 293 %
        (354, "renewable_heat_increase_share", 0.07, "share"),  # 7 percentage points
        (445, "heat_cost_money_per_kwh", 0.047, "money/kwh"),  # 47 EUR/MWh
        (529, "energy_use_kwh_per_km", 1 / 1.13, "kwh/km"),  # 1.13 km/kWh
        (559, "electricity_saving_kwh", 14.77e6, "kwh"),  # 14.77 GWh
        (762, "fleet_distance_km", 1_609_344, "km"),  # a million miles
        (785, "avoided_tco2e", 0.82, "tco2e"),  # 820 kg
    ],
)
def test_units_of_the_sources_were_converted(number, metric, value, unit):
    found = figure(number)
    assert (found.metric, found.unit) == (metric, unit)
    assert found.value == pytest.approx(value, rel=1e-9)


@pytest.mark.parametrize(
    ("solution", "demonstrations_count", "figures_count"),
    [
        ("residential_deep_retrofit", 27, 82),
        ("rooftop_pv_battery", 13, 31),
        ("district_heat_pump", 20, 67),
        ("water_source_district_cooling", 7, 30),
        ("led_street_lighting", 21, 92),
        ("electric_buses", 32, 107),
        ("mobility_hub", 1, 3),
        ("city_data_platform", 5, 18),
        ("citizen_engagement", 4, 9),
        ("participatory_budgeting", 6, 20),
    ],
)
def test_demonstrations_and_figures_by_solution(solution, demonstrations_count, figures_count):
    assert len(evidence.demonstrations_of(solution)) == demonstrations_count
    assert len(evidence.figures(solution=solution)) == figures_count


def test_promises_and_weak_sources_have_the_lowest_grade():
    assert {f.grade for f in evidence.figures() if f.status in ("planned", "modelled")} == {"D"}
    assert {f.grade for f in evidence.figures() if "weak source" in f.note} == {"D"}
    assert {f.status for f in evidence.figures() if f.grade == "A"} == {"measured"}


def test_one_street_lighting_scheme_in_two_source_lists_is_one_demonstration():
    ids = {figure(n).demonstration_id for n in (413, 547, 556)}
    assert ids == {"los-angeles-led-street-lighting"}


@pytest.mark.parametrize(
    "demonstration", ["beem-up-portfolio-3-sites", "morocco-green-mosques", "bit-nest-evaluation"]
)
def test_what_belongs_to_no_one_city_has_no_city(demonstration):
    assert evidence.demonstrations()[demonstration].city_id == ""


def test_panels_hold_270_observations_in_36_panels():
    rows = evidence.panel_rows()
    assert len(rows) == 270
    assert len({r.panel for r in rows}) == 36
    saving = next(r for r in rows if r.panel == "ebus_energy_cost_saving" and r.demonstration_id == METBUS)
    assert saving.value == pytest.approx(1 - 70 / 300, abs=1e-6)
    assert saving.figure_ids == ("fig-0489", "fig-0490")


def test_money_of_the_panels_is_left_in_its_own_currency():
    for row in evidence.panel_rows():
        if row.unit.startswith("money"):
            assert row.value is None
        else:
            assert row.amount is None
        if row.amount is not None:
            assert row.currency
            assert row.price_year is not None


def test_amount_of_a_panel_is_the_figure_over_its_scale():
    row = next(r for r in evidence.panel_rows() if r.figure_ids == ("fig-0281",))
    assert (row.unit, row.amount, row.currency) == ("money/kw", 15e6 / 20e3, "EUR")


def test_shares_of_inhabitants_stand_on_the_population_of_the_city_table():
    figures = {f.id: f for f in evidence.figures()}
    rows = [
        r for r in evidence.panel_rows() if r.panel in ("participation_share", "pb_budget_per_inhabitant")
    ]
    assert len(rows) == 12
    for row in rows:
        (figure,) = (figures[i] for i in row.figure_ids)
        people = get_city(evidence.demonstrations()[row.demonstration_id].city_id).population_count
        years = 3 if "3 years" in row.scope else 1
        assert (row.value or row.amount) == pytest.approx(figure.value / years / people, rel=1e-4)


def test_metrics_are_described_in_both_languages_and_all_used():
    used = Counter(f.metric for f in evidence.figures()) + Counter(r.metric for r in evidence.panel_rows())
    assert set(evidence.metrics()) == set(used)
    assert all(m.description_en and m.description_es for m in evidence.metrics().values())


def test_hash_is_short_and_changes_with_a_figure():
    assert len(evidence.evidence_hash()) == 16
    all_figures, places = evidence.figures(), evidence.demonstrations()
    assert evidence.hash_of(all_figures, places) == evidence.hash_of(all_figures[::-1], places)
    assert evidence.hash_of(all_figures[1:], places) != evidence.hash_of(all_figures, places)


def test_towns_are_the_small_places_of_demonstrations():
    towns = evidence.towns()
    assert towns["geonames:2617030"].name == "Marstal"
    assert all(t.population_count < 15_000 for t in towns.values())


def test_topics_name_the_solution_they_inform():
    assert evidence.topics()["car_sharing"].related_solution == "mobility_hub"
    assert evidence.topics()["citizen_engagement"].track == 5
