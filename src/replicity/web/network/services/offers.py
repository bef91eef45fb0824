"""Offers of hosts and providers, and what the broker decides on them."""

from collections.abc import Mapping
from typing import Any, Protocol, TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from replicity.catalogue.evidence import demonstrations
from replicity.catalogue.solutions import catalogue
from replicity.web.accounts.models import Kind, Organisation, Role
from replicity.web.accounts.queries import people_of, people_of_kind
from replicity.web.audit.services import record
from replicity.web.files.models import StoredFile
from replicity.web.network.index import refresh
from replicity.web.network.models import HostOffer, ProviderOffer, Reference
from replicity.web.network.models.offers import OfferState
from replicity.web.network.notices import HOST_OPENED, OFFER_APPROVED, OFFER_DECLINED, OFFER_WAITS
from replicity.web.network.workflow import OFFER
from replicity.web.notices.services import notify
from replicity.web.shared.access import Actor, require
from replicity.web.shared.editing import claim
from replicity.web.shared.errors import Refused

AnyOffer = HostOffer | ProviderOffer
AnOffer = TypeVar("AnOffer", HostOffer, ProviderOffer)
EDITORS = (Role.EDITOR, Role.ADMINISTRATOR)


class Replica(Protocol):
    """What the network needs to know of a project with results."""

    pk: Any
    solution: str

    @property
    def city_org(self) -> Organisation:
        """Return the organisation of its city."""


@transaction.atomic
def offer_visits(actor: Actor, organisation: Organisation, fields: Mapping[str, Any]) -> HostOffer:
    """Offer visits; the broker is told."""
    require(actor, "network.host", organisation, seen_by="network.read")
    offer = HostOffer.objects.create(organisation=organisation, **{**fields, "solutions": _shown(fields)})
    record(actor, "network.offer_visits", offer, organisation=organisation.pk)
    _await(organisation)
    return offer


@transaction.atomic
def change_host_offer(
    actor: Actor, offer: HostOffer, fields: Mapping[str, Any], seen_revision: int | None = None
) -> HostOffer:
    """Change an offer of visits; the broker looks at it again."""
    return _change(actor, offer, {**fields, "solutions": _shown(fields, offer.solutions)}, seen_revision)


@transaction.atomic
def offer_solution(actor: Actor, organisation: Organisation, fields: Mapping[str, Any]) -> ProviderOffer:
    """Offer a solution; the broker is told.

    Raises
    ------
    Refused
        Where the provider offers this solution already.
    """
    require(actor, "network.provide", organisation, seen_by="network.read")
    if ProviderOffer.objects.filter(organisation=organisation, solution=fields["solution"]).exists():
        raise Refused(_("You offer this solution already: change that offer."), 409)
    offer = ProviderOffer.objects.create(organisation=organisation, **fields)
    record(actor, "network.offer_solution", offer, organisation=organisation.pk, solution=offer.solution)
    _await(organisation)
    return offer


@transaction.atomic
def change_provider_offer(
    actor: Actor, offer: ProviderOffer, fields: Mapping[str, Any], seen_revision: int | None = None
) -> ProviderOffer:
    """Change an offer of a solution; the broker looks at it again."""
    return _change(actor, offer, fields, seen_revision)


@transaction.atomic
def add_reference(
    actor: Actor, offer: ProviderOffer, fields: Mapping[str, Any], file: StoredFile | None = None
) -> Reference:
    """Add where a provider delivered; the broker looks at the offer again."""
    _change(actor, offer, {}, None)
    reference = Reference.objects.create(offer=offer, file=file, **fields)
    record(actor, "network.add_reference", reference, offer=offer.pk, sourced=reference.sourced)
    return reference


@transaction.atomic
def remove_reference(actor: Actor, reference: Reference) -> None:
    """Take a reference away; what is left needs no new look."""
    require(actor, "network.edit_offer", reference.offer, seen_by="network.read_offer")
    record(actor, "network.remove_reference", reference, offer=reference.offer_id)
    reference.delete()


@transaction.atomic
def withdraw(actor: Actor, offer: AnyOffer) -> None:
    """Take an offer out of the directory; a change brings it back to the broker."""
    require(actor, "network.edit_offer", offer, seen_by="network.read_offer")
    _step(actor, offer, "withdraw")


@transaction.atomic
def decide(actor: Actor, offer: AnyOffer, *, approved: bool, reason: str = "") -> None:
    """Let an offer into the directory, or decline it with a reason.

    Raises
    ------
    Refused
        Without a reason for declining, or where it was decided meanwhile.
    """
    require(actor, "network.moderate")
    if not approved and not reason.strip():
        raise Refused(_("Say why the offer is declined: the organisation will read it."))
    _step(actor, offer, "approve" if approved else "decline", reason=reason.strip())
    kind, organisation = OFFER_APPROVED if approved else OFFER_DECLINED, offer.organisation
    people = people_of(organisation, *EDITORS)
    notify(kind, people, link=f"/network/{organisation.pk}/", organisation=organisation.name, reason=reason)


@transaction.atomic
def become_host(actor: Actor, replica: Replica) -> HostOffer:
    """Put a city with results of its own into the directory as a host.

    Who accepted the results has been checked by the caller. The offer needs no look by the broker, as it
    rests on results; the city completes or withdraws it. Called again, it changes nothing.
    """
    organisation = replica.city_org
    offer, made = HostOffer.objects.get_or_create(
        project_number=replica.pk,
        defaults={
            "organisation": organisation,
            "solutions": [replica.solution],
            "state": OfferState.APPROVED,
            "decided_at": timezone.now(),
        },
    )
    if made:
        record(actor, "network.become_host", offer, project=replica.pk, solution=replica.solution)
        refresh(organisation)
        link = f"/network/hosts/{offer.pk}/"
        notify(HOST_OPENED, people_of(organisation, *EDITORS), link=link, organisation=organisation.name)
    return offer


def _change(actor: Actor, offer: AnOffer, fields: Mapping[str, Any], seen_revision: int | None) -> AnOffer:
    require(actor, "network.edit_offer", offer, seen_by="network.read_offer")
    claim(offer, offer.revision if seen_revision is None else seen_revision)
    before = offer.state
    for name, value in fields.items():
        setattr(offer, name, value)
    offer.save(update_fields=(*fields, "changed_at"))
    proven = before == OfferState.APPROVED and getattr(offer, "project_number", None) is not None
    _step(actor, offer, "complete" if proven else "change", fields=sorted(fields))
    if offer.state == OfferState.PENDING != before:
        _await(offer.organisation)
    return offer


def _step(actor: Actor, offer: AnyOffer, step: str, reason: str = "", **facts: Any) -> None:
    held = type(offer)._default_manager.select_for_update().get(pk=offer.pk)
    offer.state = OFFER.after(held.state, step)
    offer.reason = reason
    if step in ("approve", "decline"):
        offer.decided_at = timezone.now()
    offer.save(update_fields=("state", "reason", "decided_at"))
    refresh(offer.organisation)
    record(actor, f"network.{step}_offer", offer, state=offer.state, **facts)


def _await(organisation: Organisation) -> None:
    people = people_of_kind(Kind.BROKER)
    notify(OFFER_WAITS, people, link="/network/moderation/", organisation=organisation.name)


def _shown(fields: Mapping[str, Any], before: list[str] | None = None) -> list[str]:
    """Return the solutions that can be seen: those chosen, and those of the demonstrations."""
    known = demonstrations()
    seen = {known[d].solution for d in fields.get("demonstrations", ()) if d in known}
    return sorted({*fields.get("solutions", before or ()), *(seen & set(catalogue()))})
