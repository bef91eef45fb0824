"""The hand-over of a letter when the administration changes."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from replicity.web.audit.services import record
from replicity.web.letters.models import Handover, Letter, Party, Reminder, State
from replicity.web.letters.notices import HANDED_OVER, TERM_ENDS
from replicity.web.letters.queries import parties_of, people_in
from replicity.web.letters.services.steps import address_of, facts_of, locked
from replicity.web.notices.services import notify
from replicity.web.shared.access import Actor, require
from replicity.web.shared.errors import Refused

TERM_DAYS = 60  # before the end of a term of office, in which the hand-over is asked for


@transaction.atomic
def hand_over(actor: Actor, party: Party, fields: Mapping[str, Any]) -> Handover:
    """Record that the successor in an office knows the letter and confirms it."""
    require(actor, "letters.hand_over", party, seen_by="letters.read_party")
    letter = locked(party.letter)
    if letter.state != State.ACTIVE:
        raise Refused(_("Only a letter in force is handed over."), 409)
    handover = Handover.objects.create(party=party, recorded_by_id=actor.person_id, **fields)
    record(actor, "letters.hand_over", letter, party=party.pk, handover=handover.pk)
    facts = {"who": party.organisation.name, "name": handover.name, **facts_of(letter)}
    notify(HANDED_OVER, people_in(letter, but=actor.person_id), link=address_of(letter), **facts)
    return handover


def term_end(party: Party) -> date | None:
    """Return when the term of office ends of the one who stands for a party now."""
    latest = party.handovers.last()
    return latest.term_ends_on if latest else party.term_ends_on


@transaction.atomic
def remind_of_terms(letter_id: int, today: date | None = None) -> bool:
    """Ask for the hand-over where a term of office ends soon; once for each day on which one ends."""
    day = today or timezone.localdate()
    letter = Letter.objects.select_for_update().filter(pk=letter_id, state=State.ACTIVE).first()
    if letter is None:
        return False
    ending: dict[date, list[str]] = {}
    for party in parties_of(letter):
        end = term_end(party)
        if end is not None and 0 <= (end - day).days <= TERM_DAYS:
            ending.setdefault(end, []).append(party.organisation.name)
    told = False
    for end, names in ending.items():
        _kept, new = Reminder.objects.get_or_create(letter=letter, valid_until=end, days_before=TERM_DAYS)
        if new:
            facts = {"who": ", ".join(names), "day": end.isoformat(), **facts_of(letter)}
            notify(TERM_ENDS, people_in(letter), link=address_of(letter), **facts)
            told = True
    return told
