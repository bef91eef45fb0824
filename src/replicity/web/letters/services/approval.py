"""Approval by each party; the last one settles the text and sets the document that is signed."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from replicity.web.audit.services import record
from replicity.web.files.services import keep
from replicity.web.letters.documents import final_pdf
from replicity.web.letters.models import Approval, Letter, Party, SignatureRecord
from replicity.web.letters.notices import PARTY_APPROVED, REOPENED, YOUR_TURN
from replicity.web.letters.queries import next_to_sign, parties_of, people_in, version_of
from replicity.web.letters.services.drafting import keep_version
from replicity.web.letters.services.steps import address_of, facts_of, locked, take_step
from replicity.web.letters.workflow import LETTER
from replicity.web.notices.services import notify
from replicity.web.shared.access import Actor, require
from replicity.web.shared.errors import Refused


@transaction.atomic
def approve(
    actor: Actor, party: Party, seen_version: int, *, body: str, approved_on: date, reference: str = ""
) -> Approval:
    """Record that a party approved the version that it read; the city names the decision of its council.

    Raises
    ------
    Refused
        Where the text changed since, something is missing, or the party approved it already.
    """
    require(actor, "letters.approve", party, seen_by="letters.read_party")
    letter = locked(party.letter)
    LETTER.after(letter.state, "approve")
    _check(letter, party, seen_version, approved_on, reference)
    approval = Approval.objects.create(
        letter=letter,
        party=party,
        organisation_id=party.organisation_id,
        version=seen_version,
        body=body,
        reference=reference,
        approved_on=approved_on,
        recorded_by_id=actor.person_id,
    )
    record(actor, "letters.approve", letter, party=party.pk, version=seen_version)
    who, version = party.organisation.name, letter.version
    people = people_in(letter, but=actor.person_id)
    notify(PARTY_APPROVED, people, link=address_of(letter), who=who, version=version, **facts_of(letter))
    if Approval.objects.filter(letter=letter, version=letter.version).count() == letter.parties.count():
        _settle(actor, letter)
    return approval


@transaction.atomic
def reopen(actor: Actor, letter: Letter, reason: str) -> None:
    """Take an approved letter back into the negotiation, as long as nobody has signed it.

    The text goes on as a version of its own: what was decided on the former one stays on record as that.
    """
    require(actor, "letters.reopen", letter)
    letter = locked(letter)
    if SignatureRecord.objects.filter(letter=letter).exists():
        raise Refused(_("Somebody has signed this letter: withdraw it, and renew it with another text."), 409)
    take_back(actor, letter, reason)


def take_back(actor: Actor, letter: Letter, reason: str) -> None:
    """Bring a locked letter that nobody has signed back into the negotiation, as a version of its own."""
    take_step(actor, letter, "reopen", reason)
    content = version_of(letter).letter_content
    letter.document, letter.version = None, letter.version + 1
    letter.save(update_fields=("document", "version", "changed_at"))
    keep_version(
        actor, letter, content, groups=[], note=_("Negotiated again: %(reason)s") % {"reason": reason}
    )
    people = people_in(letter, but=actor.person_id)
    notify(REOPENED, people, link=address_of(letter), reason=reason, **facts_of(letter))


def tell_whose_turn(letter: Letter) -> None:
    """Tell the signatory whose turn it is, and those who act for the party."""
    party = next_to_sign(letter)
    if party is None:
        return
    people = {p.pk: p for p in people_in(letter) if p.memberships.filter(organisation=party.organisation_id)}
    if party.signatory is not None:
        people[party.signatory.pk] = party.signatory
    who = party.organisation.name
    notify(YOUR_TURN, people.values(), link=address_of(letter), who=who, **facts_of(letter))


def _check(letter: Letter, party: Party, seen_version: int, approved_on: date, reference: str) -> None:
    if seen_version != letter.version:
        raise Refused(
            _("The text was changed to version %(version)s meanwhile: read it, then approve.")
            % {"version": letter.version},
            409,
        )
    if Approval.objects.filter(party=party, version=letter.version).exists():
        raise Refused(_("This party has approved this version already."), 409)
    if approved_on > timezone.localdate():
        raise Refused(_("The decision has a date in the future: record it once it was made."))
    if party.organisation_id == letter.city_id and not reference.strip():
        raise Refused(_("Name the reference of the council's decision, as it stands in its minutes."))
    missing = [p.organisation.name for p in parties_of(letter) if not p.signatory_name]
    if missing:
        raise Refused(
            _("Nobody is named who signs for: %(names)s. Name the signatories first.")
            % {"names": ", ".join(missing)},
            409,
        )
    if letter.overdue(timezone.localdate()):
        raise Refused(_("The letter ends in the past: set a later day in the group on duration."), 409)


def _settle(actor: Actor, letter: Letter) -> None:
    """Set the document once, with all fields, before anybody signs."""
    take_step(actor, letter, "approve", action="letters.settle")
    pdf = final_pdf(letter, version_of(letter))
    letter.document = keep(actor, pdf, f"{letter.code}.pdf", kinds=frozenset({"pdf"}))
    letter.save(update_fields=("document",))
    tell_whose_turn(letter)
