"""What the visitor's own city organisation knows of its city: answers it gave, quotes that it uses.

The parts of the platform that hold such values register here, so that this module needs to know none of them.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from django.http import HttpRequest

from replicity.appraisal.inputs import Quote
from replicity.catalogue.cities import City
from replicity.web.accounts.models import Kind, Organisation
from replicity.web.shared.access import actor_of

Answers = Callable[[Organisation], Mapping[str, float]]
Reasons = Callable[[Organisation], Mapping[str, str]]
Quotes = Callable[[Organisation], Mapping[str, Mapping[str, Quote]]]
ANSWERS: Final[list[Answers]] = []
REASONS: Final[list[Reasons]] = []
QUOTES: Final[list[Quotes]] = []


def organisations_of(request: HttpRequest, city: City) -> list[Organisation]:
    """Return the visitor's organisations that stand for a city; nobody else may see their values."""
    if not (numbers := actor_of(request).organisations(Kind.CITY)):
        return []
    return list(Organisation.objects.filter(pk__in=numbers, city_id=city.id).order_by("pk"))


def answers_of(organisations: Iterable[Organisation]) -> dict[str, float]:
    """Return by name what city organisations answered, in the units of the names."""
    found: dict[str, float] = {}
    for organisation in organisations:
        for answers in ANSWERS:
            found.update(answers(organisation))
    return found


def reasons_of(organisations: Iterable[Organisation]) -> dict[str, str]:
    """Return by name why unusual answers of city organisations are right."""
    found: dict[str, str] = {}
    for organisation in organisations:
        for reasons in REASONS:
            found.update(reasons(organisation))
    return found


def quotes_of(organisations: Iterable[Organisation]) -> dict[str, dict[str, Quote]]:
    """Return by solution and input the quotes that city organisations use."""
    found: dict[str, dict[str, Quote]] = {}
    for organisation in organisations:
        for quotes in QUOTES:
            for solution, prices in quotes(organisation).items():
                found.setdefault(solution, {}).update(prices)
    return found
