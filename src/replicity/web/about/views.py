"""The method in plain words, the sources of every number, and the statements on privacy and access."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from replicity.web.accounts.services import INVITATION_DAYS
from replicity.web.notices.jobs import MAIL_DAYS, NOTICE_DAYS
from replicity.web.shared.sources import SourceRow, source_rows
from replicity.web.shared.words import KINDS, word

LONGEST_QUERY = 100
DAY_SECONDS = 86_400


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


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is held of people, for how long, and how they get or erase it."""
    kept = {
        "invitation": INVITATION_DAYS,
        "mail": MAIL_DAYS,
        "notice": NOTICE_DAYS,
        "session": settings.SESSION_COOKIE_AGE // DAY_SECONDS,
        "language": settings.LANGUAGE_COOKIE_AGE // DAY_SECONDS,
    }
    cookies = {
        "session": settings.SESSION_COOKIE_NAME,
        "language": settings.LANGUAGE_COOKIE_NAME,
        "forms": settings.CSRF_COOKIE_NAME,
    }
    return render(request, "privacy.html", {"kept_days": kept, "cookies": cookies})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say how the pages are made for everybody, what was tested, and what is not good yet."""
    return render(request, "accessibility.html", {})


def _holds(row: SourceRow, wanted: str) -> bool:
    text = f"{row.source.id} {row.source.title} {row.source.producer} {row.note}".casefold()
    return all(part in text for part in wanted.split())
