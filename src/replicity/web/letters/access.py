"""Who may do what with letters of intent."""

from replicity.web.accounts.models import Organisation
from replicity.web.letters.models import Letter, Party, State
from replicity.web.shared.access import Actor, rule


def _organisations(letter: Letter) -> set[int]:
    """Return the organisations that take part."""
    return {party.organisation_id for party in letter.parties.all()}


@rule("letters.read")
def may_read(actor: Actor, letter: Letter) -> bool:
    """Those who draft, and brokers; the other parties from the negotiation on."""
    if actor.broker or actor.reads(letter.drafted_by_id):
        return True
    return letter.state != State.DRAFT and any(actor.reads(n) for n in _organisations(letter))


@rule("letters.draft")
def may_draft(actor: Actor, city: Organisation | None) -> bool:
    """Editors of a city draft its letters; brokers those of all cities."""
    if city is None:
        return actor.broker or bool(actor.edits_as("city"))
    return actor.broker or city.pk in actor.edits_as("city")


@rule("letters.edit")
def may_edit(actor: Actor, letter: Letter) -> bool:
    """The drafting side before the letter is sent; editors of all parties in the negotiation."""
    if actor.broker or actor.edits(letter.drafted_by_id):
        return True
    return letter.state != State.DRAFT and any(actor.edits(n) for n in _organisations(letter))


@rule("letters.comment")
def may_comment(actor: Actor, letter: Letter) -> bool:
    """Those who may edit."""
    return may_edit(actor, letter)


@rule("letters.send")
def may_send(actor: Actor, letter: Letter) -> bool:
    """The drafting side opens the negotiation."""
    return actor.broker or actor.edits(letter.drafted_by_id)


@rule("letters.read_party")
def may_read_party(actor: Actor, party: Party) -> bool:
    """Those who may read the letter."""
    return may_read(actor, party.letter)


@rule("letters.name_signatory")
def may_name_signatory(actor: Actor, party: Party) -> bool:
    """A party's own editors, or a broker, say who signs, in which office and until when: nobody else may."""
    return may_edit(actor, party.letter) and (actor.broker or actor.edits(party.organisation_id))


@rule("letters.arrange")
def may_arrange(actor: Actor, letter: Letter) -> bool:
    """The drafting side and brokers say who takes part, and who signs before whom."""
    return actor.broker or actor.edits(letter.drafted_by_id)


@rule("letters.approve")
def may_approve(actor: Actor, party: Party) -> bool:
    """Editors record what their own organisation decided."""
    return may_read(actor, party.letter) and actor.edits(party.organisation_id)


@rule("letters.sign")
def may_sign(actor: Actor, party: Party) -> bool:
    """The signatory alone, as a member of the party."""
    return (
        may_read(actor, party.letter)
        and actor.known
        and actor.person_id == party.signatory_id
        and actor.reads(party.organisation_id)
    )


@rule("letters.hand_in")
def may_hand_in(actor: Actor, party: Party) -> bool:
    """Editors of a party hand in its signed copy; brokers may help those without a login."""
    return actor.broker or may_approve(actor, party)


@rule("letters.hand_over")
def may_hand_over(actor: Actor, party: Party) -> bool:
    """Editors of a party say who holds the office now."""
    return may_approve(actor, party)


@rule("letters.withdraw")
def may_withdraw(actor: Actor, letter: Letter) -> bool:
    """The drafting side gives a draft up; later the administrators of each party may withdraw."""
    if letter.state == State.DRAFT:
        return may_send(actor, letter)
    return any(actor.administers(n) for n in (letter.drafted_by_id, *_organisations(letter)))


@rule("letters.reopen")
def may_reopen(actor: Actor, letter: Letter) -> bool:
    """Those who may edit take an approved letter back into the negotiation."""
    return may_edit(actor, letter)


@rule("letters.fulfil")
def may_fulfil(actor: Actor, letter: Letter) -> bool:
    """The city or a broker says that all was done."""
    return actor.broker or actor.edits(letter.city_id)


@rule("letters.renew")
def may_renew(actor: Actor, letter: Letter) -> bool:
    """The city or a broker drafts the letter that follows."""
    return actor.broker or actor.edits(letter.city_id)
