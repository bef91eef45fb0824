"""The frame of a chart over years: grid, ticks, the line at zero and the two headings."""

from collections.abc import Sequence
from dataclasses import dataclass

from replicity.catalogue.wording import sentence as _
from replicity.catalogue.wording import translator
from replicity.reports.charts.drawing import Drawing, text_width
from replicity.reports.charts.scale import EuroUnit, Scale, signed, ticks

TICK_SIZE = 10.5


@dataclass(frozen=True, slots=True)
class Frame:
    """The plane of a chart over years."""

    x: Scale
    y: Scale
    left: float
    right: float
    top: float
    bottom: float

    def points(self, values: Sequence[float]) -> list[tuple[float, float]]:
        """Return the places of values by year."""
        return [(self.x(year), self.y(value)) for year, value in enumerate(values)]


def framed(
    drawing: Drawing,
    heading: str,
    domain: tuple[float, float],
    years: int,
    unit: EuroUnit,
    language: str,
    *,
    right: float,
) -> Frame:
    """Draw the frame for amounts of euro by year and return its scales."""
    left, top, bottom, end = 52.0, 30.0, drawing.height - 36.0, drawing.width - right
    marks = ticks(domain[0] / unit.factor, domain[1] / unit.factor)
    y = Scale(marks[0] * unit.factor, marks[-1] * unit.factor, bottom, top)
    x = Scale(0.0, float(max(years, 1)), left, end)
    # bold letters are wider; a long heading in another language is set smaller, not cut
    size = min(11.5, (drawing.width - 8) / max(text_width(heading, 1.12), 1.0))
    drawing.text(4, 14, heading, size=size, bold=True)
    for mark in marks:
        place = y(mark * unit.factor)
        drawing.line(left, place, end, place, strong=mark == 0)
        drawing.text(
            left - 6, place + 3.6, signed(mark, language), size=TICK_SIZE, anchor="end", kind="muted"
        )
    for year in (m for m in ticks(0, max(years, 1)) if m == int(m) and m <= years):
        drawing.line(x(year), bottom, x(year), bottom + 4, strong=True)
        drawing.text(x(year), bottom + 16, str(int(year)), size=TICK_SIZE, anchor="middle", kind="muted")
    word = translator(language)(_("years after the investment"))
    drawing.text((left + end) / 2, bottom + 31, word, size=TICK_SIZE, anchor="middle", kind="muted")
    return Frame(x, y, left, end, top, bottom)
