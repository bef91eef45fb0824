"""The quotes with which a city reckons."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from replicity.appraisal.inputs import Quote
from replicity.web.accounts.models import Organisation
from replicity.web.network.models import QuoteLine, QuoteUse
from replicity.web.shared.organisation_values import QUOTES


def quoted_values(city_org: Organisation) -> dict[str, dict[str, tuple[float, QuoteLine]]]:
    """Return by solution and input the valid quotes in use: real euro of the base year, and the quote."""
    uses = (
        QuoteUse.objects.filter(city=city_org, line__valid_until__gte=timezone.localdate())
        .select_related("line__reply__request__provider")
        .order_by("solution", "name")
    )
    found: dict[str, dict[str, tuple[float, QuoteLine]]] = {}
    for use in uses:
        found.setdefault(use.solution, {})[use.name] = (use.line.value_eur, use.line)
    return found


def quotes_of_city(city_org: Organisation) -> dict[str, dict[str, Quote]]:
    """Return the quotes in use as an appraisal takes them, with the words on where they come from."""
    return {
        solution: {name: Quote(value, quote_source(line)) for name, (value, line) in prices.items()}
        for solution, prices in quoted_values(city_org).items()
    }


def quote_source(line: QuoteLine) -> str:
    """Return who quoted, and until when it is valid."""
    return _("Quote of %(provider)s, valid until %(day)s") % {
        "provider": line.reply.request.provider.name,
        "day": date_format(line.valid_until, "DATE_FORMAT"),
    }


QUOTES.append(quotes_of_city)
