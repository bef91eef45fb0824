"""The visitor's own values for each city: those of the session, over those of the city's organisation."""

import math
from collections.abc import Iterable, Mapping
from functools import lru_cache

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from replicity.appraisal.inputs import InputError, check_value
from replicity.appraisal.requests import Options, answer_names, known_names
from replicity.catalogue.cities import City
from replicity.catalogue.labels import label
from replicity.catalogue.solutions import catalogue
from replicity.web.shared.errors import Refused
from replicity.web.shared.further_evidence import further_figures
from replicity.web.shared.languages import current_language
from replicity.web.shared.numbers import field_factor, field_unit, read_number, unit_name
from replicity.web.shared.organisation_values import answers_of, organisations_of, quotes_of, reasons_of

KEY = "own_values"
REASONS_KEY = "justifications"
REASON = "why_"
LONGEST_REASON = 400
MOST_CITIES = 50


@lru_cache(maxsize=1)
def settable() -> frozenset[str]:
    """Return every name that a visitor may set."""
    return known_names(list(catalogue().values()))


def own_values(request: HttpRequest, city: City) -> dict[str, float]:
    """Return the visitor's own values for a city; what the catalogue no longer knows is left out."""
    held = request.session.get(KEY, {}).get(city.id, {})
    return {name: float(value) for name, value in held.items() if name in settable()}


def justifications(request: HttpRequest, city: City) -> dict[str, str]:
    """Return why the visitor's unusual values are right, by name."""
    return dict(request.session.get(REASONS_KEY, {}).get(city.id, {}))


def options_of(request: HttpRequest, city: City) -> Options:
    """Return what the visitor and the visitor's city set for a city, in the language in force."""
    mine = organisations_of(request, city)
    answers = {n: v for n, v in answers_of(mine).items() if n in settable()}
    return Options(
        values={**answers, **own_values(request, city)},
        language=current_language(),
        justifications={**reasons_of(mine), **justifications(request, city)},
        quotes=quotes_of(mine),
        extra_figures=further_figures(),
    )


def city_count(options: Options, own: Mapping[str, float]) -> int:
    """Return how many values in force are answers or quotes of the visitor's city."""
    return len(set(options.values) - set(own)) + sum(len(prices) for prices in options.quotes.values())


def keep_values(request: HttpRequest, city: City, changes: Mapping[str, float | None]) -> None:
    """Keep the visitor's values for a city; None takes one back.

    A form also hands in what the city's organisation answered: that is kept where it is, not here as well.
    """
    answers = answers_of(organisations_of(request, city))
    changes = {n: None if _same(v, answers.get(n)) else v for n, v in changes.items()}
    held = dict(request.session.get(KEY, {}))
    values = {**held.pop(city.id, {}), **changes}
    values = {name: value for name, value in values.items() if value is not None}
    if values:
        held[city.id] = values
    _keep(request, KEY, held)
    taken_back = {name: "" for name, value in changes.items() if value is None}
    if taken_back and request.session.get(REASONS_KEY):
        keep_justifications(request, city, taken_back)


def _same(value: float | None, answer: float | None) -> bool:
    # a field shows ten digits
    return value is not None and answer is not None and math.isclose(value, answer, rel_tol=1e-9)


def keep_justifications(request: HttpRequest, city: City, changes: Mapping[str, str]) -> None:
    """Keep why values are right, beside them; an empty text takes one back."""
    held = dict(request.session.get(REASONS_KEY, {}))
    texts = {name: text for name, text in {**held.pop(city.id, {}), **changes}.items() if text}
    if texts:
        held[city.id] = texts
    if texts or changes:
        _keep(request, REASONS_KEY, held)


def _keep(request: HttpRequest, key: str, held: dict[str, object]) -> None:
    """Keep what is held by city, of the last cities alone."""
    while len(held) > MOST_CITIES:
        held.pop(next(iter(held)))
    request.session[key] = held


def forget_values(request: HttpRequest, city: City) -> None:
    """Take back all the visitor's values for a city."""
    for key in (KEY, REASONS_KEY):
        held = dict(request.session.get(key, {}))
        held.pop(city.id, None)
        request.session[key] = held


def posted_values(form: QueryDict) -> dict[str, float | None]:
    """Return the values of a form; an empty field takes the visitor's value back."""
    names = [n for n in form if n not in ("csrfmiddlewaretoken", "next") and not n.startswith(REASON)]
    return {name: _posted(name, last(form, name)) for name in names}


def posted_justifications(form: QueryDict) -> dict[str, str]:
    """Return the texts of a form that say why values are right, by the names of the values."""
    found = {n.removeprefix(REASON): last(form, n)[:LONGEST_REASON] for n in form if n.startswith(REASON)}
    for name in found:
        known(name)
    return found


def _posted(name: str, text: str) -> float | None:
    known(name)
    if not text:
        return None
    number = read_number(text, current_language())
    if number is None:
        raise Refused(not_a_number(name, text))
    return usable(name, number / field_factor(name))


def query_values(query: QueryDict, others: Iterable[str]) -> dict[str, float]:
    """Return the values that an address sets by NAME=VALUE, in the units of the names."""
    found = {}
    for name in query:
        text = last(query, name)
        if name in others or not text:
            continue
        known(name)
        number = read_number(text, "en")
        if number is None:
            raise Refused(not_a_number(name, text))
        found[name] = usable(name, number)
    return found


def last(fields: QueryDict, name: str) -> str:
    """Return the last text of a field without blanks around it."""
    return (fields.getlist(name) or [""])[-1].strip()


def known(name: str) -> None:
    """Refuse a name that is no input."""
    if name not in settable():
        raise Refused(_("There is no input called “%(name)s”.") % {"name": name[:80]})


def usable(name: str, value: float) -> float:
    """Return a value after refusing one that its unit does not allow."""
    if name in answer_names() and value not in (0.0, 1.0):
        raise Refused(_("“%(name)s” is a question: answer 1 for yes or 0 for no.") % {"name": name})
    try:
        check_value(name, value)
    except InputError:
        raise Refused(_limits(name)) from None
    return value


def not_a_number(name: str, text: str) -> str:
    """Return the sentence on a text that is no number."""
    return _("%(label)s: “%(text)s” is not a number.") % {
        "label": label(name, current_language()),
        "text": text[:40],
    }


def _limits(name: str) -> str:
    """Return the sentence on a value out of range."""
    words = {
        "label": label(name, current_language()),
        "unit": field_unit(unit_name(name), current_language()),
    }
    if unit_name(name) == "share":
        return _("%(label)s: give a value from 0 to 100 %%, as 0 to 1 in an address.") % words
    return _("%(label)s: the value must not be negative or beyond all bounds.") % words
