"""How sure the ranking is: the share of draws in which each solution takes each rank."""

from collections.abc import Sequence

from replicity.catalogue.wording import sentence as _
from replicity.catalogue.wording import translator
from replicity.reports.charts.drawing import Drawing, mixed, shortened
from replicity.reports.charts.theme import PRINT, Theme

ROW = 26.0
NAMES = 212.0
TOP = 44.0
WORTH_A_LABEL = 0.08


def acceptability_chart(
    names: Sequence[str],
    acceptability: Sequence[Sequence[float]],
    language: str = "en",
    *,
    theme: Theme = PRINT,
    width: float = 640,
) -> str:
    """Return one bar for each solution, cut into the shares of draws in which it takes rank 1, 2, ..."""
    say = translator(language)
    drawing = Drawing(width, TOP + ROW * max(len(names), 1) + 8, theme)
    drawing.text(4, 14, say(_("Share of draws in which a solution takes each rank")), size=11.5, bold=True)
    ranks = max((len(row) for row in acceptability), default=1)
    _legend(drawing, ranks, say(_("rank")))
    room = width - NAMES - 12
    for index, (name, row) in enumerate(zip(names, acceptability, strict=True)):
        y = TOP + ROW * index
        drawing.text(4, y + 15, shortened(name, 10.5, NAMES - 8), size=10.5)
        start = NAMES
        for rank, share in enumerate(row):
            fill, on = _paint(theme, rank, ranks)
            drawing.rect(start, y + 3, share * room, ROW - 8, fill, f"chart-rank-{rank + 1}")
            if share >= WORTH_A_LABEL:
                drawing.text(
                    start + share * room / 2,
                    y + 15.5,
                    f"{100 * share:.0f} %",
                    size=9.5,
                    anchor="middle",
                    kind=on,
                )
            start += share * room
    best = " ".join(
        say(_("{name}: first in {share} % of draws.")).format(name=name, share=f"{100 * row[0]:.0f}")
        for name, row in zip(names, acceptability, strict=True)
        if row
    )
    return drawing.svg(say(_("How sure the ranking is")), best)


def _paint(theme: Theme, rank: int, ranks: int) -> tuple[str, str]:
    """Return the colour of a rank, dark for the first, and the colour of text upon it."""
    share = rank / max(ranks - 1, 1)
    return mixed(*theme.ramp, share), "#ffffff" if share < 0.5 else "#16211f"


def _legend(drawing: Drawing, ranks: int, word: str) -> None:
    drawing.text(NAMES - 8, 34, word, size=10.5, anchor="end", kind="muted")
    for rank in range(ranks):
        fill, on = _paint(drawing.theme, rank, ranks)
        drawing.rect(NAMES + 24 * rank, 24, 22, 14, fill, f"chart-rank-{rank + 1}")
        drawing.text(NAMES + 24 * rank + 11, 34.5, str(rank + 1), size=9.5, anchor="middle", kind=on)
