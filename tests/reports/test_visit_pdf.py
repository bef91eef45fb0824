"""The programme of a visit as a PDF: it opens, tells every session in two time zones, takes no markup."""

import io
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from replicity.appraisal.travel import journey
from replicity.appraisal.visit_plan import PlannedDelegate, PlannedItem, PlannedQuestion, VisitPlan
from replicity.appraisal.visit_programme import proposed_programme
from replicity.catalogue.cities import get_city
from replicity.reports.visit_pdf import home_time, visit_pdf

HOSTILE = '#panic("no") $x^2$ *bold* <label> @ref \\ // "quote" =HYPERLINK("x")'
DAY = date(2026, 11, 23)
SANTIAGO, GOTHENBURG = get_city("Santiago, CL"), get_city("Gothenburg")


def planned(language: str = "en", day: date = date(2027, 5, 10)) -> VisitPlan:
    found = proposed_programme(day, 2.0, GOTHENBURG.timezone, ["HSB Living Lab", "Brf Viva"], language)
    return VisitPlan(
        title="Santiago visits Gothenburg",
        home=SANTIAGO,
        host=GOTHENBURG,
        hosts=("Gothenburg", "Riksbyggen"),
        solution="Mobility hub in housing",
        success="we know the contract",
        state="confirmed",
        revision=3,
        delegates=(PlannedDelegate("Ana Soto", "Head of mobility", "Santiago", ("es",), HOSTILE),),
        questions=(PlannedQuestion("contract", "Would you sign again?", "why"),),
        items=tuple(PlannedItem(i.begins, i.ends, i.title, i.led_by, i.site, "") for i in found),
        journey=journey(SANTIAGO, GOTHENBURG, delegates=6, days=2),
    )


def words(content: bytes) -> str:
    return " ".join(" ".join(p.extract_text() for p in PdfReader(io.BytesIO(content)).pages).split())


def test_tells_everything_and_takes_no_markup() -> None:
    content = visit_pdf(planned(), "en", DAY)
    told = words(content)
    for expected in (
        "HSB Living Lab",
        "Brf Viva",
        "09:00–09:30",
        "Monday, May 10, 2027",
        "Ana Soto",
        "Riksbyggen",
    ):
        assert expected in told, expected
    assert "03:00" in told  # nine in Gothenburg is three in Santiago in May
    assert '#panic("no") $x^2$' in told
    assert "conversion factors 2025" in told
    reader = PdfReader(io.BytesIO(content))
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert len(reader.pages) <= 4


def test_in_spanish() -> None:
    told = words(visit_pdf(planned("es"), "es", DAY))
    assert "lunes, 10 de mayo de 2027" in told
    assert "Programme by day" not in told
    assert "Site visit" not in told


def test_a_visit_that_is_hardly_planned_is_no_error() -> None:
    bare = replace(planned(), delegates=(), questions=(), items=(), journey=None, success="", hosts=())
    told = words(visit_pdf(bare, "en", DAY))
    assert "The programme is still empty." in told
    assert "The dates are still open." in told


def test_the_same_arguments_give_the_same_bytes() -> None:
    assert visit_pdf(planned(), "en", DAY) == visit_pdf(planned(), "en", DAY)


@pytest.mark.parametrize(
    ("zone", "expected"),
    [("America/Santiago", "03:00"), ("Asia/Tokyo", "16:00"), ("Pacific/Honolulu", "21:00 (Sun 9)")],
)
def test_times_elsewhere_name_the_day_where_it_differs(zone: str, expected: str) -> None:
    first = planned().items[0]
    assert home_time(first.begins, zone, "en") == expected
