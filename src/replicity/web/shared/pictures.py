"""The pictures of the pages: the charts of the reports, in the language in force and for both widths.

The charts come as SVG text that this product makes itself: every name in them is escaped where it is drawn.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from replicity.catalogue.cities import City, climate
from replicity.engine.sensitivity import Swing
from replicity.reports.charts import (
    SCREEN,
    acceptability_chart,
    actor_cash_chart,
    fan_chart,
    monthly_chart,
    tornado_chart,
    world_map,
)
from replicity.reports.charts.world import NORTH, SOUTH, natural_earth
from replicity.version import VERSION
from replicity.web.shared.languages import current_language
from replicity.web.shared.places import Place

WIDE, NARROW = 640.0, 360.0
MAP_WIDTH = 960.0


def scrollable(drawn: str, name: str) -> SafeString:
    """Return a chart that keeps its width on a narrow screen, to be moved by finger or arrow keys."""
    head = format_html('<div class="picture" role="group" tabindex="0" aria-label="{}">', name)
    return head + mark_safe(f"{drawn}</div>")  # noqa: S308 - see the head of this module  # nosec B308 B703


def both_widths(draw: Callable[[float], str]) -> SafeString:
    """Return a chart for wide and for narrow screens; the style sheet shows one of them."""
    return mark_safe(  # noqa: S308 - see the head of this module  # nosec B308 B703
        f'<div class="picture wide">{draw(WIDE)}</div><div class="picture narrow">{draw(NARROW)}</div>'
    )


def fan_picture(cumulative_eur: dict[str, Sequence[float]]) -> SafeString:
    """Return the fan of cumulative cash."""
    language = current_language()
    return both_widths(lambda width: fan_chart(cumulative_eur, language, theme=SCREEN, width=width))


def actors_picture(actors_eur: dict[str, Sequence[float]]) -> SafeString:
    """Return the cumulative cash of the actors."""
    language = current_language()
    return both_widths(lambda width: actor_cash_chart(actors_eur, language, theme=SCREEN, width=width))


def tornado_picture(found: Sequence[Swing], middle_eur: float | None) -> SafeString:
    """Return the widest swings."""
    drawn = tornado_chart(found, current_language(), middle_eur=middle_eur, theme=SCREEN)
    return scrollable(drawn, _("What moves the result"))


def ranks_picture(names: Sequence[str], acceptability: Sequence[Sequence[float]]) -> SafeString:
    """Return how sure the ranking is."""
    drawn = acceptability_chart(names, acceptability, current_language(), theme=SCREEN)
    return scrollable(drawn, _("How sure the ranking is"))


def climate_picture(city: City) -> SafeString | str:
    """Return a city's temperature and sun by month, nothing where they are not known."""
    known = climate(city.id)
    temperature, sun = known.get("monthly_temperature_celsius"), known.get("monthly_ghi_kwh_per_m2_per_day")
    if not (temperature and sun and isinstance(temperature.value, tuple) and isinstance(sun.value, tuple)):
        return ""
    spread = (
        (temperature.low, temperature.high)
        if isinstance(temperature.low, tuple) and isinstance(temperature.high, tuple)
        else None
    )
    drawn = monthly_chart(
        temperature.value, sun.value, current_language(), temperature_range=spread, theme=SCREEN
    )
    # see the head of this module
    return mark_safe(f'<div class="picture small">{drawn}</div>')  # noqa: S308  # nosec B308 B703


@lru_cache(maxsize=1)
def land_outline() -> tuple[str, float]:
    """Return the outline of the land as an SVG element, and the height of the map."""
    drawn = world_map([], theme=SCREEN, width=MAP_WIDTH)
    outline = re.search(r"<path[^>]*chart-land[^>]*/>", drawn)
    scale, top, bottom = _frame()
    path = re.sub(r' (fill|stroke|stroke-width|class)="[^"]*"', "", outline[0]) if outline else ""
    return path.replace("<path", '<path id="land"'), (top - bottom) * scale


@lru_cache(maxsize=1)
def _frame() -> tuple[float, float, float]:
    half = float(natural_earth(np.asarray(180.0), np.asarray(0.0))[0])
    ends = natural_earth(np.zeros(2), np.asarray([NORTH, SOUTH]))[1]
    return MAP_WIDTH / (2 * half), float(ends[0]), float(ends[1])


def world_file() -> str:
    """Return the outline of the land as a file of its own, which browsers keep for all maps."""
    path, height = land_outline()
    box = f"0 0 {MAP_WIDTH:.0f} {height:.0f}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{path}</svg>'


def world_picture(places: Sequence[Place]) -> SafeString:
    """Return a map whose points lead to the cities' pages.

    It is hidden from screen readers and from the tab key: the page lists the same cities as links beside it.
    """
    height = land_outline()[1]
    order = {"network": 0, "demonstration": 1, "host": 2, "city": 3}
    dots = "".join(_dot(p) for p in sorted(places, key=lambda p: order.get(p.kind, 0)))
    box = f"0 0 {MAP_WIDTH:.0f} {height:.0f}"
    return format_html(
        '<svg class="map" viewBox="{}" aria-hidden="true" focusable="false">{}{}</svg>',
        box,
        format_html('<use class="chart-land" href="{}#land"/>', f"/world.svg?v={VERSION}"),
        mark_safe(dots),  # noqa: S308 - names are escaped in _dot  # nosec B308 B703
    )


def _dot(place: Place) -> str:
    scale, top, bottom = _frame()
    x, y = natural_earth(np.asarray(place.longitude_degree), np.asarray(place.latitude_degree))
    left, down = MAP_WIDTH / 2 + float(x) * scale, (top - float(np.clip(y, bottom, top))) * scale
    radius = {"city": 8, "network": 4}.get(place.kind, 5)
    circle = (
        f'<circle class="dot {place.kind}" cx="{left:.1f}" cy="{down:.1f}" r="{radius}">'
        f"<title>{escape(place.name)}</title></circle>"
    )
    return f'<a href="{escape(place.url)}" tabindex="-1">{circle}</a>' if place.url else circle
