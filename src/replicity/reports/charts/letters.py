"""Signed letters over time against the target of a programme."""

from collections.abc import Sequence
from datetime import date, timedelta

from replicity.catalogue.wording import sentence as _
from replicity.catalogue.wording import translator
from replicity.reports.charts.drawing import Drawing, at, text_width
from replicity.reports.charts.scale import Scale, ticks
from replicity.reports.charts.theme import DASHES, PRINT, Theme

LEFT, RIGHT, TOP, BOTTOM, HEIGHT = 34.0, 18.0, 46.0, 34.0, 260.0
DAYS_A_MONTH = 30.4


def letters_chart(
    signed_on: Sequence[date],
    *,
    target_count: int,
    start: date,
    end: date,
    today: date,
    language: str = "en",
    theme: Theme = PRINT,
    width: float = 640,
) -> str:
    """Return the letters signed so far as steps, beside the straight way to the target."""
    say = translator(language)
    drawing = Drawing(width, HEIGHT, theme)
    first, last = min([start, *signed_on]), max([end, today, *signed_on, start + timedelta(days=1)])
    x = Scale(float(first.toordinal()), float(last.toordinal()), LEFT, width - RIGHT)
    marks = [m for m in ticks(0, max(target_count, len(signed_on), 1)) if m == int(m)]
    y = Scale(0.0, marks[-1], HEIGHT - BOTTOM, TOP)
    _grid(drawing, x, y, marks, (first, last))
    way = [(x(start.toordinal()), y(0)), (x(end.toordinal()), y(target_count))]
    drawing.polyline(way, theme.of_series(1), "chart-series-1", width=1.8, dash=DASHES[1])
    steps = _steps(sorted(signed_on), min(max(today, first), last), first, x, y)
    drawing.polyline(steps, theme.of_series(0), "chart-series-0", width=2.8)
    drawing.element("circle", cx=steps[-1][0], cy=steps[-1][1], r=4.5, fill=theme.of_series(0),
                    class_="chart-series-0")  # fmt: skip
    _key(drawing, [(say(_("signed")), 0, ""), (say(_("straight way to the target")), 1, DASHES[1])])
    described = say(
        _("{count} of {target} letters are signed on {today}; the target is to be met by {end}.")
    ).format(count=len(signed_on), target=target_count, today=today.isoformat(), end=end.isoformat())
    return drawing.svg(say(_("Signed letters over time")), described)


def _steps(days: Sequence[date], until: date, first: date, x: Scale, y: Scale) -> list[tuple[float, float]]:
    """Return the corners of the line that rises by one with each letter."""
    points = [(x(first.toordinal()), y(0))]
    for count, day in enumerate(days):
        points += [(x(day.toordinal()), y(count)), (x(day.toordinal()), y(count + 1))]
    return [*points, (max(x(until.toordinal()), points[-1][0]), y(len(days)))]


def _grid(drawing: Drawing, x: Scale, y: Scale, marks: Sequence[float], days: tuple[date, date]) -> None:
    right = drawing.width - RIGHT
    for mark in marks:
        drawing.line(LEFT, y(mark), right, y(mark), strong=mark == 0)
        drawing.text(LEFT - 7, y(mark) + 3.6, at(mark), size=10.5, anchor="end", kind="muted")
    for day in _months(*days, places=max(int(drawing.width / 110), 2)):
        place = x(day.toordinal())
        drawing.line(place, y(0), place, y(0) + 4, strong=True)
        anchor = "middle" if place < right - 24 else "end"
        drawing.text(place, y(0) + 17, f"{day:%Y-%m}", size=10.5, anchor=anchor, kind="muted")


def _months(first: date, last: date, places: int) -> list[date]:
    """Return first days of months, evenly apart and no more than there is room for."""
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next((s for s in (1, 2, 3, 6, 12, 24, 60) if months / s <= places), 120)
    found = []
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month, 1):
        day = date(number // 12, number % 12 + 1, 1)
        if first <= day <= last and (number % 12) % min(step, 12) == 0:
            found.append(day)
    return found[:: max(step // 12, 1)] or [first]


def _key(drawing: Drawing, entries: Sequence[tuple[str, int, str]]) -> None:
    left = 6.0
    for word, series, dash in entries:
        paint, kind = drawing.theme.of_series(series), f"chart-series-{series}"
        drawing.polyline([(left, 16), (left + 26, 16)], paint, kind, width=2.6, dash=dash)
        drawing.text(left + 32, 20, word, size=11)
        left += 54 + text_width(word, 11)
