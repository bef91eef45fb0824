"""The dashboard's figures, worked by hand, and the file for spreadsheets."""

import csv
import io
from datetime import timedelta

import pytest
from django.utils import timezone

from replicity.web.accounts.models import Organisation
from replicity.web.programmes import outcomes
from replicity.web.programmes.models import Application, Event, StageChange
from replicity.web.programmes.outcomes import Outcome, Quantiles, summed
from replicity.web.programmes.queries.dashboard import dashboard_of
from replicity.web.programmes.stages import STAGES
from replicity.web.shared.sheets import cell

NOW = timezone.now()


@pytest.fixture
def programme(world):
    """Return the programme with three cities more: two of Peru that came far, one that was declined."""
    made = world.things["programme"]
    Event.objects.all().delete()
    for number, (state, stage, days) in enumerate(
        [("accepted", "letter", 4), ("accepted", "pre_feasibility", 10), ("declined", "onboarding", 0)]
    ):
        city = Organisation.objects.create(kind="city", name=f"=City {number}", country="PE")
        application = Application.objects.create(
            programme=made, organisation=city, state=state, stage=stage, furthest=STAGES.index(stage),
            stage_since=NOW - timedelta(days=days), country="PE", tracks=[1], driver="utility",
            solutions=["rooftop_pv_battery"], motivation='@SUM(1+1)*cmd|" /C calc"!A0',
        )  # fmt: skip
        world.things[f"peru{number}"] = application
    for number, days in ((0, 10), (1, 20)):
        StageChange.objects.create(
            application=world.things[f"peru{number}"], from_stage="onboarding", to_stage="intake",
            entered_at=NOW - timedelta(days=days), at=NOW,
        )  # fmt: skip
    for number, (who, kind, solutions) in enumerate(
        [
            ("peru0", "visit_done", []),
            ("peru1", "visit_done", []),
            ("peru1", "letter_signed", ["electric_buses"]),
            ("application", "letter_signed", ["mobility_hub"]),
        ]
    ):
        Event.objects.create(
            application=world.things[who], kind=kind, thing_kind="x", thing_id=str(number), at=NOW,
            solutions=solutions,
        )  # fmt: skip
    return made


def counts(row):
    return (row.cities_count, row.visits_count, row.letters_count, row.replicas_count)


def test_totals_and_tables(programme):
    found = dashboard_of(programme)
    assert counts(found.totals) == (3, 2, 2, 0)
    assert found.states == {"accepted": 3, "declined": 1}
    assert {r.key: counts(r) for r in found.by_country} == {"PE": (2, 2, 1, 0), "CL": (1, 0, 1, 0)}
    assert {r.key: counts(r) for r in found.by_driver} == {"utility": (2, 2, 1, 0), "developer": (1, 0, 1, 0)}


def test_what_a_letter_is_about_decides_its_track(programme):
    """The visits of Peru count where Peru applied; its letter on buses counts under mobility."""
    by_track = {r.key: r for r in dashboard_of(programme).by_track}
    assert by_track["3"].letters_count == 2
    assert by_track["1"].letters_count == 0
    assert by_track["1"].visits_count == 2


def test_funnel_and_time_in_stage(programme):
    stages = {s.stage.value: s for s in dashboard_of(programme).stages}
    assert [stages[s].reached_count for s in ("onboarding", "letter", "pre_feasibility", "adaptation")] == [
        3,
        2,
        1,
        0,
    ]
    assert (stages["onboarding"].median_days, stages["onboarding"].left_count) == (15.0, 2)
    assert stages["letter"].waiting_days == pytest.approx(4, abs=0.01)
    # nobody has left it: no figure instead of 0
    assert stages["letter"].median_days is None


def test_euro_and_tonnes_are_sums_of_medians_with_both_ends(programme, world, monkeypatch):
    told = [
        Outcome(world.ids["application"], "mobility_hub", Quantiles(1e6, 2e6, 3e6), Quantiles(5, 10, 20)),
        Outcome(world.things["peru1"].pk, "electric_buses", Quantiles(4e6, 5e6, 9e6), None),
    ]
    monkeypatch.setattr(outcomes, "SOURCES", [lambda ids: [o for o in told if o.application_id in ids]])
    found = dashboard_of(programme)
    assert found.totals.investment_eur == Quantiles(5e6, 7e6, 12e6)
    assert found.totals.avoided_tco2e_per_year == Quantiles(5, 10, 20)
    by_country = {r.key: r for r in found.by_country}
    assert by_country["PE"].investment_eur == Quantiles(4e6, 5e6, 9e6)
    assert by_country["PE"].avoided_tco2e_per_year is None


def test_a_sum_of_nothing_is_not_zero():
    assert summed([]) is None
    assert summed([None, None]) is None


def test_pages_show_charts_and_tables(programme, as_):
    page = as_("broker").get(f"/programmes/{programme.pk}/dashboard/").content.decode()
    assert page.count("<svg") == 4
    assert "2 of 20 letters are signed" in page
    assert "Pre-feasibility: 1 reached it, 1 are there now" in page
    spanish = (
        as_("broker")
        .get(f"/programmes/{programme.pk}/dashboard/", headers={"accept-language": "es"})
        .content.decode()
    )
    assert "2 de 20 cartas firmadas" in spanish
    assert "Quién impulsa las réplicas" in spanish


def test_the_file_holds_no_formula(programme, as_):
    response = as_("broker").get(f"/programmes/{programme.pk}/applications.csv")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("attachment")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) == 1 + 4
    assert all(len(row) == len(rows[0]) for row in rows)
    assert not [c for row in rows for c in row if c.startswith(("=", "+", "-", "@"))]
    assert "'=City 1" in [row[1] for row in rows]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", " =1", "\uff1d1", "\n=1"])
def test_cells_that_would_be_formulas_are_text(text):
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("value", ["a=1", 3, -2.5, 0, "ñandú"])
def test_other_cells_stay(value):
    assert cell(value) == value


def test_unknown_is_empty_in_the_file():
    assert cell(None) == ""
