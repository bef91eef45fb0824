"""The method in plain words, and the sources of every number."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from replicity.web.shared.sources import Source, sources
from replicity.web.shared.words import KINDS, word

LONGEST_QUERY = 100


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Show how a number comes about, and what it is not."""
    return render(request, "about.html", {})


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Show all records of sources, or those that hold the words of a search."""
    wanted = request.GET.get("q", "")[:LONGEST_QUERY].strip()
    found = [s for s in sources().values() if _holds(s, wanted.casefold())]
    rows = [{"source": s, "kind": word(KINDS, s.kind)} for s in found]
    return render(request, "sources.html", {"rows": rows, "query": wanted, "total": len(sources())})


def _holds(source: Source, wanted: str) -> bool:
    text = f"{source.id} {source.title} {source.producer} {source.note}".casefold()
    return all(part in text for part in wanted.split())
