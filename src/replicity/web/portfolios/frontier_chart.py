"""The frontier: what more carbon avoided costs in money, within the same budget."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from replicity.reports.charts.drawing import Drawing
from replicity.reports.charts.scale import Scale, bounds, euro_unit, signed, ticks
from replicity.reports.charts.theme import SCREEN, Theme
from replicity.web.portfolios.rows import ChosenRows, PortfolioRows
from replicity.web.shared.languages import current_language

LEFT, RIGHT, TOP, BOTTOM, HEIGHT = 58.0, 36.0, 44.0, 46.0, 300.0


def frontier_chart(found: PortfolioRows, *, theme: Theme = SCREEN, width: float = 640) -> str:
    """Return expected net present value against avoided emissions: the frontier, the proposal, the robust."""
    language = current_language()
    every = [*found.frontier, found.proposed, found.robust]
    unit = euro_unit(max(abs(_worth(p)) for p in every), language)
    across = ticks(*bounds(_carbon(p) for p in every), 4)
    upward = ticks(*bounds(_worth(p) / unit.factor for p in every), 5)
    drawing = Drawing(width, HEIGHT, theme)
    x = Scale(across[0], across[-1], LEFT, width - RIGHT)
    y = Scale(upward[0] * unit.factor, upward[-1] * unit.factor, HEIGHT - BOTTOM, TOP)
    drawing.text(4, 14, _("Expected net present value, %(unit)s") % {"unit": unit.name}, size=11.5, bold=True)
    for mark in upward:
        drawing.line(LEFT, y(mark * unit.factor), width - RIGHT, y(mark * unit.factor), strong=mark == 0)
        drawing.text(
            LEFT - 8, y(mark * unit.factor) + 4, signed(mark, language),
            size=10.5, anchor="end", kind="muted",
        )  # fmt: skip
    for mark in across:
        drawing.text(
            x(mark), HEIGHT - BOTTOM + 18, signed(mark, language), size=10.5, anchor="middle", kind="muted"
        )
    drawing.text(width - RIGHT, HEIGHT - 8, _("t CO₂e avoided in all"), size=11, anchor="end", bold=True)
    _points(drawing, found, x, y)
    return drawing.svg(
        _("What more carbon costs within the budget"),
        _("%(count)d portfolios, none of which is better than another in both money and carbon.")
        % {"count": len(found.frontier)},
    )


def _points(drawing: Drawing, found: PortfolioRows, x: Scale, y: Scale) -> None:
    theme = drawing.theme
    along = sorted(found.frontier, key=_carbon)
    drawing.polyline([(x(_carbon(p)), y(_worth(p))) for p in along], theme.of_series(0), "chart-series-0")
    for point in along:
        drawing.element(
            "circle", cx=x(_carbon(point)), cy=y(_worth(point)), r=4,
            fill=theme.of_series(0), class_="chart-series-0",
        )  # fmt: skip
    marked: Sequence[tuple[ChosenRows, int, str]] = [(found.proposed, 1, _("Proposed"))]
    if not found.same:
        marked = [*marked, (found.robust, 2, _("Robust"))]
    left = LEFT
    for point, series, name in marked:
        paint, kind = theme.of_series(series), f"chart-series-{series}"
        for cx, cy in ((x(_carbon(point)), y(_worth(point))), (left + 6, 30.0)):
            drawing.element(
                "circle", cx=cx, cy=cy, r=5 + 2 * series if cy != 30.0 else 5,
                fill="none", stroke=paint, stroke_width=2.5, class_=kind,
            )  # fmt: skip
        drawing.text(left + 18, 34, name, size=10.5)
        left += 100


def _carbon(point: ChosenRows) -> float:
    return point.carbon_tco2e.mean or 0.0


def _worth(point: ChosenRows) -> float:
    return point.value_eur.mean or 0.0
