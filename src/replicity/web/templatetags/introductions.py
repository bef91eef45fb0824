"""Parts of introductions that other pages show, and how sources of answers are written."""

from typing import Any
from urllib.parse import urlsplit

from django import template
from django.utils import timezone

from replicity.web.accounts.models import Kind
from replicity.web.introductions import queries
from replicity.web.introductions.audience import solution_name
from replicity.web.shared.access import actor_of
from replicity.web.shared.languages import current_language

register = template.Library()
SHOWN = 5


@register.inclusion_tag("introductions/desk_part.html", takes_context=True)
def introductions_that_wait(context: template.RequestContext) -> dict[str, Any]:
    """Show the introductions in which it is the visitor's turn."""
    actor = actor_of(context["request"])
    waiting = queries.waiting_for(actor, timezone.now().date())
    return {"waiting": waiting[:SHOWN], "cities_edited": bool(actor.edits_as(Kind.CITY))}


@register.inclusion_tag("introductions/solution_part.html", takes_context=True)
def know_how_of(context: template.RequestContext, solution: str) -> dict[str, Any]:
    """Show the know-how on a solution, and to members the ways to its hosts."""
    actor = actor_of(context["request"])
    return {
        "entries": queries.know_how(solution)[:SHOWN],
        "solution": solution,
        "may_ask": bool(actor.edits_as(Kind.CITY)),
    }


@register.simple_tag(takes_context=True)
def may_ask_hosts(context: template.RequestContext) -> bool:
    """Whether the visitor may ask a host for an introduction."""
    actor = actor_of(context["request"])
    return bool(actor.edits_as(Kind.CITY)) or actor.broker


@register.filter
def solution_words(solution: str) -> str:
    """Return what a solution is called."""
    return solution_name(solution, current_language())


@register.filter
def source_lines(text: str) -> list[tuple[str, str]]:
    """Return the lines of sources, each with its address where it is one of the web."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [(line, line if _is_address(line) else "") for line in lines]


def _is_address(line: str) -> bool:
    try:
        parts = urlsplit(line)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and " " not in line
