"""Consent to show an answer to everybody, and taking it back."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from replicity.web.audit.services import record
from replicity.web.introductions.models import Answer, KnowHow
from replicity.web.shared.access import Actor, require
from replicity.web.shared.errors import Refused

SEEN_BY = "introductions.read_answer"


@transaction.atomic
def publish(actor: Actor, answer: Answer, heading: str, *, name_author: bool = False) -> KnowHow:
    """Let everybody read an answer under the name of its organisation; the author alone may add a name.

    Raises
    ------
    Refused
        Where the heading is empty, or somebody else than the author would be named.
    """
    require(actor, "introductions.publish_answer", answer, seen_by=SEEN_BY)
    if not heading.strip():
        raise Refused(_("Write the question as everybody shall read it."))
    if name_author and answer.author_id != actor.person_id:
        raise Refused(_("Only who wrote the answer can agree to be named."), 403)
    held = KnowHow.objects.select_for_update().filter(answer=answer).first()
    # a name to which the author agreed stays when a colleague mends the heading
    kept = held.named_person_id if held and held.public and answer.author_id != actor.person_id else None
    made, _new = KnowHow.objects.update_or_create(
        answer=answer,
        defaults={
            "solution": answer.question.solution,
            "heading": heading.strip(),
            "named_person_id": answer.author_id if name_author else kept,
            "given_at": timezone.now(),
            "withdrawn_at": None,
        },
    )
    record(actor, "introductions.publish_answer", made, answer=answer.pk, named=bool(made.named_person_id))
    return made


@transaction.atomic
def withdraw_consent(actor: Actor, answer: Answer) -> None:
    """Take the consent back: the answer leaves the public pages at once."""
    require(actor, "introductions.withdraw_answer", answer, seen_by=SEEN_BY)
    held = KnowHow.objects.select_for_update().filter(answer=answer, withdrawn_at=None).first()
    if held is None:
        raise Refused(_("The answer is not public: there is nothing to take back."), 409)
    held.withdrawn_at, held.named_person = timezone.now(), None
    held.save(update_fields=("withdrawn_at", "named_person"))
    record(actor, "introductions.withdraw_answer", held, answer=answer.pk)
