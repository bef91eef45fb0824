"""The dots of coverage: in which share of trials the 80 % range held the figure, panel by panel."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from replicity.reports.charts.drawing import Drawing, shortened
from replicity.reports.charts.scale import Scale
from replicity.reports.charts.theme import SCREEN, Theme

ROW = 15.0
TOP = 34.0


@dataclass(frozen=True, slots=True)
class Dot:
    """One panel of the chart."""

    name: str
    share: float
    figures_count: int
    misses: bool


def coverage_chart(
    dots: Sequence[Dot], aim: tuple[float, float], *, theme: Theme = SCREEN, width: float = 640
) -> str:
    """Return the dots of all panels against the band that is aimed at; larger dots have more figures."""
    names = width * 0.5
    drawing = Drawing(width, TOP + ROW * len(dots) + 26, theme)
    x = Scale(0.0, 1.0, names + 12, width - 18)
    bottom = TOP + ROW * len(dots)
    drawing.area(
        [(x(aim[0]), TOP - 6), (x(aim[1]), TOP - 6), (x(aim[1]), bottom), (x(aim[0]), bottom)],
        theme.of_series(2), "0.22", "chart-band",
    )  # fmt: skip
    aimed = f"{100 * aim[0]:.0f}–{100 * aim[1]:.0f} %"
    drawing.text((x(aim[0]) + x(aim[1])) / 2, 16, aimed, size=10.5, anchor="middle", bold=True)
    for mark in (0.0, 0.25, 0.5, 0.75, 1.0):
        drawing.line(x(mark), TOP - 6, x(mark), bottom)
        drawing.text(x(mark), bottom + 16, f"{100 * mark:.0f} %", size=10, anchor="middle", kind="muted")
    for row, dot in enumerate(dots):
        y = TOP + ROW * (row + 0.5)
        drawing.text(names, y + 3.5, shortened(dot.name, 10, 0.9 * names), size=10, anchor="end")
        paint = theme.of_series(1) if dot.misses else theme.of_series(0)
        drawing.element(
            "circle", cx=x(dot.share), cy=y, r=2.4 + min(dot.figures_count, 30) ** 0.5 / 1.6,
            fill=theme.surface if dot.misses else paint, stroke=paint, stroke_width=2,
            class_="chart-series-1" if dot.misses else "chart-series-0",
        )  # fmt: skip
    outside = sum(d.misses for d in dots)
    return drawing.svg(
        _("How often the range held the figure"),
        _("%(all)d panels; %(outside)d of them lie outside the band of %(aim)s.")
        % {"all": len(dots), "outside": outside, "aim": aimed},
    )
