"""The method in plain words, and the sources of every number."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from replicity.web.shared.sources import SourceRow, source_rows
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
    found = [s for s in source_rows().values() if _holds(s, wanted.casefold())]
    rows = [{"row": s, "source": s.source, "kind": word(KINDS, s.kind)} for s in found]
    return render(request, "sources.html", {"rows": rows, "query": wanted, "total": len(source_rows())})


def _holds(row: SourceRow, wanted: str) -> bool:
    text = f"{row.source.id} {row.source.title} {row.source.producer} {row.note}".casefold()
    return all(part in text for part in wanted.split())
