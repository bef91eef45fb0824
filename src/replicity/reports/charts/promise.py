"""Promise against outcome: the predicted band, and what was measured, month by month."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from babel.dates import get_month_names

from replicity.catalogue.labels import unit_words
from replicity.catalogue.wording import sentence as _
from replicity.catalogue.wording import translator
from replicity.reports.charts.drawing import Drawing, apart, shortened, text_width
from replicity.reports.charts.scale import Scale, bounds, signed, ticks
from replicity.reports.charts.theme import PRINT, Theme

LABEL_SIZE = 10.5
PERCENT = 100.0


@dataclass(frozen=True, slots=True)
class PromiseAndOutcome:
    """What the chart shows: quantiles of the promise, and measured values by month (YYYY-MM).

    A growing metric adds up over the year: its promise grows with the months, so that the running sum
    meets it at the end. `outcome` is the result of the year, None while months are missing.
    """

    heading: str
    unit: str
    promised: Mapping[str, float]
    months: Sequence[str]
    by_month: Mapping[str, float]
    so_far: Mapping[str, float]
    growing: bool
    outcome: float | None


def promise_chart(
    shown: PromiseAndOutcome,
    language: str = "en",
    *,
    theme: Theme = PRINT,
    width: float = 640,
    height: float = 300,
) -> str:
    """Return the chart of a promise and its outcome."""
    drawing = Drawing(width, height, theme)
    plane = _plane(drawing, shown, language)
    _band(drawing, plane, shown)
    _measured(drawing, plane, shown)
    _labels(drawing, plane, shown, language)
    _key(drawing, plane, shown, language)
    say = translator(language)
    title = say(_("Promise and outcome: {heading}")).format(heading=shown.heading)
    return drawing.svg(title, described(shown, language))


def described(shown: PromiseAndOutcome, language: str) -> str:
    """Return in words what the chart shows."""
    say = translator(language)
    low, middle, high = (value_text(shown.promised[p], shown.unit, language) for p in ("p10", "p50", "p90"))
    text = say(_("Promised: {middle}, in four of five cases between {low} and {high}.")).format(
        middle=middle, low=low, high=high
    )
    if shown.outcome is not None:
        told = say(_("Measured over the year: {value}."))
        return f"{text} {told.format(value=value_text(shown.outcome, shown.unit, language))}"
    if shown.so_far:
        month, value = list(shown.so_far.items())[-1]
        told = say(_("Measured up to {month}: {value}."))
        return f"{text} {told.format(month=month, value=value_text(value, shown.unit, language))}"
    return f"{text} {say(_('Nothing is measured yet.'))}"


def value_text(value: float, unit: str, language: str) -> str:
    """Return a value with its unit; shares in per cent."""
    factor = PERCENT if unit.split("/")[0] == "share" else 1.0
    return f"{signed(value * factor, language)} {unit_words(unit, language)}".strip()


def _bare(value: float, unit: str, language: str) -> str:
    """Return a value as the axis writes it: a share with its sign, others without their unit."""
    if unit.split("/")[0] == "share":
        return f"{signed(value * PERCENT, language)} %"
    return signed(value, language)


@dataclass(frozen=True, slots=True)
class _Plane:
    """The plane of the chart: months across, the metric upwards (shares in per cent)."""

    x: Scale
    y: Scale
    left: float
    right: float
    top: float
    bottom: float
    factor: float

    def place(self, month: float, value: float) -> tuple[float, float]:
        """Return the place of a value after so many months."""
        return self.x(month), self.y(value * self.factor)


def _plane(drawing: Drawing, shown: PromiseAndOutcome, language: str) -> _Plane:
    factor = PERCENT if shown.unit.split("/")[0] == "share" else 1.0
    values = [*shown.promised.values(), *shown.so_far.values(), shown.outcome]
    if not shown.growing:
        values += shown.by_month.values()
    low, high = bounds(None if v is None else v * factor for v in values)
    marks = ticks(low, high)
    left, top, bottom = 60.0, 46.0, drawing.height - 42.0
    right = drawing.width - 74.0
    y, x = Scale(marks[0], marks[-1], bottom, top), Scale(0.0, float(len(shown.months)), left, right)
    heading = f"{shown.heading}, {unit_words(shown.unit, language)}".rstrip(", ")
    size = min(11.5, (drawing.width - 8) / max(text_width(heading, 1.12), 1.0))
    drawing.text(4, 14, heading, size=max(size, 9.5), bold=True)
    for mark in marks:
        drawing.line(left, y(mark), right, y(mark), strong=mark == 0)
        drawing.text(
            left - 6, y(mark) + 3.6, signed(mark, language), size=LABEL_SIZE, anchor="end", kind="muted"
        )
    names = get_month_names("narrow" if drawing.width < 500 else "abbreviated", locale=language)
    for index, month in enumerate(shown.months):
        word = names[int(month[5:7])].rstrip(".")
        drawing.text(x(index + 0.5), bottom + 16, word, size=LABEL_SIZE, anchor="middle", kind="muted")
    years = "–".join(dict.fromkeys((shown.months[0][:4], shown.months[-1][:4])))
    drawing.text((left + right) / 2, bottom + 33, years, size=LABEL_SIZE, anchor="middle", kind="muted")
    return _Plane(x, y, left, right, top, bottom, factor)


def _band(drawing: Drawing, plane: _Plane, shown: PromiseAndOutcome) -> None:
    """Draw the band of the promise: level, or growing with the months."""
    count = float(len(shown.months))

    def edge(name: str) -> list[tuple[float, float]]:
        value = shown.promised[name]
        start = 0.0 if shown.growing else value
        return [plane.place(0.0, start), plane.place(count, value)]

    theme = drawing.theme
    drawing.area([*edge("p90"), *reversed(edge("p10"))], theme.high, "0.22", "chart-band-outer")
    if {"p25", "p75"} <= set(shown.promised):
        drawing.area([*edge("p75"), *reversed(edge("p25"))], theme.high, "0.30", "chart-band-inner")
    drawing.polyline(edge("p50"), theme.high, "chart-median", width=2.2, dash="7 4")


def _measured(drawing: Drawing, plane: _Plane, shown: PromiseAndOutcome) -> None:
    """Draw the months as dots and the running result as a line that ends in a diamond."""
    paint = drawing.theme.of_series(1)
    after = {month: index for index, month in enumerate(shown.months, 1)}
    line = [plane.place(float(after[m]), v) for m, v in shown.so_far.items()]
    if shown.growing and line:
        line.insert(0, plane.place(0.0, 0.0))
    if len(line) > 1:
        drawing.polyline(line, paint, "chart-series-2", width=2.6)
    if not shown.growing:
        for month, value in shown.by_month.items():
            x, y = plane.place(after[month] - 0.5, value)
            drawing.element("circle", cx=x, cy=y, r=3.2, fill=paint, class_="chart-series-2")
    if shown.outcome is not None:
        x, y = plane.place(float(len(shown.months)), shown.outcome)
        drawing.area([(x, y - 7), (x + 7, y), (x, y + 7), (x - 7, y)], paint, "1", "chart-series-2")


def _labels(drawing: Drawing, plane: _Plane, shown: PromiseAndOutcome, language: str) -> None:
    """Write at the right end which line is which."""
    say = translator(language)
    named = {"p90": "90 %", "p50": say(_("median")), "p10": "10 %"}
    at = {name: plane.place(0.0, shown.promised[name])[1] for name in named}
    if shown.outcome is not None:
        named["outcome"] = _bare(shown.outcome, shown.unit, language)
        at["outcome"] = plane.place(0.0, shown.outcome)[1]
    places = apart(list(at.values()), LABEL_SIZE + 2.5, plane.top, plane.bottom)
    room = drawing.width - plane.right - 14
    for (name, word), place in zip(named.items(), places, strict=True):
        own = name == "outcome"
        drawing.text(
            plane.right + 11,
            place + 3.6,
            shortened(word, LABEL_SIZE, room + 4),
            size=LABEL_SIZE,
            kind="ink" if own else "muted",
            bold=own,
        )


def _key(drawing: Drawing, plane: _Plane, shown: PromiseAndOutcome, language: str) -> None:
    """Say what band, line and dots are."""
    say, theme, y = translator(language), drawing.theme, 32.0
    words = [("band", say(_("promised, 10–90 %"))), ("line", say(_("measured so far")))]
    if not shown.growing and shown.by_month:
        words.append(("dot", say(_("months"))))
    x = plane.left if drawing.width >= 500 else 4.0
    for kind, word in words:
        if kind == "band":
            drawing.area(
                [(x, y - 8), (x + 18, y - 8), (x + 18, y), (x, y)], theme.high, "0.3", "chart-band-outer"
            )
        elif kind == "line":
            drawing.polyline([(x, y - 4), (x + 18, y - 4)], theme.of_series(1), "chart-series-2", width=2.6)
        else:
            drawing.element(
                "circle", cx=x + 9, cy=y - 4, r=3.2, fill=theme.of_series(1), class_="chart-series-2"
            )
        drawing.text(x + 23, y, word, size=LABEL_SIZE, kind="muted")
        x += 23 + text_width(word, LABEL_SIZE) + 14
