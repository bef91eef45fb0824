"""What the pages say, in both languages, and what they answer to wrong input."""

import re
from itertools import pairwise

import pytest
from tests.web.pages import LED, PAGES, SANTIAGO, SOLAR

pytestmark = pytest.mark.django_db
APPRAISAL = f"/appraisals/{SANTIAGO}/{SOLAR}/"


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("address", PAGES)
def test_page_is_whole(read, address, language):
    status, text = read(address, language)
    assert status == 200
    assert f'<html lang="{language}">' in text
    assert text.rstrip().endswith("</html>")
    assert text.count("<h1") == 1
    levels = [int(found) for found in re.findall(r"<h([1-6])[ >]", text)]
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels
    assert not re.search(r'\sstyle="|<style|<script(?! src="/static/)|\son[a-z]+="', text)
    assert not re.search(r"\b(nan|inf|None)\b(?![-\w])", re.sub(r"<[^>]*>", " ", text))
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) == len(set(ids))


def test_city_shows_the_match_with_reasons_and_hosts(read):
    _status, text = read(f"/cities/{SANTIAGO}/")
    for part in (
        "LED street lighting",
        "Held back by",
        "What would change it",
        "From whom to learn",
        "Milan",
    ):
        assert part in text
    assert text.count('class="card solution') == 9


def test_match_is_worked_out_once(read):
    address = "/cities/3882428/"  # Los Ángeles, Chile: no other test asks for it
    assert "Working out all solutions" in read(address)[1]
    again = read(address)[1]
    assert "Working out all solutions" not in again
    assert "LED street lighting" in again


def test_weights_change_the_ranking(read):
    def first(text):
        return re.search(r'<div class="rank">.*?<h3><a[^>]*>([^<]+)', text, re.DOTALL)[1]

    alone = "&".join(
        f"goal_{n}=0" for n in ("value", "bankability", "evidence", "nearness", "readiness", "speed")
    )
    ours, carbon = read(f"/cities/{SANTIAGO}/")[1], read(f"/cities/{SANTIAGO}/?goal_carbon=100&{alone}")[1]
    assert first(ours) != first(carbon)


def test_search_forgives_a_typing_error(read):
    assert "Gothenburg" in read("/cities/?q=gotenburg")[1]


def test_suggestions_name_the_country_in_the_language(client):
    found = client.get("/cities/suggestions/?q=estocolmo", headers={"accept-language": "es"}).json()["cities"]
    assert found[0] == {"name": "Stockholm", "country": "Suecia", "url": "/cities/2673730/"}


def test_language_is_kept_in_a_cookie(client):
    answer = client.post("/language/", {"language": "es", "next": "/about/"})
    assert (answer.status_code, answer["Location"]) == (302, "/about/")
    assert '<html lang="es">' in client.get("/about/").content.decode()


def test_appraisal_names_every_input_with_its_source(read):
    _status, text = read(APPRAISAL)
    for part in ("Solar panels", "judgement", "Widest input", "Cumulative cash", "Would a lender take it?"):
        assert part in text


def test_appraisal_takes_size_model_and_values_from_the_address(read):
    _status, text = read(
        APPRAISAL + "?scale=1000&business_model=power-purchase-agreement&gas_eur_per_kwh=0.09"
    )
    assert 'value="1000"' in text
    assert "The seller needs at least" in text


def test_a_place_without_a_figure_shows_defaults(read):
    assert "Defaults used" in read("/appraisals/53654/rooftop-pv-battery/")[1]  # Mogadishu


@pytest.mark.parametrize(
    ("address", "status", "sentence"),
    [
        ("/cities/1/", 404, "There is no city with this number"),
        ("/cities/99999999999999999999/", 404, "There is no city with this number"),
        ("/cities/abc/", 404, "There is no page at this address"),
        ("/nothing/", 404, "There is no page at this address"),
        ("/solutions/perpetual-motion/", 404, "There is no such solution"),
        (f"/appraisals/1/{LED}/", 404, "There is no city with this number"),
        (f"/appraisals/{SANTIAGO}/perpetual-motion/", 404, "There is no such solution"),
        (APPRAISAL + "?scale=-5", 400, "The size must be a number above zero"),
        (APPRAISAL + "?scale=0", 400, "The size must be a number above zero"),
        (APPRAISAL + "?scale=1e400", 400, "The size must be a number above zero"),
        (APPRAISAL + "?scale=nan", 400, "The size must be a number above zero"),
        (APPRAISAL + "?scale=many", 400, "The size must be a number above zero"),
        (APPRAISAL + "?business_model=theft", 400, "There is no business model “theft”"),
        (APPRAISAL + "?electricity_eur_per_kwh=-1", 400, "must not be negative"),
        (APPRAISAL + "?discount_rate_real_share=7", 400, "give a value from 0 to 100 %"),
        (APPRAISAL + "?electricity_eur_per_kwh=dear", 400, "is not a number"),
        (APPRAISAL + "?magic=1", 400, "There is no input called “magic”"),
        (f"/cities/{SANTIAGO}/?goal_carbon=-1", 400, "give a weight from 0 to 100"),
        (f"/cities/{SANTIAGO}/?goal_carbon=a", 400, "give a weight from 0 to 100"),
        (f"/cities/{SANTIAGO}/portfolio/?budget_eur=-1", 400, "The budget must be an amount of euro"),
        (f"/cities/{SANTIAGO}/portfolio/?budget_eur=0", 400, "The budget must be an amount of euro"),
        (f"/cities/{SANTIAGO}/portfolio/?budget_eur=1e99", 400, "The budget must be an amount of euro"),
        (f"/cities/{SANTIAGO}/portfolio/?budget_eur=much", 400, "The budget must be an amount of euro"),
        ("/cities/1/portfolio/?budget_eur=1", 404, "There is no city with this number"),
        ("/cities/1/questionnaire/", 404, "There is no city with this number"),
        (f"/cities/{SANTIAGO}/plan.pdf?budget_eur=-1", 400, "The budget must be an amount of euro"),
        (f"/cities/{SANTIAGO}/plan.pdf?goal_carbon=a", 400, "give a weight from 0 to 100"),
    ],
)
def test_wrong_input_gets_one_clear_sentence(read, address, status, sentence):
    found, text = read(address)
    assert found == status
    assert sentence in text
    assert text.count("<h1") == 1


@pytest.mark.parametrize("address", ["/cities/1/", APPRAISAL + "?scale=-5", APPRAISAL + "?magic=1"])
def test_refusals_speak_spanish(read, address):
    assert re.search(r"No hay ninguna ciudad|El tamaño debe ser|No hay ningún dato", read(address, "es")[1])


def test_hostile_text_stays_text(read):
    status, text = read("/cities/?q=<script>alert(1)</script>")
    assert status == 200
    assert "<script>alert" not in text
    assert "&lt;script&gt;" in text


def test_a_fault_of_ours_is_said_in_style(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("replicity.web.about.views.source_rows", lambda: 1 / 0)
    response = client.get("/sources/")
    assert response.status_code == 500
    assert "The fault is ours" in response.content.decode()


def test_plan_is_a_document(client):
    response = client.get(f"/cities/{SANTIAGO}/plan.pdf", headers={"accept-language": "es"})
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF-")
    assert response["Content-Disposition"] == 'inline; filename="replicity-3871336-es.pdf"'


def test_security_headers(client):
    headers = client.get("/").headers
    policy = headers["Content-Security-Policy"]
    for part in ("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'"):
        assert part in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_readiness_names_what_is_missing(client, settings):
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {"status": "ready", "problems": []}
