"""Section: every precondition of one solution, those that are met too."""

from replicity.appraisal.matching import MatchedSolution
from replicity.catalogue.wording import sentence as _
from replicity.reports.blocks import Block, Cell, bold, section, table, text
from replicity.reports.plan_sections.draft import Draft
from replicity.reports.quantity import NOTHING


def preconditions(draft: Draft, item: MatchedSolution) -> Block:
    """Return the section, the worst first."""
    say = draft.say
    opening = say(
        _(
            "A precondition that is blocked is never averaged away; one to be answered is "
            "a question to the city, and counts as a condition until it is settled."
        )
    )
    rows: list[list[Cell]] = [
        [bold(c.question), draft.label(c.status), c.remedy or NOTHING, draft.label(c.owner)]
        for c in item.case.appraisal.preconditions
    ]
    titles = [say(_("Question")), say(_("Status")), say(_("What mends it")), say(_("Who acts"))]
    blocks = [text(opening), table(titles, rows, widths=(18, 7, 20, 7), small=True)]
    return section(say(_("Preconditions")), blocks)
