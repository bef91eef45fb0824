"""The way through the stages: how many came how far, how many are there now, how long they stay."""

from collections.abc import Sequence
from dataclasses import dataclass

from replicity.catalogue.wording import sentence as _
from replicity.catalogue.wording import translator
from replicity.quantities.writing import written
from replicity.reports.charts.drawing import Drawing, shortened, text_width
from replicity.reports.charts.scale import Scale
from replicity.reports.charts.theme import PRINT, Theme

ROW, TOP, BAR = 24.0, 34.0, 15.0


@dataclass(frozen=True, slots=True)
class StageBar:
    """One stage of the way; the median is over those who left it, None where nobody has."""

    name: str
    reached_count: int
    now_count: int
    median_days: float | None
    left_count: int


def way_chart(
    bars: Sequence[StageBar], language: str = "en", *, theme: Theme = PRINT, width: float = 640
) -> str:
    """Return a bar for each stage: those who reached it, with those who are in it in another colour."""
    say = translator(language)
    drawing = Drawing(width, TOP + ROW * len(bars) + 8, theme)
    names = min(0.3 * width, 150.0)
    right = width - (150 if width > 500 else 62)
    most = max([bar.reached_count for bar in bars], default=0)
    x = Scale(0.0, float(max(most, 1)), names + 10, right - 34)
    _key(drawing, [(say(_("reached")), 4), (say(_("there now")), 0)])
    if width > 500:
        drawing.text(width, 19, say(_("median days in the stage")), size=10.5, anchor="end", kind="muted")
    else:
        drawing.text(width, 19, say(_("days")), size=10.5, anchor="end", kind="muted")
    for row, bar in enumerate(bars):
        y = TOP + ROW * row
        drawing.text(names, y + 12, shortened(bar.name, 11, names), size=11, anchor="end")
        drawing.rect(x(0), y, x(bar.reached_count) - x(0), BAR, theme.of_series(4), "chart-series-4")
        drawing.rect(x(0), y + 4, x(bar.now_count) - x(0), BAR - 8, theme.of_series(0), "chart-series-0")
        drawing.text(x(bar.reached_count) + 6, y + 12, str(bar.reached_count), size=11, bold=True)
        shown = "–" if bar.median_days is None else written(round(bar.median_days, 1), language)
        drawing.text(width, y + 12, shown, size=11, anchor="end", kind="muted")
    described = "; ".join(
        say(_("{stage}: {reached} reached it, {now} are there now")).format(
            stage=bar.name, reached=bar.reached_count, now=bar.now_count
        )
        for bar in bars
    )
    return drawing.svg(say(_("How far the cities have come")), described)


def _key(drawing: Drawing, entries: Sequence[tuple[str, int]]) -> None:
    left = 6.0
    for word, series in entries:
        drawing.rect(left, 9, 13, 11, drawing.theme.of_series(series), f"chart-series-{series}")
        drawing.text(left + 19, 19, word, size=11)
        left += 36 + text_width(word, 11)
