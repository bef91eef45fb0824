"""Long lists, a page at a time."""

from typing import TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest

SIZE = 25
M = TypeVar("M", bound=Model)


def page_of(request: HttpRequest, rows: QuerySet[M], size: int = SIZE) -> Page[M]:
    """Return the page that the address asks for; the nearest where there is none of that number."""
    return Paginator(rows, size).get_page(request.GET.get("page", ""))
