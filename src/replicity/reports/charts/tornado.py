"""The tornado: which uncertain inputs move the worth of the investment most."""

from collections.abc import Mapping, Sequence

from replicity.catalogue.labels import label
from replicity.catalogue.wording import sentence as _
from replicity.catalogue.wording import translator
from replicity.engine.sensitivity import Swing
from replicity.reports.charts.drawing import Drawing, shortened, text_width
from replicity.reports.charts.scale import EuroUnit, Scale, bounds, euro_unit, signed, ticks
from replicity.reports.charts.theme import PRINT, Theme

ROW = 24.0
NAMES = 240.0
TOP = 50.0
MOST = 8


def tornado_chart(
    swings: Sequence[Swing],
    language: str = "en",
    *,
    middle_eur: float | None = None,
    ends: Mapping[str, tuple[str, str]] | None = None,
    theme: Theme = PRINT,
    width: float = 640,
    most: int = MOST,
) -> str:
    """Return the bars of the widest swings, each from its input's 10 % point to its 90 % point.

    `middle_eur` is the worth with all inputs at their middle; `ends` are the words for an input's two ends.
    """
    say = translator(language)
    shown = [s for s in swings if s.width > 0][:most]
    drawing = Drawing(width, TOP + ROW * max(len(shown), 1) + 30, theme)
    if middle_eur is None:
        centres = sorted((s.at_low + s.at_high) / 2 for s in shown)
        middle_eur = centres[len(centres) // 2] if centres else 0.0
    values = [middle_eur, *(v for s in shown for v in (s.at_low, s.at_high))]
    unit = euro_unit(max(map(abs, values)), language)
    marks = ticks(*_padded(values, unit), 6)
    x = Scale(marks[0] * unit.factor, marks[-1] * unit.factor, NAMES + 46, width - 52)
    _heading(drawing, say(_("Net present value, {unit}")).format(unit=unit.name), language)
    _grid(drawing, x, marks, unit, language)
    for row, swing in enumerate(shown):
        words = (ends or {}).get(swing.name, ("", ""))
        _bar(drawing, x, TOP + ROW * row, swing, middle_eur, label(swing.name, language), words)
    drawing.polyline(
        [(x(middle_eur), TOP - 5), (x(middle_eur), drawing.height - 26)], theme.ink, "chart-axis", width=1.2
    )
    names = ", ".join(label(s.name, language) for s in shown[:3])
    described = say(_("Widest first: {names}.")).format(names=names) if names else ""
    return drawing.svg(say(_("What moves the net present value")), described)


def _padded(values: Sequence[float], unit: EuroUnit) -> tuple[float, float]:
    low, high = min(values), max(values)
    if low > 0 and low < 0.5 * high:
        low = 0.0
    if high < 0 and high > 0.5 * low:
        high = 0.0
    if low == high:
        low, high = bounds([low])
    return low / unit.factor, high / unit.factor


def _heading(drawing: Drawing, heading: str, language: str) -> None:
    say = translator(language)
    theme = drawing.theme
    drawing.text(4, 14, heading, size=11.5, bold=True)
    x = 4.0
    for paint, kind, word in (
        (theme.low, "chart-low", say(_("input at its low end (10 %)"))),
        (theme.high, "chart-high", say(_("input at its high end (90 %)"))),
    ):
        drawing.rect(x, 22, 10, 10, paint, kind)
        drawing.text(x + 15, 31, word, size=10.5, kind="muted")
        x += 15 + text_width(word, 10.5) + 18


def _grid(drawing: Drawing, x: Scale, marks: Sequence[float], unit: EuroUnit, language: str) -> None:
    bottom = drawing.height - 26
    for mark in marks:
        place = x(mark * unit.factor)
        drawing.line(place, TOP - 5, place, bottom, strong=False)
        drawing.text(place, bottom + 15, signed(mark, language), size=10.5, anchor="middle", kind="muted")


def _bar(
    drawing: Drawing, x: Scale, y: float, swing: Swing, middle: float, name: str, ends: tuple[str, str]
) -> None:
    """Draw both halves of one bar, its name at the left and what the input is at its ends."""
    theme = drawing.theme
    drawing.text(4, y + 14, shortened(name, 10.5, NAMES), size=10.5)
    reached = {}
    for value, paint, kind, word in (
        (swing.at_low, theme.low, "chart-low", ends[0]),
        (swing.at_high, theme.high, "chart-high", ends[1]),
    ):
        start, end = sorted((x(middle), x(value)))
        drawing.rect(start, y + 3, end - start, ROW - 9, paint, kind)
        reached[kind] = (x(value), word)
    (low, low_word), (high, high_word) = reached["chart-low"], reached["chart-high"]
    low_left = low <= high
    left, right = min(low, high, x(middle)), max(low, high, x(middle))
    drawing.text(left - 4, y + 14, low_word if low_left else high_word, size=9.5, anchor="end", kind="muted")
    drawing.text(right + 4, y + 14, high_word if low_left else low_word, size=9.5, kind="muted")
