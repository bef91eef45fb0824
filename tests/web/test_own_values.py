"""A visitor's own values: kept for the city, marked, used everywhere, taken back."""

import pytest
from tests.web.pages import SANTIAGO, SOLAR

from replicity.web.shared.numbers import field_text, read_number

pytestmark = pytest.mark.django_db
VALUES = f"/cities/{SANTIAGO}/values/"
CITY = f"/cities/{SANTIAGO}/"
APPRAISAL = f"/appraisals/{SANTIAGO}/{SOLAR}/"


def test_a_value_is_kept_used_and_taken_back(client, read):
    answer = client.post(VALUES, {"electricity_eur_per_kwh": "0.31", "next": APPRAISAL})
    assert (answer.status_code, answer["Location"]) == (302, APPRAISAL)
    text = read(APPRAISAL)[1]
    assert 'name="electricity_eur_per_kwh" value="0.31"' in text
    assert '<span class="badge user">yours</span>' in text
    client.post(VALUES, {"electricity_eur_per_kwh": ""})
    assert 'name="electricity_eur_per_kwh" value=""' in read(APPRAISAL)[1]


def test_a_value_moves_the_result(client, read):
    before = read(APPRAISAL)[1]
    client.post(VALUES, {"electricity_eur_per_kwh": "0.5"})
    after = read(APPRAISAL)[1]
    part = slice(before.index('class="headlines"'), before.index('class="headlines"') + 400)
    assert before[part] != after[part]


def test_shares_are_typed_in_per_cent_and_kept_as_shares(client):
    client.post(VALUES, {"discount_rate_real_share": "4.5"})
    assert client.session["own_values"][f"geonames:{SANTIAGO}"] == {"discount_rate_real_share": 0.045}


def test_spanish_decimals(client):
    client.post(VALUES, {"gas_eur_per_kwh": "0,07"}, headers={"accept-language": "es"})
    assert client.session["own_values"][f"geonames:{SANTIAGO}"] == {"gas_eur_per_kwh": 0.07}


def test_all_values_are_taken_back(client):
    client.post(VALUES, {"gas_eur_per_kwh": "0.07", "diesel_eur_per_litre": "1"})
    client.post(VALUES, {"forget": "1"})
    assert client.session["own_values"] == {}


def test_values_of_one_city_do_not_reach_another(client, read):
    client.post(VALUES, {"gas_eur_per_kwh": "0.0777"})
    assert "0.0777" not in read(f"/appraisals/2673730/{SOLAR}/")[1]


def test_a_wrong_value_changes_nothing(client):
    client.post(VALUES, {"gas_eur_per_kwh": "0.07"})
    response = client.post(VALUES, {"gas_eur_per_kwh": "-1", "diesel_eur_per_litre": "1"})
    assert response.status_code == 400
    assert client.session["own_values"][f"geonames:{SANTIAGO}"] == {"gas_eur_per_kwh": 0.07}


def test_an_answer_changes_the_status(client, read):
    before = read(APPRAISAL)[1].count('class="badge pass"')
    client.post(VALUES, {"grid_capacity": "1"})
    assert read(APPRAISAL)[1].count('class="badge pass"') == before + 1


def test_a_value_in_the_address_is_dropped_when_a_form_sets_it(client):
    form = {"gas_eur_per_kwh": "0.08", "next": APPRAISAL + "?gas_eur_per_kwh=0.05&scale=300"}
    assert client.post(VALUES, form)["Location"] == APPRAISAL + "?scale=300"


@pytest.mark.parametrize("next_page", ["https://example.org/", "//example.org/", "javascript:alert(1)", "x"])
def test_forms_lead_nowhere_else(client, next_page):
    assert client.post(VALUES, {"next": next_page})["Location"] == CITY


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("0.15", "en", 0.15), ("0,15", "en", 0.15), ("1,234", "en", 1234.0), ("1,234.5", "en", 1234.5),
        ("0,15", "es", 0.15), ("0.15", "es", 0.15), ("1.234", "es", 1234.0), ("1.234,5", "es", 1234.5),
        ("0.125", "es", 0.125), ("12 500", "en", 12500.0), ("12 %", "en", 12.0), ("−3", "es", -3.0),
        ("1e3", "en", 1000.0), ("", "en", None), ("abc", "en", None), ("1e999", "en", None),
        ("1.2.3", "en", None), ("nan", "es", None),
    ],
)  # fmt: skip
def test_numbers_as_people_type_them(text, language, number):
    assert read_number(text, language) == number


@pytest.mark.parametrize("value", [0.045, 1234.5, 1e-5, 2e12, -3.25, 0.1 + 0.2])
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_field_reads_what_it_shows(value, language):
    assert read_number(field_text(value, language), language) == pytest.approx(value, rel=1e-9)
