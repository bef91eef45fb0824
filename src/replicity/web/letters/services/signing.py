"""Signing: one party after the other, in the PDF; or a signed copy that is handed in."""

from hashlib import sha256
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from replicity.reports.authority import Signer
from replicity.reports.letter_pdf import signature_picture
from replicity.reports.signature_check import UnreadablePdf, check_signatures, only_signed_since
from replicity.reports.signing import signed
from replicity.web.audit.services import record
from replicity.web.files.models import StoredFile
from replicity.web.files.services import keep
from replicity.web.letters.models import Letter, Method, Party, SignatureRecord, State
from replicity.web.letters.notices import IN_FORCE, SIGNED_BY
from replicity.web.letters.queries import next_to_sign, people_in, version_of
from replicity.web.letters.sealing import authority, remember, vouching_certificates
from replicity.web.letters.services.approval import tell_whose_turn
from replicity.web.letters.services.counting import count_signed
from replicity.web.letters.services.steps import address_of, facts_of, locked, take_step
from replicity.web.notices.services import notify
from replicity.web.shared.access import Actor, require
from replicity.web.shared.errors import Refused

COPIES = frozenset({"pdf", "png", "jpg"})


@transaction.atomic
def sign(actor: Actor, party: Party, seen_version: int, *, proof: str) -> SignatureRecord:
    """Sign for a party as its signatory; `proof` says how the person was asked again who they are.

    Raises
    ------
    Refused
        Where it is another party's turn, the party has signed, the text is not the one that was read, or the
        letter names somebody else than the account.
    """
    require(actor, "letters.sign", party, seen_by="letters.read_party")
    letter = locked(party.letter)
    party = _whose_turn(letter, party, seen_version)
    name = _account_name(party)
    now, languages = timezone.now(), version_of(letter).letter_content.languages
    organisation, vouching = party.organisation, authority()
    remember(vouching)
    pdf = signed(
        _document(letter),
        party.field,
        Signer(
            name,
            party.office,
            organisation.legal_name or organisation.name,
            organisation.country,
        ),
        vouching,
        now,
        picture=signature_picture(name, party.office, organisation.name, now, languages),
        reason=f"{letter.title} ({letter.code})"[:200],
    )
    stored = keep(actor, pdf, f"{letter.code}.pdf", kinds=frozenset({"pdf"}))
    letter.document = stored
    letter.save(update_fields=("document", "changed_at"))
    return _kept(actor, letter, party, stored, Method.PLATFORM, proof)


@transaction.atomic
def hand_in_copy(actor: Actor, party: Party, given: UploadedFile[Any] | bytes, name: str) -> SignatureRecord:
    """Keep the copy that a party signed elsewhere, with its fingerprint.

    A PDF that is the document with one more signature in the party's own field becomes the document.
    """
    require(actor, "letters.hand_in", party, seen_by="letters.read_party")
    letter = locked(party.letter)
    party = _whose_turn(letter, party, letter.version)
    stored = keep(actor, given, name, kinds=COPIES)
    content = bytes(stored.content)
    method = Method.COPY
    if content != _document(letter) and content.startswith(_document(letter)):
        _check_own_signature(_document(letter), content, party)
        method = Method.OWN
        letter.document = stored
        letter.save(update_fields=("document", "changed_at"))
    elif stored.sha256 == sha256(_document(letter)).hexdigest():
        raise Refused(_("This is the unsigned document: hand in the copy that was signed."))
    return _kept(actor, letter, party, stored, method, "copy")


def _whose_turn(letter: Letter, party: Party, seen_version: int) -> Party:
    """Return the party as it is now if it is its turn."""
    if SignatureRecord.objects.filter(party=party).exists():
        raise Refused(_("%(name)s has signed already.") % {"name": party.organisation.name}, 409)
    if letter.state != State.APPROVED:
        raise Refused(_("This letter is not ready to be signed: all parties approve it first."), 409)
    if seen_version != letter.version:
        raise Refused(_("The text was changed meanwhile: read it again before you sign."), 409)
    if letter.overdue(timezone.localdate()):
        raise Refused(_("The letter ended before all had signed: renew it with a later day."), 409)
    turn = next_to_sign(letter)
    if turn is None or turn.pk != party.pk:
        raise Refused(
            _("It is the turn of %(name)s to sign.") % {"name": turn.organisation.name if turn else "–"}, 409
        )
    return turn


def _account_name(party: Party) -> str:
    """Return the name of the account that signs: a certificate vouches for accounts alone."""
    name = party.signatory.name if party.signatory else ""
    if not party.names(name):
        raise Refused(
            _(
                "The letter names “%(stated)s” as signatory, your account is called “%(account)s”: correct "
                "the name in your profile, or take the letter back into the negotiation and correct it there."
            )
            % {"stated": party.signatory_name, "account": name},
            409,
        )
    return name


def _signer_name(party: Party, method: str) -> str:
    """Return who signed: the account on the platform, else whom the party states."""
    return party.signatory.name if method == Method.PLATFORM and party.signatory else party.signatory_name


def _document(letter: Letter) -> bytes:
    if letter.document is None:
        raise Refused(_("The document of this letter is missing: tell the administrator."), 500)
    return bytes(letter.document.content)


def _check_own_signature(before: bytes, content: bytes, party: Party) -> None:
    """Refuse a PDF to which more was added than one signature in the party's field."""
    try:
        check = check_signatures(content, *vouching_certificates())
        only_signed = only_signed_since(before, content)
    except UnreadablePdf:
        raise Refused(
            _("The signature in this PDF cannot be read: hand in the file as it was signed.")
        ) from None
    last = check.signatures[-1] if check.signatures else None
    if last is None or last.field != party.field or not (check.unchanged and only_signed):
        raise Refused(
            _("This PDF holds more than one new signature in the field of %(name)s: sign the document anew.")
            % {"name": party.organisation.name}
        )


def _kept(
    actor: Actor, letter: Letter, party: Party, stored: StoredFile, method: str, proof: str
) -> SignatureRecord:
    """Keep the record, tell the others, and bring the letter into force after the last one."""
    signature = SignatureRecord.objects.create(
        letter=letter,
        party=party,
        person_id=actor.person_id if method == Method.PLATFORM else None,
        signer_name=_signer_name(party, method),
        office=party.office,
        method=method,
        document=stored,
        sha256=stored.sha256,
        signed_at=timezone.now(),
    )
    action = "letters.sign" if method == Method.PLATFORM else "letters.hand_in"
    record(actor, action, letter, party=party.pk, method=str(method), sha256=stored.sha256, proof=proof)
    people, link = people_in(letter, but=actor.person_id), address_of(letter)
    notify(SIGNED_BY, people, link=link, who=party.organisation.name, **facts_of(letter))
    if next_to_sign(letter) is None:
        _bring_into_force(actor, letter)
    else:
        tell_whose_turn(letter)
    return signature


def _bring_into_force(actor: Actor, letter: Letter) -> None:
    take_step(actor, letter, "sign", action="letters.signed_by_all")
    letter.in_force_since = timezone.localdate()
    letter.save(update_fields=("in_force_since",))
    take_step(actor, letter, "activate")
    count_signed(actor, letter)
    notify(IN_FORCE, people_in(letter), link=address_of(letter), **facts_of(letter))
