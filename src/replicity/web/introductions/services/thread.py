"""Messages of an introduction."""

from django.db import transaction
from django.utils.translation import gettext as _

from replicity.web.accounts.models import Organisation
from replicity.web.audit.services import record
from replicity.web.introductions import notices
from replicity.web.introductions.access import speaking_for
from replicity.web.introductions.audience import editors_of, excerpt, tell_of
from replicity.web.introductions.models import Introduction, Message
from replicity.web.introductions.workflow import TALKING
from replicity.web.shared.access import Actor, require
from replicity.web.shared.errors import Refused


@transaction.atomic
def write(actor: Actor, introduction: Introduction, text: str, corrects: Message | None = None) -> Message:
    """Write a message to the others; a correction names the own message that it corrects.

    Raises
    ------
    Refused
        Where the introduction is over, the text is empty, or the other message is not the writer's.
    """
    held = talking(actor, introduction, "introductions.write")
    if not text.strip():
        raise Refused(_("The message is empty: write something."))
    side = speaking_for(actor, held)
    if corrects is not None and (corrects.introduction_id, corrects.organisation_id) != (held.pk, side):
        raise Refused(_("Only a message of your own organisation can be corrected."), 409)
    made = Message.objects.create(
        introduction=held,
        organisation_id=side,
        author_id=actor.person_id,
        text=text.strip(),
        corrects=corrects,
    )
    record(actor, "introductions.write", made, introduction=held.pk, organisation=side)
    name = Organisation.objects.get(pk=side).name
    people = editors_of(held.parties, without=actor)
    tell_of(held, notices.MESSAGE, people, **{"from": name}, text=excerpt(text))
    return made


def talking(actor: Actor, introduction: Introduction, action: str) -> Introduction:
    """Return the introduction, locked, where something may still be added to it."""
    held = (
        Introduction.objects.select_for_update(of=("self",))
        .select_related("asking", "asked")
        .get(pk=introduction.pk)
    )
    require(actor, action, held)
    if held.state not in TALKING:
        raise Refused(_("The introduction is over: ask for a new one to go on."), 409)
    return held
