"""Who may see and do what in the network."""

from typing import Any

from replicity.web.accounts.models import Kind, Organisation
from replicity.web.network.models import HostOffer, InformationRequest, ProviderOffer, QuoteLine
from replicity.web.shared.access import Actor, rule

HOSTS = (Kind.CITY, Kind.DEMONSTRATION_OWNER)


@rule("network.read")
def may_read(actor: Actor, organisation: Organisation) -> bool:
    """Everybody sees who is in the network; who waits for it is seen by members and brokers."""
    return organisation.approved or actor.reads(organisation.pk) or actor.broker


@rule("network.edit")
def may_edit(actor: Actor, organisation: Organisation) -> bool:
    """Editors write what their organisation says of itself."""
    return actor.edits(organisation.pk)


@rule("network.host")
def may_host(actor: Actor, organisation: Organisation) -> bool:
    """Cities and owners of demonstrations take visits."""
    return organisation.kind in HOSTS and actor.edits(organisation.pk)


@rule("network.provide")
def may_provide(actor: Actor, organisation: Organisation) -> bool:
    """Providers list solutions."""
    return organisation.kind == Kind.PROVIDER and actor.edits(organisation.pk)


@rule("network.read_offer")
def may_read_offer(actor: Actor, offer: HostOffer | ProviderOffer) -> bool:
    """Everybody sees an approved offer, its organisation and brokers see it before."""
    seen = offer.approved and offer.organisation.approved
    return seen or actor.reads(offer.organisation_id) or actor.broker


@rule("network.edit_offer")
def may_edit_offer(actor: Actor, offer: HostOffer | ProviderOffer) -> bool:
    """Editors of the organisation change its offers."""
    return actor.edits(offer.organisation_id)


@rule("network.moderate")
def may_moderate(actor: Actor, _thing: Any) -> bool:
    """Brokers decide what offers are seen."""
    return actor.broker


@rule("network.see_demand")
def may_see_demand(actor: Actor, _thing: Any) -> bool:
    """Providers see where their solutions are wanted; brokers see it as well."""
    return actor.broker or bool(actor.organisations(Kind.PROVIDER) & approved_seats(actor))


@rule("network.ask")
def may_ask(actor: Actor, provider: Organisation) -> bool:
    """Editors of a city in the network ask a provider in it."""
    return provider.kind == Kind.PROVIDER and provider.approved and bool(actor.edits_as(Kind.CITY))


@rule("network.read_request")
def may_read_request(actor: Actor, asked: InformationRequest) -> bool:
    """The city and the provider read their request, nobody else: quotes are theirs."""
    return actor.reads(asked.city_id) or actor.reads(asked.provider_id)


@rule("network.answer_request")
def may_answer(actor: Actor, asked: InformationRequest) -> bool:
    """Editors of the provider answer."""
    return actor.edits(asked.provider_id)


@rule("network.end_request")
def may_end(actor: Actor, asked: InformationRequest) -> bool:
    """Editors of the city end its request."""
    return actor.edits(asked.city_id)


@rule("network.read_quote")
def may_read_quote(actor: Actor, line: QuoteLine) -> bool:
    """Who reads the request reads its quotes."""
    return may_read_request(actor, line.reply.request)


@rule("network.use_quote")
def may_use_quote(actor: Actor, line: QuoteLine) -> bool:
    """Editors of the city decide to reckon with a quote."""
    return actor.edits(line.reply.request.city_id)


def approved_seats(actor: Actor) -> frozenset[int]:
    """Return the organisations of an actor that the broker let in."""
    return frozenset(number for number, seat in actor.seats.items() if seat.approved)
