"""Making and ending tokens."""

import secrets
from datetime import timedelta
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from replicity.web.accounts.actors import actor_for
from replicity.web.accounts.models import Person
from replicity.web.api.models import Token
from replicity.web.audit.services import record
from replicity.web.shared.access import Actor

PREFIX = "replicity_"


@transaction.atomic
def make_token(person: Person, name: str) -> str:
    """Return a new token of a person, which is shown once and kept nowhere."""
    secret = PREFIX + secrets.token_urlsafe(32)
    token = Token.objects.create(person=person, name=name, secret_hash=_hash(secret))
    record(Actor(person.pk, str(person.pseudonym)), "api.make_token", token)
    return secret


@transaction.atomic
def end_token(person: Person, token: Token) -> None:
    """End a token."""
    record(Actor(person.pk, str(person.pseudonym)), "api.end_token", token)
    token.delete()


def actor_behind(secret: str) -> Actor | None:
    """Return who acts by a token, None for one that does not hold."""
    token = (
        Token.objects.select_related("person")
        .filter(secret_hash=_hash(secret), person__is_active=True)
        .first()
    )
    if token is None:
        return None
    now = timezone.now()
    # not a write for each of many requests
    if token.used_at is None or now - token.used_at > timedelta(hours=1):
        Token.objects.filter(pk=token.pk).update(used_at=now)
    return actor_for(token.person)


def _hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
