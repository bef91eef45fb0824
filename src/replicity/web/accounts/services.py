"""What is done to people and organisations."""

import secrets
from collections.abc import Mapping
from datetime import timedelta
from hashlib import sha256
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from replicity.web.accounts.models import (
    Invitation,
    JoinRequest,
    Membership,
    Organisation,
    Person,
    Role,
    Standing,
)
from replicity.web.accounts.notices import JOIN_ASKED
from replicity.web.accounts.personal import ERASURES
from replicity.web.accounts.queries import people_of_kind
from replicity.web.audit.models import Entry
from replicity.web.audit.services import record
from replicity.web.notices.services import notify, write_mail
from replicity.web.shared.access import ANONYMOUS, Actor, require
from replicity.web.shared.errors import Refused

INVITATION_DAYS = 14


@transaction.atomic
def found_organisation(actor: Actor, fields: Mapping[str, Any]) -> Organisation:
    """Let a new organisation into the network."""
    require(actor, "accounts.moderate")
    organisation = Organisation.objects.create(standing=Standing.APPROVED, **fields)
    record(actor, "accounts.found", organisation, kind=organisation.kind, country=organisation.country)
    return organisation


@transaction.atomic
def change_organisation(actor: Actor, organisation: Organisation, fields: Mapping[str, Any]) -> None:
    """Change the details of an organisation."""
    require(actor, "accounts.administer", organisation)
    for name, value in fields.items():
        setattr(organisation, name, value)
    organisation.save(update_fields=list(fields))
    record(actor, "accounts.change", organisation, fields=sorted(fields))


@transaction.atomic
def set_standing(actor: Actor, organisation: Organisation, standing: str) -> None:
    """Approve or block an organisation."""
    require(actor, "accounts.moderate", organisation)
    organisation.standing = standing
    organisation.save(update_fields=("standing",))
    record(actor, "accounts.moderate", organisation, standing=standing)


@transaction.atomic
def invite(actor: Actor, organisation: Organisation, email: str, role: str, language: str = "en") -> str:
    """Invite somebody by e-mail; return the secret of the link, which is kept nowhere."""
    require(actor, "accounts.administer", organisation)
    return send_invitation(actor, organisation, email, role, language)


@transaction.atomic
def send_invitation(
    actor: Actor, organisation: Organisation, email: str, role: str, language: str = "en"
) -> str:
    """Invite for the product itself, which needs no seat; people use `invite`."""
    secret, invitation = _invitation(organisation, email, role, actor.person_id)
    record(actor, "accounts.invite", invitation, organisation=organisation.pk, role=role)
    with translation.override(language):
        subject = _("Invitation to %(organisation)s in Replicity") % {"organisation": organisation.name}
        body = _(
            "You are invited to work for %(organisation)s in Replicity. "
            "The link holds for %(days)s days and can be used once."
        ) % {"organisation": organisation.name, "days": INVITATION_DAYS}
    write_mail(invitation.email, language, subject, body, link=f"/invitations/{secret}/")
    return secret


def _invitation(
    organisation: Organisation, email: str, role: str, invited_by: int | None
) -> tuple[str, Invitation]:
    secret = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        organisation=organisation,
        email=email.strip().lower(),
        role=role,
        secret_hash=_hash(secret),
        invited_by_id=invited_by,
        expires_at=timezone.now() + timedelta(days=INVITATION_DAYS),
    )
    return secret, invitation


def open_invitation(secret: str) -> Invitation | None:
    """Return the invitation of a link, None where it is unknown, used or too old."""
    return (
        Invitation.objects.select_related("organisation")
        .filter(secret_hash=_hash(secret), accepted_at=None, expires_at__gt=timezone.now())
        .first()
    )


@transaction.atomic
def accept(
    secret: str, person: Person | None, name: str = "", password: str = "", language: str = "en"
) -> Person:
    """Take up an invitation, as the person who is signed in or as a new one.

    Raises
    ------
    Refused
        Where the link does not hold, or belongs to somebody else.
    """
    invitation = (
        Invitation.objects.select_for_update()
        .filter(secret_hash=_hash(secret), accepted_at=None, expires_at__gt=timezone.now())
        .first()
    )
    if invitation is None:
        raise Refused(_("This invitation was used or is too old: ask for a new one."), 410)
    if person is None:
        if Person.objects.filter(email=invitation.email).exists():
            raise Refused(_("There is a login for this address: log in, then open the link again."), 409)
        person = Person.objects.create_user(invitation.email, password, name=name, language=language)
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    elif person.email != invitation.email:
        raise Refused(_("This invitation was sent to another address than yours."), 403)
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=("accepted_at",))
    Membership.objects.update_or_create(
        person=person, organisation_id=invitation.organisation_id, defaults={"role": invitation.role}
    )
    actor = Actor(person.pk, str(person.pseudonym))
    record(
        actor, "accounts.accept", invitation, organisation=invitation.organisation_id, role=invitation.role
    )
    return person


