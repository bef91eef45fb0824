"""Section: the business model, carried over from the hosts and adapted."""

import numpy as np

from replicity.appraisal.adaptation import Adaptation
from replicity.appraisal.matching import MatchedSolution
from replicity.catalogue.methods import model_texts
from replicity.catalogue.wording import sentence as _
from replicity.engine.ledger import Actor
from replicity.reports.blocks import Block, Cell, bold, heading, section, table, text
from replicity.reports.plan_sections.canvas import canvas
from replicity.reports.plan_sections.draft import Draft
from replicity.reports.quantity import NOTHING, euro

AFTER_TERM = "_after_term"
OTHERS = 4  # of the models that could be tried instead


def business(draft: Draft) -> Block:
    """Return the section."""
    say = draft.say
    blocks: list[Block] = [
        text(
            say(
                _(
                    "A business model says who pays, owns, operates and carries which risk. It "
                    "only moves money between the actors: what the solution earns as a whole "
                    "stays the same."
                )
            )
        ),
        _before_after(draft),
        heading(say(_("Adaptation log"))),
        text(say(_("What of each business model is kept, changed or dropped in this city, and why."))),
        _log(draft),
        *canvas(draft, draft.detailed[0]),
        *_payments(draft),
    ]
    return section(say(_("Business model, before and after adaptation")), blocks)


def _before_after(draft: Draft) -> Block:
    say = draft.say
    rows: list[list[Cell]] = []
    for item in draft.detailed:
        found = item.case.appraisal
        model = model_texts()[found.request.business_model]
        changed = [a for a in found.adaptation_log if a.decision != "keep"]
        after = (
            "; ".join(f"{draft.label(a.decision)}: {draft.label(a.rule).lower()}" for a in changed)
            if changed
            else say(_("kept as it is"))
        )
        others = [
            model_texts()[m.id].name.of(draft.language)
            for m in item.solution.business_models
            if m.id != found.request.business_model
        ]
        rows.append(
            [
                bold(draft.name(item)),
                f"{model.name.of(draft.language)}. {model.summary.of(draft.language)}",
                after,
                _some(draft, others),
            ]
        )
    titles = [
        say(_("Solution")),
        say(_("Before: as elsewhere")),
        say(_("After: in this city")),
        say(_("Other models to try")),
    ]
    return table(titles, rows, widths=(10, 20, 11, 11), small=True)


def _log(draft: Draft) -> Block:
    say = draft.say
    rows: list[list[Cell]] = [
        [draft.name(item), draft.label(line.rule), bold(_decision(draft, line)), line.why]
        for item in draft.detailed
        for line in item.case.appraisal.adaptation_log
    ]
    titles = [say(_("Solution")), say(_("Rule")), say(_("Decision")), say(_("Why"))]
    return table(titles, rows, widths=(10, 10, 8, 22), small=True)


def _decision(draft: Draft, line: Adaptation) -> str:
    """Return the decision, with the model that is proposed instead where there is one."""
    decision = draft.label(line.decision)
    return decision if line.to is None else f"{decision}: {model_texts()[line.to].name.of(draft.language)}"


def _payments(draft: Draft) -> list[Block]:
    """Return who pays whom; nothing where no party pays another."""
    say = draft.say
    rows = [row for item in draft.detailed for row in _payments_of(draft, item)]
    if not rows:
        return []
    titles = [say(_("Solution")), say(_("From")), say(_("To")), say(_("For")), say(_("Sum"))]
    return [
        heading(say(_("Who pays whom"))),
        text(say(_("Sums over the horizon, mean of the draws, real and not discounted."))),
        table(titles, rows, widths=(12, 7, 7, 14, 7), right=frozenset((4,)), small=True),
    ]


def _some(draft: Draft, names: list[str]) -> str:
    """Return the first few names and how many more there are."""
    shown = "; ".join(names[:OTHERS]) or NOTHING
    more = len(names) - OTHERS
    return shown if more <= 0 else draft.say(_("{names} and {count} more")).format(names=shown, count=more)


def _item(draft: Draft, name: str) -> str:
    return draft.say(_("costs taken over after the contract")) if name == AFTER_TERM else draft.label(name)


def _payments_of(draft: Draft, item: MatchedSolution) -> list[list[str]]:
    """Return the payments between the actors of one deal, markets left out."""
    found: dict[tuple[str, str, str], float] = {}
    for entry in item.case.settlement.ledger.entries:
        if Actor.WORLD in (entry.payer, entry.payee) or entry.payer == entry.payee:
            continue
        total = float(np.atleast_2d(entry.amount_eur).mean(axis=0).sum())
        if total < 0:
            key, total = (entry.payee.value, entry.payer.value, entry.item), -total
        else:
            key = (entry.payer.value, entry.payee.value, entry.item)
        if entry.item.endswith(AFTER_TERM):
            key = (*key[:2], AFTER_TERM)
        found[key] = found.get(key, 0.0) + total
    return [
        [
            draft.name(item),
            draft.label(payer),
            draft.label(payee),
            _item(draft, name),
            euro(total, draft.language),
        ]
        for (payer, payee, name), total in found.items()
        if total >= 1.0
    ]
