"""A city's year: temperature and sun by month."""

from collections.abc import Sequence

from babel.dates import get_month_names

from replicity.catalogue.wording import sentence as _
from replicity.catalogue.wording import translator
from replicity.reports.charts.drawing import Drawing
from replicity.reports.charts.scale import Scale, bounds, signed, ticks
from replicity.reports.charts.theme import PRINT, Theme

LEFT, PANEL, GAP = 34.0, 108.0, 40.0


def monthly_chart(
    temperature_celsius: Sequence[float],
    ghi_kwh_per_m2_per_day: Sequence[float],
    language: str = "en",
    *,
    temperature_range: tuple[Sequence[float], Sequence[float]] | None = None,
    theme: Theme = PRINT,
    width: float = 420,
    wide: bool = False,
) -> str:
    """Return two panels over the months: temperature, and sun below or (wide) beside it."""
    say = translator(language)
    drawing = Drawing(width, (1 if wide else 2) * PANEL + (0 if wide else GAP) + 50, theme)
    across = (width - GAP) / 2 if wide else width
    x = Scale(-0.5, 11.5, LEFT, across - 8)
    low, high = temperature_range or (temperature_celsius, temperature_celsius)
    y = _panel(drawing, (0, across, 22), say(_("Mean temperature, °C")), bounds((*low, *high)), language)
    if wide:
        _months(drawing, x, 22 + PANEL, language)
    upper = [(x(m), y(v)) for m, v in enumerate(high)]
    lower = [(x(m), y(v)) for m, v in enumerate(low)]
    drawing.area([*upper, *reversed(lower)], theme.of_series(1), "0.22", "chart-band-outer")
    line = [(x(m), y(v)) for m, v in enumerate(temperature_celsius)]
    drawing.polyline(line, theme.of_series(1), "chart-series-2", width=2.2)
    left, top = (across + GAP, 22.0) if wide else (0.0, 22 + PANEL + GAP)
    x = Scale(-0.5, 11.5, left + LEFT, left + across - 8)
    y = _panel(
        drawing,
        (left, across, top),
        say(_("Sun on level ground, kWh/m² a day")),
        bounds(ghi_kwh_per_m2_per_day),
        language,
    )
    step = x(1) - x(0)
    for month, value in enumerate(ghi_kwh_per_m2_per_day):
        drawing.rect(
            x(month) - 0.34 * step,
            y(value),
            0.68 * step,
            y(0) - y(value),
            theme.of_series(3),
            "chart-series-4",
        )
    _months(drawing, x, top + PANEL, language)
    described = _described(temperature_celsius, ghi_kwh_per_m2_per_day, language)
    return drawing.svg(say(_("Temperature and sun by month")), described)


def _described(temperature: Sequence[float], sun: Sequence[float], language: str) -> str:
    """Return the coldest and warmest, the dimmest and brightest month in words."""
    words = translator(language)(
        _(
            "From {low} °C in the coldest month to {high} °C in the warmest; from {dim} to "
            "{bright} kWh/m² a day of sun."
        )
    )
    return words.format(
        low=signed(min(temperature), language),
        high=signed(max(temperature), language),
        dim=signed(min(sun), language),
        bright=signed(max(sun), language),
    )


def _months(drawing: Drawing, x: Scale, bottom: float, language: str) -> None:
    for month, name in get_month_names("abbreviated", "stand-alone", language).items():
        word = name.strip(".").capitalize()[:3]
        drawing.text(x(month - 1), bottom + 15, word, size=9.5, anchor="middle", kind="muted")


def _panel(
    drawing: Drawing,
    place: tuple[float, float, float],
    heading: str,
    domain: tuple[float, float],
    language: str,
) -> Scale:
    """Draw the grid of one panel (left, width, top) and return its vertical scale."""
    left, across, top = place
    marks = ticks(*domain, 4)
    y = Scale(marks[0], marks[-1], top + PANEL, top)
    drawing.text(left + 4, top - 8, heading, size=11, bold=True)
    for mark in marks:
        drawing.line(left + LEFT, y(mark), left + across - 8, y(mark), strong=mark == 0)
        drawing.text(
            left + LEFT - 5, y(mark) + 3.4, signed(mark, language), size=9.5, anchor="end", kind="muted"
        )
    return y