@transaction.atomic
def change_member(actor: Actor, membership: Membership, role: str) -> None:
    """Give a member another role; an empty role ends the membership.

    Raises
    ------
    Refused
        Where nobody would look after the organisation any more.
    """
    organisation = membership.organisation
    require(actor, "accounts.administer", organisation)
    others = (
        Membership.objects.select_for_update()
        .filter(organisation=organisation, role=Role.ADMINISTRATOR)
        .exclude(pk=membership.pk)
    )
    if membership.role == Role.ADMINISTRATOR and role != Role.ADMINISTRATOR and not others.exists():
        raise Refused(_("The organisation needs an administrator: name another one first."), 409)
    facts = {"organisation": organisation.pk, "member": str(membership.person.pseudonym), "role": role}
    if role:
        membership.role = role
        membership.save(update_fields=("role",))
        record(actor, "accounts.change_member", membership, **facts)
    else:
        record(actor, "accounts.remove_member", membership, **facts)
        membership.delete()


@transaction.atomic
def ask_to_join(fields: Mapping[str, Any]) -> JoinRequest:
    """Keep a request to take part and tell the brokers."""
    asked = JoinRequest.objects.create(**{**fields, "email": str(fields["email"]).strip().lower()})
    record(ANONYMOUS, "accounts.ask_to_join", asked, kind=asked.kind, country=asked.country)
    notify(JOIN_ASKED, people_of_kind("broker"), link="/join/requests/", organisation=asked.organisation_name)
    return asked


@transaction.atomic
def answer_request(actor: Actor, asked: JoinRequest, *, accepted: bool, reason: str = "") -> None:
    """Let the organisation of a request in and invite who asked, or decline with a reason."""
    require(actor, "accounts.moderate")
    asked = JoinRequest.objects.select_for_update().get(pk=asked.pk)
    if asked.answer != JoinRequest.Answer.OPEN:
        raise Refused(_("This request was answered meanwhile."), 409)
    asked.answer = JoinRequest.Answer.ACCEPTED if accepted else JoinRequest.Answer.DECLINED
    asked.reason, asked.answered_at = reason, timezone.now()
    asked.save(update_fields=("answer", "reason", "answered_at"))
    record(actor, "accounts.answer_request", asked, answer=asked.answer)
    if accepted:
        organisation = _organisation_of(actor, asked)
        invite(actor, organisation, asked.email, Role.ADMINISTRATOR, asked.language)
        return
    with translation.override(asked.language):
        subject, head = _("Your request to join Replicity"), _("The broker has declined your request:")
    write_mail(asked.email, asked.language, subject, f"{head} {reason}")


def _organisation_of(actor: Actor, asked: JoinRequest) -> Organisation:
    same = Organisation.objects.filter(
        kind=asked.kind, name__iexact=asked.organisation_name, country=asked.country
    ).first()
    return same or found_organisation(
        actor,
        {
            "kind": asked.kind,
            "name": asked.organisation_name,
            "country": asked.country,
            "city_id": asked.city_id,
        },
    )


@transaction.atomic
def erase(person: Person) -> None:
    """Remove what is personal; what the person did stays, under a pseudonym that leads to nobody."""
    actor = Actor(person.pk, str(person.pseudonym))
    alone = Membership.objects.filter(person=person, role=Role.ADMINISTRATOR)
    for membership in alone.select_related("organisation"):
        rest = Membership.objects.filter(organisation=membership.organisation).exclude(person=person)
        if rest.exists() and not rest.filter(role=Role.ADMINISTRATOR).exists():
            raise Refused(
                _("%(organisation)s would have no administrator: name another one first.")
                % {"organisation": membership.organisation.name},
                409,
            )
    record(actor, "accounts.erase", person)
    for let_go in ERASURES.values():
        let_go(person)
    _forget_address(person)
    EmailAddress.objects.filter(user=person).delete()
    person.memberships.all().delete()
    person.email = f"{person.pseudonym}@erased.invalid"
    person.name, person.time_zone, person.is_active = "", "UTC", False
    person.erased_at = timezone.now()
    person.set_unusable_password()
    person.save()


def _forget_address(person: Person) -> None:
    """Take name and addresses out of invitations and requests to join; that there were some stays."""
    gone = f"{person.pseudonym}@erased.invalid"
    # an address that was changed since is known by the invitation that the person took up
    accepted = Entry.objects.filter(action="accounts.accept", actor=str(person.pseudonym))
    taken_up = [int(number) for number in accepted.values_list("thing_id", flat=True)]
    theirs = Q(email__iexact=person.email)
    for known in (EmailAddress.objects.filter(user=person), Invitation.objects.filter(pk__in=taken_up)):
        for address in known.values_list("email", flat=True):
            theirs |= Q(email__iexact=address)
    Invitation.objects.filter(theirs, accepted_at=None).delete()
    Invitation.objects.filter(theirs).update(email=gone)
    JoinRequest.objects.filter(theirs).update(email=gone, name="", message="")


def _hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
