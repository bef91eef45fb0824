"""Charts are well-formed, stay in their frame, speak the language, and survive what nobody expects."""

import math
import re
from collections.abc import Callable
from xml.etree import ElementTree

import numpy as np
import pytest

from replicity.engine.sensitivity import Swing
from replicity.reports.charts import (
    PRINT,
    SCREEN,
    Point,
    Theme,
    acceptability_chart,
    actor_cash_chart,
    fan_chart,
    monthly_chart,
    tornado_chart,
    world_map,
)
from replicity.reports.charts.drawing import apart
from replicity.reports.charts.scale import ticks
from replicity.reports.charts.world import natural_earth

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '<script>alert("1")</script> & ]]> #[*x*] \x00\x07 漢字'


def fan(language: str = "en", theme: Theme = PRINT, size: float = 1e6) -> str:
    rows = {
        n: tuple(size * (-5 + year * k) for year in range(21))
        for n, k in {"p10": 0.1, "p25": 0.3, "p50": 0.5, "p75": 0.8, "p90": 1.2}.items()
    }
    return fan_chart(rows, language, theme=theme)


def tornado(language: str = "en", theme: Theme = PRINT) -> str:
    swings = (
        Swing("electricity_eur_per_kwh", -2e6, 7e6),
        Swing(HOSTILE, 4e6, 1e6),
        Swing("capex_eur_per_bus", 2e6, 2e6),
    )
    return tornado_chart(swings, language, middle_eur=2.5e6, ends={HOSTILE: ("<1", ">2")}, theme=theme)


def actors(language: str = "en", theme: Theme = PRINT) -> str:
    return actor_cash_chart(
        {"city": (-3e3, 1e3, 2e3), HOSTILE: (3e3, -1e3, -1e3), "world": (9e9, 9e9, 9e9)},
        language,
        theme=theme,
    )


def ranks(language: str = "en", theme: Theme = PRINT) -> str:
    return acceptability_chart([HOSTILE, "B"], [(0.7, 0.3), (0.3, 0.7)], language, theme=theme)


def months(language: str = "en", theme: Theme = PRINT) -> str:
    warm = tuple(-20 + 3.0 * m for m in range(12))
    return monthly_chart(
        warm, tuple(0.8 * m for m in range(12)), language, temperature_range=(warm, warm), theme=theme
    )


def world(language: str = "en", theme: Theme = PRINT) -> str:
    points = [Point(-33.4, -70.6, "Santiago", True), Point(89, 179.9, HOSTILE), Point(-80, -180, "South")]
    return world_map(points, language, theme=theme)


ALL = pytest.mark.parametrize("draw", [fan, tornado, actors, ranks, months, world])


def numbers(text: str) -> list[float]:
    return [float(n) for n in re.findall(r"-?\d+\.?\d*(?:e-?\d+)?", text)]


def inside(root: ElementTree.Element) -> None:
    """Check that every coordinate is a number within the view box."""
    _x, _y, width, height = numbers(root.attrib["viewBox"])
    for element in root.iter():
        for name, value in element.attrib.items():
            if name in ("x", "x1", "x2", "cx", "y", "y1", "y2", "cy", "width", "height", "r"):
                assert math.isfinite(float(value)), (element.tag, name, value)
                assert -1 <= float(value) <= max(width, height) + 1, (element.tag, name, value)
        if "points" in element.attrib:
            for pair in element.attrib["points"].split():
                x, y = map(float, pair.split(","))
                assert -1 <= x <= width + 1, pair
                assert -1 <= y <= height + 1, pair
        if "x" in element.attrib and "width" in element.attrib:
            assert float(element.attrib["x"]) + float(element.attrib["width"]) <= width + 1


