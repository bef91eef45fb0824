"""The charts of a programme: well-formed, with everything in words, for nothing and for much."""

from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from replicity.reports.charts.letters import letters_chart
from replicity.reports.charts.way import StageBar, way_chart

START, END, TODAY = date(2026, 1, 15), date(2027, 12, 31), date(2026, 11, 23)
SVG = "{http://www.w3.org/2000/svg}"


def letters(days, **given):
    options = {"target_count": 20, "start": START, "end": END, "today": TODAY, **given}
    return letters_chart(days, **options)


@pytest.mark.parametrize("width", [640, 380])
@pytest.mark.parametrize(
    "days",
    [
        [],
        [date(2026, 5, 1)],
        [date(2026, 5, 1)] * 30,
        # before the beginning, after the end
        [date(2025, 3, 1), date(2029, 1, 1)],
    ],
)
def test_the_line_rises_by_one_with_each_letter_and_stays_in_the_frame(days, width):
    picture = ElementTree.fromstring(letters(days, width=width))
    line = next(e for e in picture.iter(f"{SVG}polyline") if e.get("class") == "chart-series-0")
    points = [tuple(map(float, p.split(","))) for p in line.get("points").split()]
    rises = [a[1] - b[1] for a, b in pairwise(points) if a[1] != b[1]]
    assert len(rises) == len(days)
    assert all(abs(r - rises[0]) < 0.02 for r in rises)
    assert all(0 <= x <= width and 0 <= y <= 260 for x, y in points)
    assert [x for x, _y in points] == sorted(x for x, _y in points)


def test_the_description_says_it_in_both_languages():
    assert "1 of 20 letters are signed on 2026-11-23" in letters([date(2026, 5, 1)])
    assert "1 de 20 cartas están firmadas" in letters([date(2026, 5, 1)], language="es")


def test_a_programme_of_one_day_has_a_chart():
    assert letters([], start=TODAY, end=TODAY).startswith("<svg")
    assert letters([], end=START + timedelta(days=365 * 40)).count("<text") < 40


@pytest.mark.parametrize("width", [640, 380])
def test_a_bar_is_as_long_as_its_count(width):
    bars = [StageBar("A & B", 10, 2, 4.5, 3), StageBar("C", 5, 0, None, 0), StageBar("D", 0, 0, None, 0)]
    picture = ElementTree.fromstring(way_chart(bars, width=width))
    lengths = [
        float(e.get("width")) for e in picture.iter(f"{SVG}rect") if e.get("class") == "chart-series-4"
    ][1:]
    assert lengths[0] == pytest.approx(2 * lengths[1], abs=0.05)
    assert lengths[2] == 0
    texts = [e.text for e in picture.iter(f"{SVG}text")]
    assert "4.5" in texts
    # nobody has left the others
    assert texts.count("–") == 2
    assert "A & B: 10 reached it, 2 are there now" in picture.find(f"{SVG}desc").text


def test_no_cities_at_all():
    assert way_chart([StageBar("A", 0, 0, None, 0)], "es").startswith("<svg")
