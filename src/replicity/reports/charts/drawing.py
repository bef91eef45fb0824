"""Drawing in SVG: the same bytes for the same figures, read aloud by title and description."""

import hashlib
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from replicity.reports.charts.theme import Theme

# mean width of a letter against its size, for text that must fit
LETTER = 0.53


def at(value: float) -> str:
    """Return a coordinate with two decimals at most."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def text_width(text: str, size: float) -> float:
    """Return about how wide a text is."""
    return LETTER * size * len(text)


def shortened(text: str, size: float, width: float) -> str:
    """Return a text that fits into a width, with an ellipsis where it is cut."""
    letters = max(int(width / (LETTER * size)), 2)
    return text if len(text) <= letters else text[: letters - 1].rstrip() + "…"


def legible(text: str) -> str:
    """Return a text without the control characters that XML forbids."""
    return "".join(
        c
        for c in text
        if c in "\t\n" or (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff")
    )


class Drawing:
    """An SVG picture that grows element by element."""

    def __init__(self, width: float, height: float, theme: Theme) -> None:
        self.width, self.height, self.theme = width, height, theme
        self._parts: list[str] = []

    def element(self, name: str, content: str | None = None, **attributes: str | float) -> None:
        """Add an element; underscores in names of attributes become hyphens, `class_` becomes class."""
        pairs = []
        for key, value in attributes.items():
            written = at(value) if isinstance(value, (int, float)) else value
            if written:
                pairs.append(f" {key.rstrip('_').replace('_', '-')}={quoteattr(legible(written))}")
        inner = "/>" if content is None else f">{escape(legible(content))}</{name}>"
        self._parts.append(f"<{name}{''.join(pairs)}{inner}")

    def text(
        self,
        x: float,
        y: float,
        content: str,
        *,
        size: float = 11,
        anchor: str = "start",
        kind: str = "ink",
        bold: bool = False,
    ) -> None:
        """Add a text; `kind` is ink, muted or surface."""
        paint = {"ink": self.theme.ink, "muted": self.theme.muted}.get(kind, kind)
        shown = kind if kind in ("ink", "muted") else "on-fill"
        self.element(
            "text",
            content,
            x=x,
            y=y,
            font_size=size,
            text_anchor="" if anchor == "start" else anchor,
            font_weight="bold" if bold else "",
            fill=paint,
            class_=f"chart-{shown}",
        )

    def line(self, x1: float, y1: float, x2: float, y2: float, *, strong: bool = False) -> None:
        """Add a line of the grid, or an axis where it is strong."""
        self.element(
            "line",
            x1=x1,
            y1=y1,
            x2=x2,
            y2=y2,
            stroke=self.theme.ink if strong else self.theme.grid,
            stroke_opacity="" if strong else self.theme.grid_opacity,
            stroke_width=1.1 if strong else 1,
            class_="chart-axis" if strong else "chart-grid",
        )

    def rect(self, x: float, y: float, width: float, height: float, fill: str, kind: str) -> None:
        """Add a filled rectangle."""
        self.element("rect", x=x, y=y, width=max(width, 0.0), height=max(height, 0.0), fill=fill, class_=kind)

    def area(self, points: Iterable[tuple[float, float]], fill: str, opacity: str, kind: str) -> None:
        """Add a filled area."""
        self.element("polygon", points=joined(points), fill=fill, fill_opacity=opacity, class_=kind)

    def polyline(
        self,
        points: Iterable[tuple[float, float]],
        stroke: str,
        kind: str,
        *,
        width: float = 2,
        dash: str = "",
    ) -> None:
        """Add a line through points."""
        self.element(
            "polyline",
            points=joined(points),
            fill="none",
            stroke=stroke,
            stroke_width=width,
            stroke_dasharray=dash,
            stroke_linejoin="round",
            class_=kind,
        )

    def svg(self, title: str, description: str) -> str:
        """Return the picture with a title and a description for those who do not see it."""
        body = "".join(self._parts)
        mark = hashlib.sha256((title + description + body).encode("utf-8", "replace")).hexdigest()[:10]
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {at(self.width)} {at(self.height)}" '
            f'width="{at(self.width)}" height="{at(self.height)}" role="img" class="chart" '
            f'aria-labelledby="t{mark} d{mark}" font-family={quoteattr(self.theme.font)}>'
            f'<title id="t{mark}">{escape(legible(title))}</title>'
            f'<desc id="d{mark}">{escape(legible(description))}</desc>{body}</svg>'
        )


def joined(points: Iterable[tuple[float, float]]) -> str:
    """Return the points as SVG writes them."""
    return " ".join(f"{at(x)},{at(y)}" for x, y in points)


def apart(places: Sequence[float], gap: float, lowest: float, highest: float) -> list[float]:
    """Return places moved as little as needed to be a gap apart, within limits, in the same order."""
    order = sorted(range(len(places)), key=lambda i: (places[i], i))
    moved = list(places)
    for position, index in enumerate(order):
        floor = lowest if position == 0 else moved[order[position - 1]] + gap
        moved[index] = max(moved[index], floor)
    ceiling = highest
    for index in reversed(order):
        moved[index] = min(moved[index], ceiling)
        ceiling = moved[index] - gap
    return moved


def mixed(start: str, end: str, share: float) -> str:
    """Return the colour between two colours written as #rrggbb."""
    parts = [
        round(int(start[i : i + 2], 16) * (1 - share) + int(end[i : i + 2], 16) * share) for i in (1, 3, 5)
    ]
    return "#" + "".join(f"{part:02x}" for part in parts)
