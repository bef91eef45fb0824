"""Part of the financial case: the contract price, what mends a loss, and what the lenders would say."""

from replicity.appraisal.business_case import Appraisal
from replicity.catalogue.wording import sentence as _
from replicity.engine.business_models import business_models
from replicity.quantities.suffixes import unit_of
from replicity.reports.blocks import Block, bullets, text
from replicity.reports.plan_sections.draft import Draft, unbroken
from replicity.reports.quantity import NOTHING, quantity


def agreement(draft: Draft, found: Appraisal) -> list[Block]:
    """Return the paragraphs on price, remedies and bankability; those without content are left out."""
    blocks = [text(line) for line in (*bargain(draft, found), *bankability(draft, found))]
    if found.remedies:
        blocks += [
            text(draft.say(_("What mends an expected loss")), "strong"),
            bullets([unbroken(r.sentence) for r in found.remedies]),
        ]
    return blocks


def bargain(draft: Draft, found: Appraisal) -> list[str]:
    """Return the sentences on the contract price."""
    struck, say = found.bargain, draft.say
    if struck.name is None or struck.zone is None:
        return []
    unit = unit_of(struck.name)

    def shown(value: float | None) -> str:
        return NOTHING if value is None else quantity(value, unit, draft.language)

    words = say(
        _(
            "{name}: the seller needs at least {lowest}, the buyer accepts at most {highest}; "
            "{price} is in force here."
        )
    ).format(
        name=draft.label(struck.name),
        lowest=shown(struck.zone.lowest),
        highest=shown(struck.zone.highest),
        price=shown(struck.price),
    )
    if not struck.zone.exists:
        words += " " + say(
            _(
                "There is no price that both accept: the deal needs a grant, a lower cost or "
                "another business model."
            )
        )
    regret = _regret(draft, found)
    return [f"{words} {regret}" if regret else words]


def _regret(draft: Draft, found: Appraisal) -> str:
    """Return how likely each side is worse off at the price, empty where it is not known."""
    struck, contract = found.bargain, business_models()[found.request.business_model]
    shares = (struck.regret_seller_share, struck.regret_buyer_share)
    if contract.price is None or None in shares:
        return ""
    parties = contract.parties(found.solution.parties)
    seller, buyer = parties[contract.price.seller], parties[contract.price.buyer]
    return draft.say(
        _(
            "At this price the seller ({seller}) is worse off than without the deal in {sold} of the draws, "
            "the buyer ({buyer}) in {bought}."
        )
    ).format(
        seller=draft.label(seller.value),
        buyer=draft.label(buyer.value),
        sold=quantity(shares[0], "share", draft.language),
        bought=quantity(shares[1], "share", draft.language),
    )


def bankability(draft: Draft, found: Appraisal) -> list[str]:
    """Return the sentence on grade and axes, and what lifts it; nothing for an enabler."""
    graded, say = found.bankability, draft.say
    if graded is None:
        return []
    words = say(
        _("Bankability: grade {grade} (scalable {scalable}, appealing {appealing}, low risk {low_risk}).")
    ).format(
        grade=graded.grade,
        scalable=quantity(graded.scalable, "share", draft.language),
        appealing=quantity(graded.appealing, "share", draft.language),
        low_risk=quantity(graded.low_risk, "share", draft.language),
    )
    return [unbroken(f"{words} {graded.lift}")]
