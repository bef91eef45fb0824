"""Writing the audit trail, inside the transaction of what it records."""

from datetime import UTC, datetime

from django.db import models, transaction

from replicity.web.audit.chain import GENESIS, digest_of
from replicity.web.audit.models import Entry, Head
from replicity.web.shared.access import Actor


def record(actor: Actor, action: str, thing: models.Model, **facts: object) -> Entry:
    """Add an entry to the chain; facts are JSON values without personal data.

    All writers wait for one row, so that entries have one order and none is left out.
    """
    with transaction.atomic():
        head, _made = Head.objects.select_for_update().get_or_create(pk=1, defaults={"digest": GENESIS})
        # the facts as the database gives them back, so that the digest can be checked
        content = {
            "actor": actor.pseudonym or "anonymous",
            "action": action,
            "thing_kind": thing._meta.label_lower,
            "thing_id": str(thing.pk),
            "facts": facts,
        }
        # when it was written, by the real clock, also where a demonstration tells of another day
        at, number = datetime.now(UTC), head.number + 1
        digest = digest_of(head.digest, number, at, content)
        entry = Entry.objects.create(number=number, at=at, before=head.digest, digest=digest, **content)
        head.number, head.digest = number, digest
        head.save(update_fields=("number", "digest"))
    return entry