@ALL
@pytest.mark.parametrize("theme", [PRINT, SCREEN])
@pytest.mark.parametrize("language", ["en", "es"])
def test_well_formed_inside_its_frame_and_read_aloud(
    draw: Callable[[str, Theme], str], theme: Theme, language: str
) -> None:
    root = ElementTree.fromstring(draw(language, theme))
    assert root.tag == f"{SVG}svg"
    assert root.attrib["role"] == "img"
    title, description = root[0], root[1]
    assert (title.tag, description.tag) == (f"{SVG}title", f"{SVG}desc")
    assert title.text
    assert root.attrib["aria-labelledby"] == f"{title.attrib['id']} {description.attrib['id']}"
    inside(root)


@ALL
def test_no_style_script_or_handler(draw: Callable[[], str]) -> None:
    root = ElementTree.fromstring(draw())
    for element in root.iter():
        assert element.tag not in (f"{SVG}script", f"{SVG}style", f"{SVG}foreignObject")
        assert not {n for n in element.attrib if n == "style" or n.startswith("on") or "href" in n}


@ALL
def test_same_figures_same_bytes(draw: Callable[[], str]) -> None:
    assert draw() == draw()


@pytest.mark.parametrize("size", [1e-3, 1.0, 5e3, 1e6, 1e12])
def test_fan_in_any_size_of_money(size: float) -> None:
    inside(ElementTree.fromstring(fan(size=size)))


def test_empty_and_flat_figures() -> None:
    flat = dict.fromkeys(("p10", "p25", "p50", "p75", "p90"), (0.0, 0.0))
    for svg in (
        fan_chart(flat),
        tornado_chart(()),
        tornado_chart((Swing("x_eur", 1.0, 1.0),)),
        actor_cash_chart({}),
        acceptability_chart([], []),
        world_map([]),
    ):
        inside(ElementTree.fromstring(svg))


def test_numbers_follow_the_language() -> None:
    assert ">2.5<" in months("en")
    assert ">2,5<" in months("es")


def test_bars_of_the_tornado_meet_at_the_middle() -> None:
    root = ElementTree.fromstring(tornado())
    bars = [e for e in root.iter(f"{SVG}rect") if e.attrib["class"] in ("chart-low", "chart-high")][2:]
    low, high = bars[0], bars[1]
    assert float(low.attrib["x"]) + float(low.attrib["width"]) == pytest.approx(
        float(high.attrib["x"]), abs=0.02
    )


def test_bars_of_the_ranks_fill_the_line() -> None:
    root = ElementTree.fromstring(ranks())
    bars = [e for e in root.iter(f"{SVG}rect") if float(e.attrib["height"]) == 18]
    widths = [float(e.attrib["width"]) for e in bars]
    assert sum(widths[:2]) == pytest.approx(sum(widths[2:]), abs=0.05)


def test_labels_are_put_apart_in_their_order() -> None:
    moved = apart([10, 10.5, 50, 11], 5, 0, 100)
    assert sorted(moved)[0] >= 0
    assert np.all(np.diff(sorted(moved)) >= 5 - 1e-9)
    assert moved[0] < moved[1] < moved[3] < moved[2]


def test_ticks_are_round_and_hold_the_domain() -> None:
    assert ticks(-7.3, 21) == [-10, 0, 10, 20, 30]
    assert ticks(0, 0.07) == [0, 0.02, 0.04, 0.06, 0.08]
    for low, high in ((-1e9, 3), (5.0, 5.0), (0, 1e-12)):
        found = ticks(low, high)
        assert found[0] <= low
        assert found[-1] >= high


def test_projection_has_the_published_proportions() -> None:
    """Check equator, height and line of the pole: T. Patterson's projection is 0.52 as high as wide."""
    x, y = natural_earth(np.array([180.0, 180.0, 0.0]), np.array([0.0, 90.0, -90.0]))
    assert x[0] / np.pi == pytest.approx(0.8707, abs=1e-4)
    assert y[1] / x[0] == pytest.approx(0.52, abs=1e-3)
    assert x[1] / x[0] == pytest.approx(0.5504, abs=1e-3)
    assert y[2] == -y[1]
