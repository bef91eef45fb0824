"""Colours and type of the charts: apart for colour-blind eyes, and by their lightness in grey too.

Every shape has presentation attributes and a class (`chart-ink`, `chart-series-2`), so that a page may
repaint it in its style sheet, for a dark background for instance, without inline style.
"""

from dataclasses import dataclass
from typing import Final

# dark to light, so that neighbours differ in grey; after Okabe and Ito's palette for all kinds of sight
SERIES: Final = ("#004d7a", "#d55e00", "#009e73", "#e69f00", "#56b4e9", "#7a4b8a", "#8a8f8d")
# for lines: told apart without any colour
DASHES: Final = ("", "7 3", "2 2.5", "9 3 2 3", "4 2", "1 2", "12 3")


@dataclass(frozen=True, slots=True)
class Theme:
    """What paints the parts of a chart."""

    ink: str
    muted: str
    grid: str
    grid_opacity: str
    surface: str
    land: str
    series: tuple[str, ...]
    low: str
    high: str
    ramp: tuple[str, str]
    font: str

    def of_series(self, index: int) -> str:
        """Return the colour of a series."""
        return self.series[index % len(self.series)]


PRINT: Final = Theme(
    ink="#16211f",
    muted="#53635f",
    grid="#16211f",
    grid_opacity="0.14",
    surface="#ffffff",
    land="#d5dedb",
    series=SERIES,
    low="#e69f00",
    high="#004d7a",
    ramp=("#00344f", "#e3eef4"),
    font="Noto Sans, sans-serif",
)

# ink follows the text of the page, so that a dark page has light axes
SCREEN: Final = Theme(
    ink="currentColor",
    muted="currentColor",
    grid="currentColor",
    grid_opacity="0.18",
    surface="none",
    land="#9fb3ad",
    series=("#1f78b4", "#d55e00", "#0b9e77", "#e69f00", "#56b4e9", "#9b6fae", "#8a8f8d"),
    low="#e69f00",
    high="#1f78b4",
    ramp=("#00344f", "#e3eef4"),
    font="system-ui, -apple-system, Segoe UI, Roboto, Noto Sans, sans-serif",
)
