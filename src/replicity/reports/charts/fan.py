"""The fan: how cumulative cash may run over the years."""

from collections.abc import Mapping, Sequence

from replicity.catalogue.wording import sentence as _
from replicity.catalogue.wording import translator
from replicity.quantities.money import BASE_YEAR
from replicity.reports.charts.axes import Frame, framed
from replicity.reports.charts.drawing import Drawing, apart
from replicity.reports.charts.scale import amount, bounds, euro_unit
from replicity.reports.charts.theme import PRINT, Theme

LABEL_SIZE = 10.5


def fan_chart(
    cumulative_eur: Mapping[str, Sequence[float]],
    language: str = "en",
    *,
    theme: Theme = PRINT,
    width: float = 640,
    height: float = 280,
) -> str:
    """Return the fan of cumulative cash: the median and the bands that hold 50 and 80 % of the draws.

    `cumulative_eur` holds p10, p25, p50, p75 and p90 by year, year 0 first.
    """
    say = translator(language)
    low, high = bounds(v for row in cumulative_eur.values() for v in row)
    unit = euro_unit(max(-low, high), language)
    years = len(cumulative_eur["p50"]) - 1
    drawing = Drawing(width, height, theme)
    heading = say(_("Cumulative cash, {unit} of {year}")).format(unit=unit.name, year=BASE_YEAR)
    frame = framed(drawing, heading, (low, high), years, unit, language, right=66)
    for lower, upper, opacity, kind in (("p10", "p90", "0.22", "outer"), ("p25", "p75", "0.38", "inner")):
        top = frame.points(cumulative_eur[upper])
        bottom = frame.points(cumulative_eur[lower])
        drawing.area([*top, *reversed(bottom)], theme.high, opacity, f"chart-band-{kind}")
    drawing.polyline(frame.points(cumulative_eur["p50"]), theme.high, "chart-median", width=2.4)
    _end_labels(drawing, frame, cumulative_eur, say(_("median")))
    described = say(
        _(
            "After {years} years the median is {middle} {unit}; four out of five draws end "
            "between {low} and {high}."
        )
    ).format(
        years=years,
        unit=unit.name,
        middle=amount(cumulative_eur["p50"][-1], unit, language),
        low=amount(cumulative_eur["p10"][-1], unit, language),
        high=amount(cumulative_eur["p90"][-1], unit, language),
    )
    return drawing.svg(say(_("Cumulative cash by year with its range")), described)


def _end_labels(drawing: Drawing, frame: Frame, rows: Mapping[str, Sequence[float]], median: str) -> None:
    """Write at the right end which line is which."""
    named = {"p90": "90 %", "p75": "75 %", "p50": median, "p25": "25 %", "p10": "10 %"}
    shown = {name: frame.y(rows[name][-1]) for name in named}
    places = apart(list(shown.values()), LABEL_SIZE + 1.5, frame.top, frame.bottom + 4)
    for (name, word), place in zip(named.items(), places, strict=True):
        drawing.text(
            frame.right + 7,
            place + 3.6,
            word,
            size=LABEL_SIZE,
            kind="ink" if name == "p50" else "muted",
            bold=name == "p50",
        )
