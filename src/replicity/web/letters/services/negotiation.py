"""The negotiation: the letter is sent, its groups are changed, remarks are made and settled."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from replicity.appraisal.letter_changes import changed_groups
from replicity.appraisal.letter_content import ContentError, checked_fields
from replicity.catalogue.letters import letter_groups
from replicity.web.audit.services import record
from replicity.web.letters.models import Comment, Letter, LetterVersion, State
from replicity.web.letters.notices import CHANGED, COMMENTED, SENT
from replicity.web.letters.queries import people_in, version_of
from replicity.web.letters.services.drafting import keep_version, seat_of
from replicity.web.letters.services.steps import (
    address_of,
    facts_of,
    locked,
    locked_in_work,
    name_of,
    take_step,
    version_seen,
)
from replicity.web.notices.services import notify
from replicity.web.shared.access import Actor, require
from replicity.web.shared.editing import EditedMeanwhile
from replicity.web.shared.errors import Refused


@transaction.atomic
def send(actor: Actor, letter: Letter) -> None:
    """Open the negotiation: from now on all parties read and change the letter."""
    require(actor, "letters.send", letter)
    letter = locked(letter)
    if letter.parties.count() < 2:
        raise Refused(_("A letter needs at least two parties: add the other one first."), 409)
    take_step(actor, letter, "send")
    people = people_in(letter, but=actor.person_id)
    notify(SENT, people, link=address_of(letter), who=name_of(actor, letter), **facts_of(letter))


@transaction.atomic
def save_group(
    actor: Actor, letter: Letter, group: str, fields: Mapping[str, Any], seen_version: int, note: str = ""
) -> LetterVersion:
    """Save a group of fields as a new version.

    What others saved meanwhile in other groups is kept beside it.

    Raises
    ------
    EditedMeanwhile
        Where the same group was saved since `seen_version`.
    Refused
        Where the text is settled, or the group is not written by people.
    """
    require(actor, "letters.edit", letter)
    letter = locked_in_work(letter)
    if letter_groups()[group].written_by != "people":
        raise Refused(_("This part of the letter is written by the platform."), 409)
    now = version_of(letter)
    if group in changed_groups(version_seen(letter, seen_version).letter_content, now.letter_content):
        raise EditedMeanwhile
    content = now.letter_content
    try:
        new = content.with_fields(group, checked_fields(group, fields, content.languages))
    except ContentError as error:
        raise Refused(str(error)) from None
    if new == content:
        return now
    letter.version += 1
    if end := new.line("duration", "valid_until"):
        letter.valid_until = date.fromisoformat(end)
    letter.save(update_fields=("version", "valid_until", "changed_at"))
    saved = keep_version(actor, letter, new, groups=[group], note=note)
    record(actor, "letters.edit", letter, version=letter.version, group=group)
    _tell_of_version(actor, letter)
    return saved


@transaction.atomic
def add_comment(actor: Actor, letter: Letter, group: str, text: str) -> Comment:
    """Remark on a group of fields."""
    require(actor, "letters.comment", letter)
    letter = locked_in_work(letter)
    comment = Comment.objects.create(
        letter=letter,
        group=group,
        version=letter.version,
        text=text,
        author_id=actor.person_id,
        organisation_id=seat_of(actor, letter),
    )
    record(actor, "letters.comment", letter, comment=comment.pk, group=group)
    people = people_in(letter, but=actor.person_id)
    notify(COMMENTED, people, link=address_of(letter), who=name_of(actor, letter), **facts_of(letter))
    return comment


@transaction.atomic
def settle_comment(actor: Actor, comment: Comment) -> None:
    """Mark a remark as settled."""
    require(actor, "letters.comment", comment.letter)
    if comment.settled_at is None:
        comment.settled_at = timezone.now()
        comment.save(update_fields=("settled_at",))
        record(actor, "letters.settle_comment", comment.letter, comment=comment.pk)


def _tell_of_version(actor: Actor, letter: Letter) -> None:
    if letter.state == State.DRAFT:
        return
    people = people_in(letter, but=actor.person_id)
    facts = {"who": name_of(actor, letter), "version": letter.version, **facts_of(letter)}
    notify(CHANGED, people, link=address_of(letter), **facts)
