"""Who pays and who is paid: cumulative cash of each actor over the years."""

from collections.abc import Mapping, Sequence
from itertools import accumulate

from replicity.catalogue.labels import label
from replicity.catalogue.wording import sentence as _
from replicity.catalogue.wording import translator
from replicity.quantities.money import BASE_YEAR
from replicity.reports.charts.axes import framed
from replicity.reports.charts.drawing import Drawing, apart, shortened
from replicity.reports.charts.scale import amount, bounds, euro_unit
from replicity.reports.charts.theme import DASHES, PRINT, Theme

OUTSIDE = "world"  # suppliers and markets: the other side of every purchase, not a party to the deal
ROOM = 118.0


def actor_cash_chart(
    actors_eur: Mapping[str, Sequence[float]],
    language: str = "en",
    *,
    theme: Theme = PRINT,
    width: float = 640,
    height: float = 280,
) -> str:
    """Return a line for each actor of the deal: its yearly cash summed up, real and not discounted."""
    say = translator(language)
    lines = {n: list(accumulate(v)) for n, v in actors_eur.items() if n != OUTSIDE and any(v)}
    low, high = bounds(v for row in lines.values() for v in row)
    unit = euro_unit(max(-low, high), language)
    years = max((len(row) for row in lines.values()), default=2) - 1
    drawing = Drawing(width, height, theme)
    room = min(ROOM, 0.32 * width)
    heading = say(_("Cumulative cash of each actor (mean), {unit} of {year}")).format(
        unit=unit.name, year=BASE_YEAR
    )
    frame = framed(drawing, heading, (low, high), years, unit, language, right=room)
    ends = apart([frame.y(row[-1]) for row in lines.values()], 13, frame.top, frame.bottom)
    for index, ((name, row), place) in enumerate(zip(lines.items(), ends, strict=True)):
        paint, kind = theme.of_series(index), f"chart-series-{index + 1}"
        drawing.polyline(frame.points(row), paint, kind, width=2.2, dash=DASHES[index % len(DASHES)])
        drawing.polyline(
            [(frame.right + 1, frame.y(row[-1])), (frame.right + 8, place)], paint, kind, width=1
        )
        word = shortened(label(name, language), 10.5, room - 14)
        drawing.text(frame.right + 11, place + 3.6, word, size=10.5, kind="ink")
    described = "; ".join(
        f"{label(name, language)}: {amount(row[-1], unit, language)} {unit.name}"
        for name, row in lines.items()
    )
    return drawing.svg(say(_("Cumulative cash of each actor by year")), described)
