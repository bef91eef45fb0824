"""Validation, questionnaire, portfolio, goals of the visit, and reasons for unusual values."""

import re

import pytest
from tests.web.pages import LED, SANTIAGO, SOLAR

from replicity.appraisal.questionnaire import questionnaire
from replicity.appraisal.validation import AIM_COVERAGE80, validation_report
from replicity.web.shared.goals import GOAL

pytestmark = pytest.mark.django_db
CITY = f"/cities/{SANTIAGO}/"
VALUES = f"{CITY}values/"
PORTFOLIO = f"{CITY}portfolio/"
KEY = f"geonames:{SANTIAGO}"


def plain(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html))


def test_validation_shows_every_panel_and_marks_what_misses(read):
    text = read("/evidence/validation/")[1]
    table = text[text.index('id="by-demonstration"') : text.index('id="by-city"')]
    report = validation_report().by_demonstration
    rows = re.findall(r"<tr.*?</tr>", table, re.DOTALL)[1:]
    assert len(rows) == len(report.panels) + 1
    missing = sum(bool(p.misses) for p in (report.overall, *report.panels))
    assert table.count("misses its aim</span>") == missing > 0
    cells = re.findall(r"<td[^>]*>([^<]*)</td>", rows[0])
    assert cells[:2] == [str(report.overall.figures_count), str(report.overall.demonstrations_count)]
    assert cells[3] == f"{100 * report.overall.coverage80_share:.0f} %"


def test_chart_has_a_dot_for_every_panel_and_marks_those_outside(read):
    text = read("/evidence/validation/")[1]
    chart = re.search(r'<div class="picture wide">(.*?)</svg>', text, re.DOTALL)[1]
    panels = validation_report().by_demonstration.panels
    low, high = AIM_COVERAGE80
    outside = sum(not low <= p.coverage80_share <= high for p in panels)
    assert chart.count("<circle") == len(panels)
    assert len(re.findall(r"<circle[^>]*chart-series-1", chart)) == outside


def test_what_became_of_promises_is_told_with_its_range(read):
    text = plain(read("/evidence/validation/")[1])
    for found in validation_report().realisation:
        assert f"{found.p50:.2f} {found.p10:.2f} – {found.p90:.2f} {found.promises_count}" in text


@pytest.mark.parametrize("address", ["/about/", f"/solutions/{LED}/", "/"])
def test_pages_lead_to_the_validation(read, address):
    assert 'href="/evidence/validation/"' in read(address)[1]


def test_questionnaire_asks_everything_in_one_form(read):
    text = read(f"{CITY}questionnaire/")[1]
    asked = questionnaire(KEY)
    assert asked.questions
    for question in asked.questions:
        assert len(re.findall(rf'type="radio" name="{question.name}"', text)) == 3
    for number in asked.numbers:
        assert f'name="{number.name}"' in text
        assert f'name="why_{number.name}"' in text
    assert f"about {asked.minutes:.0f} minutes" in text


def test_answers_are_kept_shown_again_and_lead_to_the_match(client, read):
    form = {"legal_mandate": "1", "old_power_kw_per_luminaire": "0.24", "next": f"{CITY}#match",
            "why_old_power_kw_per_luminaire": "Floodlights of two avenues"}  # fmt: skip
    answer = client.post(VALUES, form)
    assert answer["Location"] == f"{CITY}#match"
    assert client.session["own_values"][KEY] == {"legal_mandate": 1.0, "old_power_kw_per_luminaire": 0.24}
    assert client.session["justifications"][KEY] == {
        "old_power_kw_per_luminaire": "Floodlights of two avenues"
    }
    text = read(f"{CITY}questionnaire/")[1]
    assert 'name="legal_mandate" value="1" checked' in text
    assert 'name="old_power_kw_per_luminaire" value="0.24"' in text
    assert "Floodlights of two avenues" in text


