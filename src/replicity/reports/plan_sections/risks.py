"""Section: risks that the data show."""

from replicity.appraisal.matching import MatchedSolution
from replicity.catalogue.wording import sentence as _
from replicity.reports.blocks import Block, Cell, bold, bullets, section, table, text
from replicity.reports.plan_sections.draft import Draft
from replicity.reports.quantity import NOTHING, quantity

SOFT = ("expert", "default")


def risks(draft: Draft) -> Block:
    """Return the section on risks that the data show."""
    say = draft.say
    rows = [_row(draft, item) for item in draft.detailed]
    titles = [
        say(_("Solution")), say(_("What drives the width")), say(_("Probability of loss")),
        say(_("Who expects to lose")),
        say(_("Inputs by judgement")), say(_("Open preconditions")),
    ]  # fmt: skip
    blocks = [
        text(
            say(
                _(
                    "These risks follow from the figures of this plan. What is measured first "
                    "should be what drives the width."
                )
            )
        ),
        table(titles, rows, widths=(11, 18, 8, 9, 8, 8), right=frozenset((2, 4, 5)), small=True),
    ]
    missing = sorted(
        {
            draft.label(n)
            for s in draft.detailed
            for n, i in s.case.appraisal.inputs.items()
            if i.status == "default"
        }
    )
    if missing:
        words = say(_("No source for this country, so the spread over all countries stands in: {names}."))
        blocks.append(text(words.format(names=", ".join(missing))))
    stopped = sorted(
        {
            line
            for s in draft.detailed
            if s.case.appraisal.bankability
            for line in s.case.appraisal.bankability.no_go
        }
    )
    if stopped:
        blocks += [text(say(_("What keeps lenders away:"))), bullets(stopped)]
    return section(say(_("Risks")), blocks)


def _row(draft: Draft, item: MatchedSolution) -> list[Cell]:
    say = draft.say
    found = item.case.appraisal
    widest = "; ".join(draft.label(s.name) for s in item.explanation.swings[:3]) or NOTHING
    losing = quantity(found.probability_of_loss_share, "share", draft.language)
    losers = ", ".join(draft.label(n) for n in found.losers) or say(_("nobody"))
    soft = sum(i.status in SOFT and not i.spread.is_fixed for i in found.inputs.values())
    uncertain = sum(not i.spread.is_fixed for i in found.inputs.values())
    open_count = sum(c.status != "pass" for c in found.preconditions)
    judged = say(_("{soft} of {all}")).format(soft=soft, all=uncertain)
    return [bold(draft.name(item)), widest, losing, losers, judged, str(open_count)]
