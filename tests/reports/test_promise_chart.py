import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from tests.appraisal.led_year import START, led_readings

from replicity.appraisal.measured_year import Year, results_of
from replicity.catalogue.kpis import measuring_plans
from replicity.reports.charts import PromiseAndOutcome, promise_chart

YEAR = Year(START, 1000.0)
FOUND = results_of(measuring_plans()["led_street_lighting"], led_readings(), YEAR)
PROMISED = {"p10": 0.3, "p25": 0.43, "p50": 0.54, "p75": 0.65, "p90": 0.73}


def picture(metric="electricity_saving_share", promised=PROMISED):
    found = FOUND[metric]
    return PromiseAndOutcome(
        "Saving <of> electricity",
        found.unit,
        promised,
        YEAR.months,
        found.by_month,
        found.so_far,
        found.growing,
        found.value,
    )


def parts(drawn, name):
    return [e for e in ET.fromstring(drawn).iter() if e.tag.endswith("}" + name)]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", [640, 360])
def test_chart_is_read_aloud_and_stays_on_its_sheet(language, width):
    drawn = promise_chart(picture(), language, width=width)
    told = parts(drawn, "desc")[0].text
    assert "54 %" in told
    assert "60 %" in told
    assert "{" not in told
    for text in parts(drawn, "text"):
        assert -1 <= float(text.get("x")) <= width
    assert len(parts(drawn, "circle")) == 12 + 1  # the months, and one in the key


def test_a_growing_metric_has_a_band_that_grows_and_no_single_months():
    promised = {"p10": 370.0, "p50": 540.0, "p90": 770.0}
    drawn = promise_chart(picture("electricity_saving_kwh_per_luminaire_per_year", promised))
    band = next(e for e in parts(drawn, "polygon") if e.get("class") == "chart-band-outer")
    points = [tuple(map(float, p.split(","))) for p in band.get("points").split()]
    assert points[0] == points[-1]  # it starts in one point
    assert not parts(drawn, "circle")


def test_without_readings_the_chart_says_so():
    bare = replace(picture(), by_month={}, so_far={}, outcome=None)
    assert "Nothing is measured yet." in promise_chart(bare)


def test_same_figures_same_bytes():
    assert promise_chart(picture()) == promise_chart(picture())
    assert re.search(r"nan|inf", promise_chart(picture())) is None
