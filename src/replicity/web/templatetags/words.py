"""Filters by which templates write quantities, money and statuses in the language in force."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from replicity.catalogue.countries import country_name
from replicity.catalogue.labels import label, shown
from replicity.catalogue.parameters import Parameter
from replicity.catalogue.sources import sources
from replicity.engine.summary import Summary
from replicity.quantities.writing import written
from replicity.web.cities.context_rows import Row
from replicity.web.shared.further_evidence import further_sources
from replicity.web.shared.languages import current_language
from replicity.web.shared.numbers import unit_name
from replicity.web.shared.prose import html_of
from replicity.web.shared.ranges import euro_text, range_text
from replicity.web.shared.sources import address_of
from replicity.web.shared.words import status_word

register = template.Library()


@register.filter
def name_of(name: str) -> str:
    """Return what a quantity or an actor is called."""
    return label(name, current_language())


@register.filter
def value_of(value: float | None, name: str) -> str:
    """Return a value with the unit that its name carries."""
    unit = unit_name(name)
    if unit == "eur":
        return euro_text(value, current_language())
    return shown(value, unit, current_language())


@register.filter
def in_unit(value: float | str | None, unit: str) -> str:
    """Return a value with a unit."""
    if isinstance(value, str):
        return value
    return shown(value, unit, current_language())


@register.filter
def range_of(row: Row) -> str:
    """Return the range of a row."""
    if row.low is None or row.high is None:
        return "–"
    return range_text(row.low, row.high, row.unit, current_language())


@register.filter
def spread_of(parameter: Parameter) -> str:
    """Return the range of a parameter."""
    return range_text(parameter.spread.low, parameter.spread.high, parameter.unit, current_language())


@register.filter
def euro(value: float | None) -> str:
    """Return an amount of money."""
    return euro_text(value, current_language())


@register.filter
def plain(value: float | None) -> str:
    """Return a number."""
    return written(value, current_language())


@register.filter
def per_cent(value: float | None) -> str:
    """Return a share in per cent without decimals."""
    return "–" if value is None else f"{100 * value:.0f} %"


@register.filter
def hundredths(value: float | None) -> int:
    """Return a share as a whole number from 0 to 100, for the length of a bar."""
    return 0 if value is None else round(100 * min(max(value, 0.0), 1.0))


@register.filter
def country(code: str) -> str:
    """Return the name of a country."""
    return country_name(code, current_language())


@register.filter
def status(value: str) -> SafeString:
    """Return a status as a badge."""
    return format_html('<span class="badge {}">{}</span>', value.replace(" ", "-"), status_word(value))


@register.filter
def source(source_id: str) -> SafeString | str:
    """Return a link to a source, by its title."""
    found = sources().get(source_id)
    if found is None and (here := further_sources((source_id,)).get(source_id)):
        return format_html('<a class="source" href="{}">{}</a>', here[1], here[0].title)
    if found is None:
        return {"your own value": _("your own value"), "countries with data": _("countries with data")}.get(
            source_id, source_id or "–"
        )
    if address := address_of(found):
        return format_html('<a class="source" href="{}" rel="noopener">{}</a>', address, found.title)
    return format_html("{}", found.title)


@register.filter
def prose(markdown: str) -> SafeString:
    """Return the few marks of Markdown as HTML."""
    return html_of(markdown)


@register.filter
def slug(solution_id: str) -> str:
    """Return a solution's id as it stands in an address."""
    return solution_id.replace("_", "-")


@register.filter
def number_of(city_id: str) -> str:
    """Return the number in a city's id, as it stands in an address."""
    return city_id.partition(":")[2]


@register.filter
def ends(summary: Summary, unit: str) -> str:
    """Return the range of a result that holds four draws in five."""
    if summary.p10 is None or summary.p90 is None:
        return "–"
    if summary.p10 == summary.p90:
        return ""
    return range_text(summary.p10, summary.p90, unit, current_language())


@register.filter
def fine_per_cent(value: float) -> str:
    """Return a small share in per cent with the decimals that it needs."""
    return f"{written(100 * value, current_language(), 2)} %"


@register.filter
def decimals(value: float, places: int) -> str:
    """Return a number with so many decimals and a true minus sign."""
    text = f"{value:.{places}f}"
    text = text.lstrip("-") if not float(text) else text.replace("-", "\N{MINUS SIGN}")
    return text.replace(".", ",") if current_language() == "es" else text


@register.filter
def raw(value: float) -> str:
    """Return a number as an address or an attribute takes it, in any language."""
    return f"{value:.10g}"
