"""A map of the world in the Natural Earth projection, with points on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from replicity.catalogue.wording import sentence as _
from replicity.catalogue.wording import translator
from replicity.catalogue.world_outline import world_outline
from replicity.engine.array import FloatArray
from replicity.reports.charts.drawing import Drawing, at, text_width
from replicity.reports.charts.theme import PRINT, Theme

# the polynomials of the projection: B. Savric et al., A polynomial equation for the Natural Earth projection,
# Cartography and Geographic Information Science 38 (2011)
NORTH, SOUTH = 78.0, -57.0


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the map; `here` marks the city that the map is about."""

    latitude_degree: float
    longitude_degree: float
    name: str = ""
    here: bool = False


def natural_earth(longitude_degree: FloatArray, latitude_degree: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return x and y of the projection, both in radians of the equator, y up."""
    lam, phi = np.radians(longitude_degree), np.radians(latitude_degree)
    p2 = phi * phi
    p4 = p2 * p2
    x = lam * (0.8707 - 0.131979 * p2 + p4 * (-0.013791 + p4 * (0.003971 * p2 - 0.001529 * p4)))
    y = phi * (1.007226 + p2 * (0.015085 + p4 * (-0.044475 + 0.028874 * p2 - 0.005916 * p4)))
    return np.asarray(x), np.asarray(y)


def world_map(
    points: Sequence[Point], language: str = "en", *, theme: Theme = PRINT, width: float = 640
) -> str:
    """Return the map; points with a name are labelled where there is room."""
    say = translator(language)
    scale, top, bottom = _frame(width)
    drawing = Drawing(width, (top - bottom) * scale, theme)
    drawing.element(
        "path",
        d=_land(width),
        fill=theme.land,
        stroke=theme.surface if theme.surface != "none" else "",
        stroke_width=0.5,
        class_="chart-land",
    )
    placed = [(p, *_place(p, width)) for p in sorted(points, key=lambda p: p.here)]
    for point, x, y in placed:
        drawing.element(
            "circle",
            cx=x,
            cy=y,
            r=5.5 if point.here else 3.4,
            fill=theme.series[1] if point.here else theme.high,
            stroke="#ffffff",
            stroke_width=1.1,
            class_="chart-here" if point.here else "chart-host",
        )
    _names(drawing, placed)
    here = ", ".join(p.name for p in points if p.here)
    others = ", ".join(p.name for p in points if not p.here and p.name)
    described = (
        say(_("{here}; to learn from: {others}.")).format(here=here, others=others) if others else here
    )
    return drawing.svg(say(_("Map of the world")), described)


def _frame(width: float) -> tuple[float, float, float]:
    """Return the scale and the highest and lowest y that are shown."""
    half = float(natural_earth(np.asarray(180.0), np.asarray(0.0))[0])
    ends = natural_earth(np.zeros(2), np.asarray([NORTH, SOUTH]))[1]
    return width / (2 * half), float(ends[0]), float(ends[1])


def _place(point: Point, width: float) -> tuple[float, float]:
    scale, top, bottom = _frame(width)
    x, y = natural_earth(np.asarray(point.longitude_degree), np.asarray(point.latitude_degree))
    return width / 2 + float(x) * scale, (top - float(np.clip(y, bottom, top))) * scale


@lru_cache(maxsize=8)
def _land(width: float) -> str:
    """Return the outline as an SVG path."""
    scale, top, _bottom = _frame(width)
    parts = []
    for ring in world_outline():
        x, y = natural_earth(ring[:, 0], np.clip(ring[:, 1], SOUTH, NORTH))
        places = np.column_stack((width / 2 + x * scale, (top - y) * scale)).round(1)
        kept = places[np.r_[True, np.any(np.diff(places, axis=0) != 0, axis=1)]]
        if len(kept) > 3:
            parts.append("M" + "L".join(f"{at(a)} {at(b)}" for a, b in kept) + "Z")
    return "".join(parts)


def _names(drawing: Drawing, placed: Sequence[tuple[Point, float, float]]) -> None:
    """Write the names that do not cover another, the city's own first."""
    taken: list[tuple[float, ...]] = [(x - 4, y - 4, x + 4, y + 4) for _p, x, y in placed]
    for point, x, y in reversed(placed):
        size = 12.0 if point.here else 9.5
        wide = text_width(point.name, size) + 4
        for start, anchor, shift in (
            (x + 7, "start", 3.5),
            (x - 7 - wide, "end", 3.5),
            (x - wide / 2, "middle", -8),
            (x - wide / 2, "middle", 15),
        ):
            box = (start, y + shift - size, start + wide, y + shift + 3)
            inside = box[0] >= 0 and box[2] <= drawing.width and box[1] >= 0 and box[3] <= drawing.height
            if point.name and inside and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                place = {"start": x + 7, "end": x - 7, "middle": x}[anchor]
                drawing.text(place, y + shift, point.name, size=size, anchor=anchor, bold=point.here)
                break


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
