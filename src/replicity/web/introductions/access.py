"""Who may do what with introductions, questions, know-how and documents.

Both sides and the brokers, who bring them together, read an introduction with all that belongs to it.
"""

from replicity.web.accounts.models import Kind, Organisation
from replicity.web.introductions.hosts import solutions_hosted_by
from replicity.web.introductions.models import Answer, Document, Introduction, Question
from replicity.web.shared.access import EDITORS, Actor, rule


def acts_for(actor: Actor, organisation_id: int | None) -> bool:
    """Whether the actor may act for an organisation that takes part in the network."""
    seat = actor.seats.get(organisation_id or 0)
    return seat is not None and seat.approved and seat.role in EDITORS


def side_of(actor: Actor, introduction: Introduction) -> int | None:
    """Return the organisation for which the actor speaks in an introduction, a broker's as the last."""
    for organisation in (introduction.asking_id, introduction.asked_id):
        if acts_for(actor, organisation):
            return organisation
    return min(actor.edits_as(Kind.BROKER), default=None)


def speaking_for(actor: Actor, introduction: Introduction) -> int:
    """Return the organisation for which the actor speaks, after the rules let the actor speak."""
    side = side_of(actor, introduction)
    if side is None:
        raise ValueError("The actor has no side in the introduction.")
    return side


@rule("introductions.read")
def may_read(actor: Actor, introduction: Introduction) -> bool:
    """Members of both sides and brokers read it."""
    return bool(actor.organisations() & introduction.parties) or actor.broker


@rule("introductions.ask")
def may_ask(actor: Actor, asking: Organisation | None) -> bool:
    """Editors ask for their city; brokers ask on behalf of a city."""
    if asking is None:
        return bool(actor.edits_as(Kind.CITY)) or actor.broker
    return asking.approved and asking.kind == Kind.CITY and (acts_for(actor, asking.pk) or actor.broker)


@rule("introductions.accept")
def may_accept(actor: Actor, introduction: Introduction) -> bool:
    """Editors of the organisation that was asked."""
    return acts_for(actor, introduction.asked_id)


@rule("introductions.decline")
def may_decline(actor: Actor, introduction: Introduction) -> bool:
    """Editors of the organisation that was asked."""
    return acts_for(actor, introduction.asked_id)


@rule("introductions.withdraw")
def may_withdraw(actor: Actor, introduction: Introduction) -> bool:
    """Editors of the organisation that asks, and the broker who asked for it."""
    return acts_for(actor, introduction.asking_id) or acts_for(actor, introduction.broker_id)


def _takes_part(actor: Actor, introduction: Introduction) -> bool:
    return side_of(actor, introduction) is not None


@rule("introductions.follow_up")
def may_follow_up(actor: Actor, introduction: Introduction) -> bool:
    """Editors of both sides and brokers."""
    return _takes_part(actor, introduction)


@rule("introductions.close")
def may_close(actor: Actor, introduction: Introduction) -> bool:
    """Editors of both sides and brokers."""
    return _takes_part(actor, introduction)


@rule("introductions.write")
def may_write(actor: Actor, introduction: Introduction) -> bool:
    """Editors of both sides and brokers write messages."""
    return _takes_part(actor, introduction)


@rule("introductions.share_document")
def may_share(actor: Actor, introduction: Introduction) -> bool:
    """Editors of both sides and brokers share documents."""
    return _takes_part(actor, introduction)


@rule("introductions.read_document")
def may_read_document(actor: Actor, document: Document) -> bool:
    """Who reads the introduction reads its documents."""
    return may_read(actor, document.introduction)


@rule("introductions.add_version")
def may_add_version(actor: Actor, document: Document) -> bool:
    """Editors of the owner bring a new version."""
    return acts_for(actor, document.owner_id)


@rule("introductions.read_question")
def may_read_question(actor: Actor, question: Question) -> bool:
    """Who asks, who is asked, and brokers; without an introduction all hosts of the solution are asked."""
    if actor.broker or actor.reads(question.organisation_id):
        return True
    if question.introduction is not None:
        return actor.reads(question.introduction.asked_id)
    return question.solution in solutions_hosted_by(actor.organisations())


@rule("introductions.ask_question")
def may_ask_question(actor: Actor, asking: Organisation | None) -> bool:
    """Editors ask for their city."""
    if asking is None:
        return bool(actor.edits_as(Kind.CITY))
    return asking.approved and asking.kind == Kind.CITY and acts_for(actor, asking.pk)


def answering_for(actor: Actor, question: Question) -> int | None:
    """Return the organisation for which the actor may answer a question."""
    if question.introduction is not None:
        asked = question.introduction.asked_id
        return asked if acts_for(actor, asked) else None
    ours = [n for n in sorted(actor.organisations()) if acts_for(actor, n) and n != question.organisation_id]
    return next((n for n in ours if question.solution in solutions_hosted_by((n,))), None)


@rule("introductions.answer_question")
def may_answer(actor: Actor, question: Question) -> bool:
    """Editors of a host that was asked."""
    return answering_for(actor, question) is not None


@rule("introductions.withdraw_question")
def may_withdraw_question(actor: Actor, question: Question) -> bool:
    """Editors of the organisation that asked."""
    return acts_for(actor, question.organisation_id)


@rule("introductions.reopen_question")
def may_reopen_question(actor: Actor, question: Question) -> bool:
    """Editors of the organisation that asked."""
    return acts_for(actor, question.organisation_id)


@rule("introductions.settle_question")
def may_settle_question(actor: Actor, question: Question) -> bool:
    """Editors of the organisation that asked say that they heard the answer elsewhere."""
    return acts_for(actor, question.organisation_id)


@rule("introductions.read_answer")
def may_read_answer(actor: Actor, answer: Answer) -> bool:
    """Who reads the question reads its answers."""
    return may_read_question(actor, answer.question)


@rule("introductions.publish_answer")
def may_publish(actor: Actor, answer: Answer) -> bool:
    """Editors of the organisation that answered let everybody read the answer."""
    return acts_for(actor, answer.organisation_id)


@rule("introductions.withdraw_answer")
def may_withdraw_answer(actor: Actor, answer: Answer) -> bool:
    """Editors of the organisation that answered take their consent back; brokers may take it down."""
    return acts_for(actor, answer.organisation_id) or actor.broker
