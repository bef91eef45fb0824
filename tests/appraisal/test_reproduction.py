"""Published demonstrations, each left out of the evidence and predicted from the others.

Sources of the outcomes (records in the evidence): Enel 2018 (70 pesos a kilometre), the International Energy
Agency and La Tercera (295,000 and 330,000 dollars a bus) on Santiago's first 100 electric buses; the heat
pump of Drammen Fjernvarme; the solar roofs of SAB Department 22 in Sønderborg; Brogården in Alingsås;
Climespace in Paris.
"""

import pytest

from replicity.appraisal.panels import Evidence, observations
from replicity.appraisal.prediction import predict_metric
from replicity.catalogue.cities import get_city
from replicity.catalogue.countries import price_tables
from replicity.catalogue.evidence import demonstrations, figures
from replicity.catalogue.panels import transfer_rules
from replicity.quantities.money import to_base_eur

METBUS = "metbus-enel-x-byd-first-100-e-buses-route-516"
SANTIAGO = get_city("Santiago, CL")


def eur(figure_id):
    found = next(f for f in figures() if f.id == figure_id)
    country = demonstrations()[found.demonstration_id].country
    return to_base_eur(price_tables(), found.value, found.currency, found.price_year, country)


def test_energy_cost_of_santiagos_first_100_electric_buses_at_the_local_price_of_electricity():
    found = predict_metric(SANTIAGO, "electric_buses", "energy_cost_eur_per_km", exclude=(METBUS,))
    assert found.basis == "transfer"
    assert found.quantiles["p10"] <= eur("fig-0489") <= found.quantiles["p90"]


def test_energy_use_of_buses_in_santiago_is_known_within_a_factor_of_two():
    found = predict_metric(SANTIAGO, "electric_buses", "energy_use_kwh_per_km", exclude=(METBUS,))
    assert found.quantiles["p90"] / found.quantiles["p10"] <= 2


def test_price_of_santiagos_first_100_electric_buses():
    found = predict_metric(
        SANTIAGO, "electric_buses", "capex_eur_per_bus", exclude=(METBUS,), scale=100, year=2018
    )
    for told in ("fig-0491", "fig-0684"):
        assert found.quantiles["p10"] <= eur(told) <= found.quantiles["p90"]


def test_lease_term_of_santiagos_first_100_electric_buses():
    # the payment itself is in no source; one other lease is known, so the range is wide
    found = predict_metric(SANTIAGO, "electric_buses", "lease_term_years", exclude=(METBUS,))
    assert found.demonstrations_count == 1
    assert found.quantiles["p10"] <= 10 <= found.quantiles["p90"]


@pytest.mark.parametrize(
    ("panel", "place"),
    [
        ("heatpump_cop", "drammen-fjernvarme"),
        ("pv_yield", "sab-department-22-pv"),
        ("retrofit_energy_saving", "brogarden"),
        ("cooling_electricity_saving", "climespace-fraicheur-de-paris"),
    ],
)
def test_physical_figures_of_other_solutions(panel, place):
    rule = transfer_rules().panels[panel]
    (seen,) = (o for o in observations(rule, Evidence()) if o.demonstration_id == place)
    city = get_city(seen.city_id)
    found = predict_metric(city, seen.solution, panel, exclude=(place,), scale=seen.scale, year=seen.year)
    assert found.quantiles["p10"] <= seen.value <= found.quantiles["p90"]
    assert found.quantiles["p90"] / found.quantiles["p10"] <= 2
