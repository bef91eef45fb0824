"""Requests for information, and the answers to them."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from replicity.catalogue.solutions import get_solution
from replicity.web.accounts.models import Organisation, Role
from replicity.web.accounts.queries import people_of
from replicity.web.audit.services import record
from replicity.web.files.models import StoredFile
from replicity.web.network.models import InformationRequest, QuoteLine, Reply
from replicity.web.network.notices import INFORMATION_ASKED, INFORMATION_GIVEN, REQUEST_ENDED
from replicity.web.network.prices import Price, cost_inputs, real_eur
from replicity.web.network.workflow import REQUEST
from replicity.web.notices.services import notify
from replicity.web.shared.access import Actor, require
from replicity.web.shared.errors import Refused

EDITORS = (Role.EDITOR, Role.ADMINISTRATOR)


@transaction.atomic
def ask(
    actor: Actor, city: Organisation, provider: Organisation, fields: Mapping[str, Any]
) -> InformationRequest:
    """Ask a provider about a solution, in the name of a city."""
    require(actor, "network.ask", provider, seen_by="network.read")
    require(actor, "network.edit", city)
    asked = InformationRequest.objects.create(city=city, provider=provider, **fields)
    record(actor, "network.ask", asked, city=city.pk, provider=provider.pk, solution=asked.solution)
    _tell(INFORMATION_ASKED, provider, asked)
    return asked


@transaction.atomic
def answer(
    actor: Actor,
    asked: InformationRequest,
    text: str,
    prices: Iterable[Price] = (),
    valid_until: datetime.date | None = None,
    file: StoredFile | None = None,
) -> Reply:
    """Answer a request, with prices where there are any.

    Raises
    ------
    Refused
        Where a price cannot be used, or the request has ended.
    """
    require(actor, "network.answer_request", asked, seen_by="network.read_request")
    given = list(prices)
    _step(asked, "answer")
    reply = Reply.objects.create(request=asked, text=text, file=file)
    if given:
        _quote(reply, given, valid_until)
    record(actor, "network.answer_request", reply, request=asked.pk, prices=len(given))
    _tell(INFORMATION_GIVEN, asked.city, asked)
    return reply


@transaction.atomic
def end(actor: Actor, asked: InformationRequest) -> None:
    """End a request: one without an answer is withdrawn, one with an answer closed."""
    require(actor, "network.end_request", asked, seen_by="network.read_request")
    held = InformationRequest.objects.select_for_update().get(pk=asked.pk)
    step = "withdraw" if "withdraw" in REQUEST.open(held.state) else "close"
    _step(asked, step)
    record(actor, f"network.{step}_request", asked, state=asked.state)
    _tell(REQUEST_ENDED, asked.provider, asked)


def _quote(reply: Reply, prices: Iterable[Price], valid_until: datetime.date | None) -> None:
    if valid_until is None or valid_until < timezone.localdate():
        raise Refused(_("Say until when the prices are valid: a day that is not past."))
    asked = reply.request
    allowed = cost_inputs(get_solution(asked.solution))
    for price in prices:
        if price.name not in allowed:
            raise Refused(_("This is not a price of the solution that was asked for."))
        QuoteLine.objects.create(
            reply=reply,
            name=price.name,
            amount=price.amount,
            currency=price.currency,
            price_year=price.price_year,
            value_eur=real_eur(price, asked.city.country),
            valid_until=valid_until,
        )


def _step(asked: InformationRequest, step: str) -> None:
    held = InformationRequest.objects.select_for_update().get(pk=asked.pk)
    asked.state = REQUEST.after(held.state, step)
    asked.save(update_fields=("state",))


def _tell(kind: Any, organisation: Organisation, asked: InformationRequest) -> None:
    notify(
        kind,
        people_of(organisation, *EDITORS),
        link=f"/network/requests/{asked.pk}/",
        city=asked.city.name,
        provider=asked.provider.name,
    )
