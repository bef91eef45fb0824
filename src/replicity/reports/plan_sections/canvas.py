"""The canvas of the first solution in rank: its blocks, with what the adaptation to the city changed."""

from replicity.appraisal.canvas import canvases
from replicity.appraisal.matching import MatchedSolution
from replicity.catalogue.wording import sentence as _
from replicity.reports.blocks import Block, cards, heading, text
from replicity.reports.plan_sections.draft import Draft, unbroken


def canvas(draft: Draft, item: MatchedSolution) -> list[Block]:
    """Return the blocks of a solution's canvas, before and after in one grid."""
    say = draft.say
    asked = item.case.appraisal.request
    before, after = canvases(item.solution, draft.plan.context, draft.language, asked.answers, item.case)
    models = (
        say(_("The model is that of the hosts: {model}.")).format(model=after.title)
        if before.business_model == after.business_model
        else say(_("Before, as elsewhere: {before}. After, in this city: {after}.")).format(
            before=before.title, after=after.title
        )
    )
    marks = say(
        _(
            "A line with + came with the adaptation or with the appraisal here, one with − fell away, and "
            "the others stay. Before, there is no money: the hosts' deals were not appraised."
        )
    )
    shown = [
        (new.title, [(mark, unbroken(line)) for mark, line in compared(old.lines, new.lines)])
        for old, new in zip(before.blocks, after.blocks, strict=True)
    ]
    title = say(_("Smart City Business Model Canvas: {name}")).format(name=draft.name(item))
    return [heading(title), text(models, "above"), cards(shown), text(marks, "small")]


def compared(before: tuple[str, ...], after: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return the lines with their marks: nothing for what stays, + for what came, − for what fell away.

    A line that goes on in a longer one (the price, now with its amount) did not fall away.
    """
    stays = [("", line) for line in after if line in before]
    came = [("+", line) for line in after if line not in before]
    gone = [("\N{MINUS SIGN}", line) for line in before if not any(new.startswith(line) for new in after)]
    return [*stays, *came, *gone]
