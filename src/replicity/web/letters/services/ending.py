"""The end of a letter: fulfilled, expired, withdrawn, or followed by another one."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from replicity.appraisal.letter_content import LetterContent, checked_fields
from replicity.appraisal.letter_draft import party_groups
from replicity.web.audit.services import record
from replicity.web.letters.models import Letter, Party, Reminder, State
from replicity.web.letters.notices import ENDED, ENDING
from replicity.web.letters.queries import parties_of, people_in, version_of
from replicity.web.letters.services.counting import tell_standing
from replicity.web.letters.services.drafting import keep_version, letter_party, new_code
from replicity.web.letters.services.steps import address_of, facts_of, locked, take_step
from replicity.web.notices.services import notify
from replicity.web.shared.access import SYSTEM, Actor, require
from replicity.web.shared.errors import Refused

REMIND_DAYS = 90


@transaction.atomic
def withdraw(actor: Actor, letter: Letter, reason: str) -> None:
    """End a letter before its time."""
    require(actor, "letters.withdraw", letter)
    _end(actor, letter, "withdraw", reason)


@transaction.atomic
def fulfil(actor: Actor, letter: Letter, reason: str) -> None:
    """Say that what the letter intended was done."""
    require(actor, "letters.fulfil", letter)
    _end(actor, letter, "fulfil", reason)


def expire_due(today: date | None = None) -> int:
    """Let all letters expire whose last day is over; return how many did."""
    day = today or timezone.localdate()
    due = Letter.objects.filter(state__in=(State.ACTIVE, State.APPROVED), valid_until__lt=day)
    count = 0
    for letter in due:
        with transaction.atomic():
            now = locked(letter)
            if now.state in (State.ACTIVE, State.APPROVED) and now.overdue(day):
                _end(SYSTEM, now, "expire", str(now.valid_until))
                count += 1
    return count


@transaction.atomic
def remind(letter_id: int, today: date | None = None) -> bool:
    """Tell the parties that a letter ends soon; the same stage is told once."""
    day = today or timezone.localdate()
    letter = Letter.objects.select_for_update().filter(pk=letter_id, state=State.ACTIVE).first()
    if letter is None or letter.valid_until is None:
        return False
    left = (letter.valid_until - day).days
    stage = next((n for n in (7, 30, REMIND_DAYS) if left <= n), None)
    if stage is None or left < 0:
        return False
    _reminder, new = Reminder.objects.get_or_create(
        letter=letter, valid_until=letter.valid_until, days_before=stage
    )
    if new:
        people, end = people_in(letter), letter.valid_until.isoformat()
        notify(ENDING, people, link=address_of(letter), day=end, **facts_of(letter))
    return new


@transaction.atomic
def renew(actor: Actor, letter: Letter, valid_until: date) -> Letter:
    """Draft the letter that follows: the same text, to be negotiated and signed anew.

    Raises
    ------
    Refused
        Where the letter is still in work, or another draft follows it already.
    """
    require(actor, "letters.renew", letter)
    letter = locked(letter)
    if letter.state not in (State.ACTIVE, State.EXPIRED, State.FULFILLED, State.WITHDRAWN):
        raise Refused(_("This letter is not in force yet: change its text instead."), 409)
    if letter.renewals.exclude(state=State.WITHDRAWN).exists():
        raise Refused(_("A letter that follows this one exists already."), 409)
    if valid_until <= timezone.localdate():
        raise Refused(_("The new letter would end in the past: choose a later day."))
    new = Letter.objects.create(
        code=new_code(),
        title=letter.title,
        city=letter.city,
        drafted_by=letter.city,
        application=letter.application,
        solutions=letter.solutions,
        basis=letter.basis,
        valid_until=valid_until,
        renews=letter,
    )
    parties = [_same_party(new, party) for party in parties_of(letter)]
    content = _renewed(version_of(letter).letter_content, letter, new, parties)
    keep_version(actor, new, content, groups=[], note=_("Renews %(code)s") % {"code": letter.code})
    record(actor, "letters.renew", new, renews=letter.pk)
    return new


def _same_party(new: Letter, party: Party) -> Party:
    return Party.objects.create(
        letter=new,
        organisation=party.organisation,
        role=party.role,
        position=party.position,
        signatory=party.signatory,
        signatory_name=party.signatory_name,
        office=party.office,
        mandate=party.mandate,
        term_ends_on=party.term_ends_on,
    )


def _renewed(old: LetterContent, letter: Letter, new: Letter, parties: list[Party]) -> LetterContent:
    """Return the old text with the new code, days and parties."""
    verification = {
        c: text.replace(letter.code, new.code)
        for c, text in dict(old.value("signing", "verification")).items()  # type: ignore[arg-type]
    }
    content = (
        old.with_fields("identification", {"code": new.code, "drafted_on": timezone.localdate().isoformat()})
        .with_fields("duration", {"valid_until": (new.valid_until or timezone.localdate()).isoformat()})
        .with_fields("signing", {"verification": verification})
    )
    for group, fields in party_groups([letter_party(p) for p in parties], old.languages).items():
        content = content.with_fields(group, checked_fields(group, fields, old.languages))
    return content


def _end(actor: Actor, letter: Letter, step: str, reason: str) -> None:
    now = locked(letter)
    take_step(actor, now, step, reason)
    tell_standing(actor, now)
    people = people_in(now, but=actor.person_id)
    notify(ENDED, people, link=address_of(now), reason=reason, **facts_of(now))
