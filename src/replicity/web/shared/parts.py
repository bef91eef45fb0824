"""Pages with a slow part: sent up to it at once, the part follows when it is worked out; needs no script."""

import logging
from collections.abc import Callable, Iterator, Mapping

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils import translation

from replicity.web.shared.languages import current_language
from replicity.web.shared.results import kept

# where the part stands in the template of the page
PLACE = "<!-- part -->"
LOG = logging.getLogger(__name__)


def page_with_part(
    request: HttpRequest, template: str, page: Mapping[str, object], key: str, part: Callable[[], str]
) -> HttpResponseBase:
    """Return a page whole where the result with the key is kept, else in pieces."""
    waiting = kept(key) is None
    frame = render_to_string(template, {**page, "waiting": waiting}, request)
    before, _place, after = frame.partition(PLACE)
    if not waiting:
        return HttpResponse(before + part() + after)
    return StreamingHttpResponse(_pieces(request, (before, after), part, current_language()))


def _pieces(
    request: HttpRequest, frame: tuple[str, str], part: Callable[[], str], language: str
) -> Iterator[str]:
    with translation.override(language):
        yield frame[0]
        try:
            yield part()
        except Exception:  # the head of the page is on its way: say it here, in the page
            LOG.exception("A part of %s failed", request.path)
            yield render_to_string("part_failed.html", {}, request)
        yield frame[1]
