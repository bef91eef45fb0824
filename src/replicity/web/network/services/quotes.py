"""A city decides with which quotes it reckons."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from replicity.web.audit.services import record
from replicity.web.network.models import QuoteLine, QuoteUse
from replicity.web.shared.access import Actor, require
from replicity.web.shared.errors import Refused


@transaction.atomic
def use_quote(actor: Actor, line: QuoteLine) -> QuoteUse:
    """Reckon with a quote in the city's appraisals; it takes the place of another for the same input.

    Raises
    ------
    Refused
        For a quote that is not valid any more.
    """
    require(actor, "network.use_quote", line, seen_by="network.read_quote")
    if line.valid_until < timezone.localdate():
        raise Refused(_("This quote is not valid any more: ask the provider for a new one."), 409)
    asked = line.reply.request
    use, _made = QuoteUse.objects.update_or_create(
        city=asked.city, solution=asked.solution, name=line.name, defaults={"line": line}
    )
    record(actor, "network.use_quote", line, city=asked.city_id, name=line.name, value_eur=line.value_eur)
    return use


@transaction.atomic
def stop_using(actor: Actor, line: QuoteLine) -> None:
    """Reckon without a quote again."""
    require(actor, "network.use_quote", line, seen_by="network.read_quote")
    if QuoteUse.objects.filter(line=line).delete()[0]:
        record(actor, "network.stop_quote", line, city=line.reply.request.city_id, name=line.name)
