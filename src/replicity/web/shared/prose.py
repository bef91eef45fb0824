"""The few marks of Markdown that texts of the data use, as safe HTML."""

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_EMPHASIS = re.compile(r"(?<![\w*])\*([^*\s][^*]*?)\*(?![\w*])|(?<!\w)_([^_\s][^_]*?)_(?!\w)")
_HEADING = re.compile(r"(#{1,6})\s+(.*)")
_ITEM = re.compile(r"(?:[-*]|\d+\.)\s+(.*)")


def html_of(markdown: str) -> SafeString:
    """Return paragraphs, headings, lists and emphasis; everything else stays text."""
    blocks = re.split(r"\n\s*\n", markdown.replace("\r\n", "\n").strip())
    html = "\n".join(_block(block) for block in blocks if block.strip())
    return mark_safe(html)  # noqa: S308 - escaped below  # nosec B308 B703


def _block(block: str) -> str:
    lines = block.strip().splitlines()
    heading = _HEADING.fullmatch(lines[0].strip())
    if heading:
        # the page's own title is level 1, its sections level 2
        level = min(len(heading[1]) + 2, 6)
        rest = "\n".join(lines[1:])
        return f"<h{level}>{_inline(heading[2])}</h{level}>" + (_block(rest) if rest.strip() else "")
    items = [_ITEM.fullmatch(line.strip()) for line in lines]
    if all(items):
        tag = "ol" if lines[0].strip()[0].isdigit() else "ul"
        return f"<{tag}>" + "".join(f"<li>{_inline(item[1])}</li>" for item in items if item) + f"</{tag}>"
    return f"<p>{_inline(' '.join(line.strip() for line in lines))}</p>"


def _inline(text: str) -> str:
    safe = str(escape(text))
    safe = _BOLD.sub(r"<strong>\1</strong>", safe)
    return _EMPHASIS.sub(lambda found: f"<em>{found[1] or found[2]}</em>", safe)