def test_reasons_go_with_their_values(client):
    form = {"gas_eur_per_kwh": "0.07", "why_gas_eur_per_kwh": "From our own contract"}
    client.post(VALUES, form)
    client.post(VALUES, {"gas_eur_per_kwh": ""})
    assert client.session["justifications"] == {}
    client.post(VALUES, form)
    client.post(VALUES, {"forget": "1"})
    assert client.session["justifications"] == {}


def test_a_reason_for_no_input_is_refused(client):
    assert client.post(VALUES, {"why_magic": "because it is so"}).status_code == 400


def test_a_doubtful_value_is_accepted_with_a_reason(client, read):
    address = f"/appraisals/{SANTIAGO}/{LED}/"
    client.post(VALUES, {"old_power_kw_per_luminaire": "0.9"})
    text = read(address)[1]
    assert 'name="why_old_power_kw_per_luminaire"' in text
    assert "accepted with your reason" not in text
    client.post(VALUES, {"why_old_power_kw_per_luminaire": "Stadium floodlights, measured in 2024"})
    text = read(address)[1]
    assert "accepted with your reason" in text
    assert "Stadium floodlights, measured in 2024" in text
    assert client.session["own_values"][KEY] == {"old_power_kw_per_luminaire": 0.9}


def test_portfolio_stays_within_the_budget_and_leads_to_the_appraisals(read):
    text = read(f"{PORTFOLIO}?budget_eur=20000000")[1]
    proposed = text[text.index('id="proposed"') : text.index('id="robust"')]
    links = re.findall(rf'href="/appraisals/{SANTIAGO}/([a-z-]+)/\?scale=([\d.]+)"', proposed)
    assert links
    for name, scale in links:
        assert f'value="{float(scale):g}"' in read(f"/appraisals/{SANTIAGO}/{name}/?scale={scale}")[1]
    for part in ("The price of robustness", "Proven gap to the best", "Money against carbon", "Left out"):
        assert part in text


def test_portfolio_reads_grouped_amounts(read):
    assert 'value="20,000,000"' in read(f"{PORTFOLIO}?budget_eur=20,000,000")[1]


def test_a_budget_too_small_is_said(read):
    assert "nothing can be begun" in read(f"{PORTFOLIO}?budget_eur=1000")[1]


def test_weights_stay_with_the_visit(client, read):
    names = ("carbon", "value", "bankability", "evidence", "nearness", "readiness", "speed")
    form = {GOAL + name: "100" if name == "carbon" else "0" for name in names}
    assert client.post(f"{CITY}goals/", form)["Location"] == f"{CITY}#match"
    kept = re.search(r'name="goal_carbon"[^>]*value="(\d+)"', read("/cities/2673730/")[1])[1]
    assert kept == "100"
    client.post(f"{CITY}goals/", {"forget": "1"})
    assert re.search(r'name="goal_carbon"[^>]*value="(\d+)"', read(CITY)[1])[1] != "100"


def test_wrong_weights_are_not_kept(client):
    assert client.post(f"{CITY}goals/", {"goal_carbon": "-4"}).status_code == 400
    assert "goals" not in client.session


def test_match_names_the_datum_to_measure_first(read):
    assert "Measure first:" in read(CITY)[1]
    assert "Mida primero:" in read(CITY, "es")[1]


def test_inputs_name_the_demonstrations_behind_them(read):
    text = plain(read(f"/appraisals/{SANTIAGO}/{LED}/")[1])
    assert re.search(r"from demonstrations \d+ demonstrations", text)


def test_canvas_stands_before_and_after(read):
    text = read(f"/appraisals/{SANTIAGO}/{SOLAR}/?business_model=power_purchase_agreement")[1]
    canvas = text[text.index('id="canvas"') :]
    assert "The hosts built it as “Owner invests”; here it is worked out as “" in canvas
    assert canvas.count('<th scope="row">') >= 16
    assert "<li><strong>" in canvas
